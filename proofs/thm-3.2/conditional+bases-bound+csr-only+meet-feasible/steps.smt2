; import: thm-3.2 conditional+meet-feasible {players}
; conclusion using: thm-3.2/conditional+meet-feasible/{players}
