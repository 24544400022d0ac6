; node: section-1
; says: F is connected
; requires: sets.smt2
; Two closed sets that cover F, each with an outcome, share one. The sets that are cut out by a bound on one payoff are closed.
(declare-fun at-least (Player Real) ClosedSet)
(assert (! (forall ((i Player) (c Real) (a Outcome)) (= (in a (at-least i c)) (>= (u i a) c))) :named connected.at-least))
(declare-fun at-most (Player Real) ClosedSet)
(assert (! (forall ((i Player) (c Real) (a Outcome)) (= (in a (at-most i c)) (<= (u i a) c))) :named connected.at-most))
(assert (! (forall ((S ClosedSet) (T ClosedSet))
  (=> (forall ((a Outcome)) (or (in a S) (in a T))) (nonempty S) (nonempty T)
      (exists ((a Outcome)) (and (in a S) (in a T)))))
  :named connected))
