; node: section-1
; says: any number of players, at least two
; requires: game.smt2
(assert (! (exists ((i Player) (j Player)) (not (= i j))) :named players.at-least-two))
