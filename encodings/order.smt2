; node: def-6
; says: the lexicographic order on payoff vectors, which breaks ties
; requires: sets.smt2
; The players stand in a fixed order. As there are finitely many, outcomes with different payoffs have a first player
; whose payoffs differ.
(declare-fun before (Player Player) Bool)
(assert (! (forall ((i Player)) (not (before i i))) :named order.irreflexive))
(assert (! (forall ((i Player) (j Player) (k Player)) (=> (before i j) (before j k) (before i k)))
  :named order.transitive))
(assert (! (forall ((i Player) (j Player)) (or (before i j) (= i j) (before j i))) :named order.total))
(assert (! (forall ((a Outcome) (b Outcome)) (=> (not (same-payoffs a b))
  (exists ((i Player))
    (and (not (= (u i a) (u i b))) (forall ((j Player)) (=> (before j i) (= (u j a) (u j b))))))))
  :named order.first-difference))

(define-fun lexicographically-above ((a Outcome) (b Outcome)) Bool
  (exists ((i Player))
    (and (> (u i a) (u i b)) (forall ((j Player)) (=> (before j i) (= (u j a) (u j b)))))))
