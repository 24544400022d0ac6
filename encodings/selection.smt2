; node: def-6
; says: the selection function, and transitivity
; requires: sets.smt2
(declare-fun sel (ClosedSet) Outcome)
(define-fun selection () Bool
  (forall ((S ClosedSet)) (=> (nonempty S) (efficient-in (sel S) S))))
(define-fun transitive () Bool
  (forall ((S ClosedSet) (T ClosedSet))
    (=> (nonempty S)
        (forall ((x Outcome)) (=> (in x T) (weakly-better x (sel S))))
        (weakly-better (sel (union S T)) (sel S)))))
