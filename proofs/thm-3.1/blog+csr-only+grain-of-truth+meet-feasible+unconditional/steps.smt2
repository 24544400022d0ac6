; import: thm-3.1 blog+csr-only {players}
; conclusion using: thm-3.1/blog+csr-only/{players}
