; node: section-1
; says: a list of players, for sums and products over all of them
; requires: game.smt2
; That it holds every player once is not said: a proof that needs no more holds for that list too.
(declare-datatypes ((Players 0)) (((no-one) (and-also (first Player) (remaining Players)))))
(declare-const everybody Players)
