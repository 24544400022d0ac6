; node: sel.weighted.transitive
; says: the point of greatest weighted total payoff, all weights positive; ties are broken lexicographically
; requires: selection.smt2 order.smt2 everybody.smt2
(declare-fun importance (Player) Real) ; w_i
(assert (! (forall ((i Player)) (> (importance i) 0)) :named weighted.positive))
(declare-fun sum (Players Outcome) Real)
(assert (! (forall ((a Outcome)) (= (sum no-one a) 0)) :named weighted.no-one))
(assert (! (forall ((i Player) (l Players) (a Outcome))
  (= (sum (and-also i l) a) (+ (* (importance i) (u i a)) (sum l a))))
  :named weighted.sum))
(define-fun above ((S ClosedSet) (a Outcome) (b Outcome)) Bool
  (or (> (sum everybody a) (sum everybody b))
      (and (= (sum everybody a) (sum everybody b)) (lexicographically-above a b))))

(assert (! (forall ((S ClosedSet)) (=> (nonempty S)
  (and (in (sel S) S) (forall ((b Outcome)) (=> (in b S) (not (above S b (sel S))))))))
  :named sel.weighted))
