; import: thm-3.3 conditional+bases-bound+csr-only {players}
; conclusion using: thm-3.3/conditional+bases-bound+csr-only/{players}
