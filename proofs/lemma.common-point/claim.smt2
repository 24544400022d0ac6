; claim: lemma.common-point
; says: if what is added lies in projections, and a common point of them is there, everyone gets the PMM or more
; readings: literal
; players: any
; requires: def-5.smt2 transitive.smt2 negotiation.smt2
; import: lemma.larger-set literal any
; import: lemma.projection literal any
(define-fun conclusion () Bool
  (forall ((S ClosedSet) (T ClosedSet) (d Outcome) (z Outcome))
    (=> (subset S T)
        (forall ((b Outcome)) (=> (in b T) (or (in b S) (exists ((i Player)) (in b (PMP i (chosen S d)))))))
        (in z T)
        (forall ((i Player)) (in z (PMP i (chosen S d))))
        (forall ((i Player)) (>= (u i (chosen T d)) (m i))))))
