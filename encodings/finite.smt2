; node: section-1
; says: the players are finitely many: a list holds them all
; requires: everybody.smt2
; players-any.smt2 leaves it open whether there are finitely many; going through the players, one after the other, needs it.
(declare-fun listed (Players Player) Bool)
(assert (! (forall ((i Player)) (not (listed no-one i))) :named finite.no-one))
(assert (! (forall ((i Player) (l Players) (j Player)) (= (listed (and-also i l) j) (or (= j i) (listed l j))))
  :named finite.listed))
(assert (! (forall ((i Player)) (listed everybody i)) :named finite.players))
