; conclusion using: step-larger step-added step-agreed lemma.selector-larger-set/two-selectors/2
; using: conditional.operator sets.union
(define-fun step-answer () Bool
  (forall ((R Functions) (a Outcome) (s Selector) (i Player) (b Outcome))
    (=> (forall ((j Player)) (extension j (function j R)))
        (= (in b (answer i R a s)) (or (in b (answer i (bases R) a s)) (in b (PMP i (ro (bases R) a s))))))))

; using: step-answer alg-2.agreement
(define-fun step-larger () Bool
  (forall ((R Functions) (a Outcome) (s Selector)) (=> (forall ((j Player)) (extension j (function j R)))
    (subset (agreement (bases R) a s) (agreement R a s)))))

; using: step-answer alg-2.agreement
(define-fun step-added () Bool
  (forall ((R Functions) (a Outcome) (s Selector) (b Outcome)) (=> (forall ((j Player)) (extension j (function j R)))
    (in b (agreement R a s))
    (or (in b (agreement (bases R) a s)) (exists ((i Player)) (in b (PMP i (ro (bases R) a s))))))))

; using: step-answer alg-2.agreement
(define-fun step-agreed () Bool
  (forall ((R Functions) (a Outcome) (s Selector) (z Outcome)) (=> (forall ((j Player)) (extension j (function j R)))
    (forall ((i Player)) (in z (PMP i (ro (bases R) a s))))
    (in z (agreement R a s)))))
