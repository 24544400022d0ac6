; node: sel.centroid.transitive
; says: the efficient point of S that is nearest to the centroid of S
; requires: selection.smt2 order.smt2 everybody.smt2
; The centroid is some point that depends on S alone; which one needs a measure, and does not matter for a proof.
(declare-fun centroid (ClosedSet Player) Real)
(declare-fun distance (ClosedSet Players Outcome) Real) ; squared
(assert (! (forall ((S ClosedSet) (a Outcome)) (= (distance S no-one a) 0)) :named centroid.no-one))
(assert (! (forall ((S ClosedSet) (i Player) (l Players) (a Outcome))
  (= (distance S (and-also i l) a)
     (+ (* (- (u i a) (centroid S i)) (- (u i a) (centroid S i))) (distance S l a))))
  :named centroid.distance))
(define-fun above ((S ClosedSet) (a Outcome) (b Outcome)) Bool
  (and (efficient-in a S)
       (or (not (efficient-in b S))
           (< (distance S everybody a) (distance S everybody b))
           (and (= (distance S everybody a) (distance S everybody b)) (lexicographically-above a b)))))

(assert (! (forall ((S ClosedSet)) (=> (nonempty S)
  (and (in (sel S) S) (forall ((b Outcome)) (=> (in b S) (not (above S b (sel S))))))))
  :named sel.centroid))
