; import: thm-3.1 published+csr-only {players}
; conclusion using: thm-3.1/published+csr-only/{players}
