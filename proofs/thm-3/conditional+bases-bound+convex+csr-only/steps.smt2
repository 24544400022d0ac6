; import: thm-3.1 conditional+csr-only {players}
; import: thm-3.2 conditional+convex {players}
; import: thm-3.3 conditional+bases-bound+csr-only {players}
; conclusion using: thm-3.1/conditional+csr-only/{players} thm-3.2/conditional+convex/{players} thm-3.3/conditional+bases-bound+csr-only/{players}
