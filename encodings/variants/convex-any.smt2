; node: section-1
; says: F is convex, as for two and three players, and the players are finitely many: a list holds them all
; requires: variants/convex.smt2 everybody.smt2
; players-any.smt2 leaves it open whether there are finitely many; mixing outcomes, one player after the other, needs it.
(declare-fun listed (Players Player) Bool)
(assert (! (forall ((i Player)) (not (listed no-one i))) :named convex.no-one))
(assert (! (forall ((i Player) (l Players) (j Player)) (= (listed (and-also i l) j) (or (= j i) (listed l j))))
  :named convex.listed))
(assert (! (forall ((i Player)) (listed everybody i)) :named convex.finite))
