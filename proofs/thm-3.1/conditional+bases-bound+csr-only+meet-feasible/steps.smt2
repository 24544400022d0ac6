; import: thm-3.1 conditional+csr-only {players}
; conclusion using: thm-3.1/conditional+csr-only/{players}
