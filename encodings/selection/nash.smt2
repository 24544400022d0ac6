; node: sel.nash.transitive
; says: the greatest product of gains over a disagreement point, among the points that leave nobody below it
; requires: selection.smt2 order.smt2 everybody.smt2
(declare-fun disagreement (Player) Real) ; d
(define-fun rational ((a Outcome)) Bool (forall ((i Player)) (>= (u i a) (disagreement i))))
(declare-fun product (Players Outcome) Real)
(assert (! (forall ((a Outcome)) (= (product no-one a) 1)) :named nash.no-one))
(assert (! (forall ((i Player) (l Players) (a Outcome))
  (= (product (and-also i l) a) (* (- (u i a) (disagreement i)) (product l a))))
  :named nash.product))
; Points below the disagreement point come last; ties are broken lexicographically.
(define-fun above ((S ClosedSet) (a Outcome) (b Outcome)) Bool
  (or (and (rational a) (not (rational b)))
      (and (rational a) (rational b)
           (or (> (product everybody a) (product everybody b))
               (and (= (product everybody a) (product everybody b)) (lexicographically-above a b))))
      (and (not (rational a)) (not (rational b)) (lexicographically-above a b))))

(assert (! (forall ((S ClosedSet)) (=> (nonempty S)
  (and (in (sel S) S) (forall ((b Outcome)) (=> (in b S) (not (above S b (sel S))))))))
  :named sel.nash))
