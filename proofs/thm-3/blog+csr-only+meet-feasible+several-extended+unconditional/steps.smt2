; import: thm-3.1 blog+csr-only {players}
; import: thm-3.2 blog+meet-feasible+several-extended {players}
; import: thm-3.3 blog+csr-only+unconditional {players}
; conclusion using: thm-3.1/blog+csr-only/{players} thm-3.2/blog+meet-feasible+several-extended/{players} thm-3.3/blog+csr-only+unconditional/{players}
