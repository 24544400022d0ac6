; claim: lemma.prn-active
; says: adding the projections never hurts, and with a common point of them everyone gets the PMM
; readings: prn
; players: any
; requires: prn/algorithm.smt2 transitive.smt2
; import: lemma.larger-set literal any
; import: lemma.projection literal any
; import: lemma.common-point literal any
(define-fun conclusion () Bool
  (forall ((R Functions) (a Outcome))
    (and (weakly-better (ro-active R a) (ro R a))
         (=> (exists ((z Outcome)) (forall ((i Player)) (in z (PMP i (ro R a)))))
             (forall ((i Player)) (>= (u i (ro-active R a)) (m i)))))))
