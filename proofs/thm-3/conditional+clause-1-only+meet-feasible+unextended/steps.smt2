; import: thm-3.1 conditional+clause-1-only {players}
; import: thm-3.2 conditional+clause-1-only+meet-feasible {players}
; import: thm-3.3 conditional+clause-1-only+unextended {players}
; conclusion using: thm-3.1/conditional+clause-1-only/{players} thm-3.2/conditional+clause-1-only+meet-feasible/{players} thm-3.3/conditional+clause-1-only+unextended/{players}
