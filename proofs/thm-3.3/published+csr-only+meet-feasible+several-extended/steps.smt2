; import: thm-3.3 published+csr-only {players}
; conclusion using: thm-3.3/published+csr-only/{players}
