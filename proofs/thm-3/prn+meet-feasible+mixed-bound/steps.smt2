; import: thm-3.1 prn {players}
; import: thm-3.2 prn+meet-feasible {players}
; import: thm-3.3 prn+mixed-bound {players}
; conclusion using: thm-3.1/prn/{players} thm-3.2/prn+meet-feasible/{players} thm-3.3/prn+mixed-bound/{players}
