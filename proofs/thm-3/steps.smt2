; import: thm-3.1 {reading} {players}
; import: thm-3.2 {reading} {players}
; import: thm-3.3 {reading} {players}
; conclusion using: thm-3.1/{reading}/{players} thm-3.2/{reading}/{players} thm-3.3/{reading}/{players}
