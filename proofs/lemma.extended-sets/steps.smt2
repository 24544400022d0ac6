; conclusion using: step-larger step-added step-better step-common
; using: conditional.operator sets.union
(define-fun step-answer () Bool
  (forall ((R Functions) (a Outcome) (i Player) (b Outcome))
    (=> (forall ((j Player)) (extension j (function j R)))
        (= (in b (answer i R a)) (or (in b (answer i (bases R) a)) (in b (PMP i (ro (bases R) a))))))))

; using: step-answer alg-2.agreement
(define-fun step-larger () Bool
  (forall ((R Functions) (a Outcome)) (=> (forall ((j Player)) (extension j (function j R)))
    (subset (agreement (bases R) a) (agreement R a)))))

; using: step-answer alg-2.agreement
(define-fun step-added () Bool
  (forall ((R Functions) (a Outcome) (b Outcome)) (=> (forall ((j Player)) (extension j (function j R)))
    (in b (agreement R a))
    (or (in b (agreement (bases R) a)) (exists ((i Player)) (in b (PMP i (ro (bases R) a))))))))

; using: step-larger step-added lemma.projection/literal/any lemma.larger-set/literal/any
(define-fun step-better () Bool
  (forall ((R Functions) (a Outcome)) (=> (forall ((j Player)) (extension j (function j R)))
    (weakly-better (ro R a) (ro (bases R) a)))))

; A common point of the projections is in the agreement set.
; using: step-answer alg-2.agreement
(define-fun step-agreed () Bool
  (forall ((R Functions) (a Outcome) (z Outcome)) (=> (forall ((j Player)) (extension j (function j R)))
    (forall ((i Player)) (in z (PMP i (ro (bases R) a))))
    (in z (agreement R a)))))

; using: step-agreed step-larger step-added lemma.common-point/literal/any
(define-fun step-common () Bool
  (forall ((R Functions) (a Outcome) (z Outcome)) (=> (forall ((j Player)) (extension j (function j R)))
    (forall ((i Player)) (in z (PMP i (ro (bases R) a))))
    (forall ((i Player)) (>= (u i (ro R a)) (m i))))))
