; import: thm-3.3 prn+csr-only {players}
; conclusion using: thm-3.3/prn+csr-only/{players}
