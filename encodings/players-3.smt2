; node: section-1
; says: three players
; requires: game.smt2
(declare-const player-1 Player)
(declare-const player-2 Player)
(declare-const player-3 Player)
(assert (! (distinct player-1 player-2 player-3) :named players.distinct))
(assert (! (forall ((i Player)) (or (= i player-1) (= i player-2) (= i player-3))) :named players.three))
