; node: section-1
; says: the list of all players, for sums and products over them
; requires: game.smt2
(declare-datatypes ((Players 0)) (((no-one) (and-also (first Player) (remaining Players)))))
(declare-const everybody Players)
