; conclusion using: step-larger step-added step-better step-common
; using: prn.active alg-2.agreement
(define-fun step-larger () Bool
  (forall ((R Functions) (a Outcome)) (subset (agreement R a) (active R a))))

; using: prn.active alg-2.agreement
(define-fun step-added () Bool
  (forall ((R Functions) (a Outcome) (b Outcome))
    (=> (in b (active R a)) (or (in b (agreement R a)) (exists ((i Player)) (in b (PMP i (ro R a))))))))

; using: step-larger step-added lemma.projection/literal/any lemma.larger-set/literal/any
(define-fun step-better () Bool
  (forall ((R Functions) (a Outcome)) (weakly-better (ro-active R a) (ro R a))))

; A common point of the projections is in the active agreement set.
; using: prn.active
(define-fun step-agreed () Bool
  (forall ((R Functions) (a Outcome) (z Outcome))
    (=> (forall ((i Player)) (in z (PMP i (ro R a)))) (in z (active R a)))))

; using: step-agreed step-larger step-added lemma.common-point/literal/any
(define-fun step-common () Bool
  (forall ((R Functions) (a Outcome) (z Outcome))
    (=> (forall ((i Player)) (in z (PMP i (ro R a))))
        (forall ((i Player)) (>= (u i (ro-active R a)) (m i))))))
