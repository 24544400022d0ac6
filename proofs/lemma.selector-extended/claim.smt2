; claim: lemma.selector-extended
; says: where both functions are extensions, nobody is worse off than with the bases, and a common point of the projections gives everyone the PMM
; readings: two-selectors
; players: 2
; requires: two-selectors/operator.smt2
; import: lemma.selector-larger-set two-selectors 2
(define-fun conclusion () Bool
  (forall ((R Functions) (a Outcome) (s Selector))
    (=> (selects s) (transitive s) (forall ((i Player)) (extension i (function i R)))
        (and (weakly-better (ro R a s) (ro (bases R) a s))
             (=> (exists ((z Outcome)) (forall ((i Player)) (in z (PMP i (ro (bases R) a s)))))
                 (forall ((i Player)) (>= (u i (ro R a s)) (m i))))))))
