; import: thm-3.2 prn+meet-feasible {players}
; conclusion using: thm-3.2/prn+meet-feasible/{players}
