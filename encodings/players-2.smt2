; node: section-1
; says: two players
; requires: game.smt2
(declare-const player-1 Player)
(declare-const player-2 Player)
(assert (! (distinct player-1 player-2) :named players.distinct))
(assert (! (forall ((i Player)) (or (= i player-1) (= i player-2))) :named players.two))
