; import: thm-3.3 blog+csr-only+unconditional {players}
; conclusion using: thm-3.3/blog+csr-only+unconditional/{players}
