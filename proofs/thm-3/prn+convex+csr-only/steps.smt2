; import: thm-3.1 prn {players}
; import: thm-3.2 prn+convex {players}
; import: thm-3.3 prn+csr-only {players}
; conclusion using: thm-3.1/prn/{players} thm-3.2/prn+convex/{players} thm-3.3/prn+csr-only/{players}
