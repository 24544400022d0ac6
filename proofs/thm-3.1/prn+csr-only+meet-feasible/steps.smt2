; import: thm-3.1 prn {players}
; conclusion using: thm-3.1/prn/{players}
