; claim: lemma.larger-set
; says: adding to a set points that weakly improve on what was selected leads to something that weakly improves on it
; readings: literal
; players: any
; requires: transitive.smt2 negotiation.smt2
(define-fun conclusion () Bool
  (forall ((S ClosedSet) (T ClosedSet) (d Outcome))
    (=> (subset S T)
        (forall ((b Outcome)) (=> (in b T) (or (in b S) (weakly-better b (chosen S d)))))
        (weakly-better (chosen T d) (chosen S d)))))
