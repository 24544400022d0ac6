; claim: lemma.extended-sets
; says: where every function is an extension, nobody is worse off than with the bases, and a common point of the projections gives everyone the PMM
; readings: conditional
; players: any
; requires: conditional/extension.smt2 transitive.smt2
; import: lemma.larger-set literal any
; import: lemma.projection literal any
; import: lemma.common-point literal any
(define-fun conclusion () Bool
  (forall ((R Functions) (a Outcome))
    (=> (forall ((i Player)) (extension i (function i R)))
        (and (weakly-better (ro R a) (ro (bases R) a))
             (=> (exists ((z Outcome)) (forall ((i Player)) (in z (PMP i (ro (bases R) a)))))
                 (forall ((i Player)) (>= (u i (ro R a)) (m i))))))))
