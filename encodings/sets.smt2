; node: def-6
; says: C(A), the sets of outcomes that are closed in payoff distance
; requires: game.smt2
(declare-sort ClosedSet 0)
(declare-fun in (Outcome ClosedSet) Bool)
(assert (! (forall ((S ClosedSet) (T ClosedSet))
  (=> (forall ((a Outcome)) (= (in a S) (in a T))) (= S T)))
  :named sets.extensional))

; Closed in payoff distance: outcomes with equal payoffs are at distance 0.
(define-fun same-payoffs ((a Outcome) (b Outcome)) Bool (forall ((i Player)) (= (u i a) (u i b))))
(assert (! (forall ((S ClosedSet) (a Outcome) (b Outcome))
  (=> (in a S) (same-payoffs a b) (in b S)))
  :named sets.payoff-closed))

; Unions and intersections of two closed sets are closed.
(declare-fun union (ClosedSet ClosedSet) ClosedSet)
(assert (! (forall ((S ClosedSet) (T ClosedSet) (a Outcome)) (= (in a (union S T)) (or (in a S) (in a T))))
  :named sets.union))
(declare-fun intersection (ClosedSet ClosedSet) ClosedSet)
(assert (! (forall ((S ClosedSet) (T ClosedSet) (a Outcome)) (= (in a (intersection S T)) (and (in a S) (in a T))))
  :named sets.intersection))

(define-fun nonempty ((S ClosedSet)) Bool (exists ((a Outcome)) (in a S)))
(define-fun subset ((S ClosedSet) (T ClosedSet)) Bool (forall ((a Outcome)) (=> (in a S) (in a T))))
(define-fun efficient-in ((a Outcome) (S ClosedSet)) Bool
  (and (in a S) (not (exists ((b Outcome)) (and (in b S) (improves b a))))))

; The outcomes that weakly improve on a: closed, being given by weak inequalities between payoffs.
(declare-fun improvements (Outcome) ClosedSet)
(assert (! (forall ((a Outcome) (b Outcome)) (= (in b (improvements a)) (weakly-better b a)))
  :named sets.improvements))
