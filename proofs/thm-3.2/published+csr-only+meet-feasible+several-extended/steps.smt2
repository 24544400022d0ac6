; import: thm-3.2 published+meet-feasible+several-extended {players}
; conclusion using: thm-3.2/published+meet-feasible+several-extended/{players}
