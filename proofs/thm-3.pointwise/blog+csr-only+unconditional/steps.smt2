; import: lemma.outcome literal any
; import: lemma.defaults literal any
; import: lemma.projection literal any
; import: lemma.larger-set literal any
; conclusion using: step-csr csr-only.supports csr-only.profile
; A function that does not look at the others' answers the extension as it answered the program.
; using: unconditional.supports alg-2.functions section-2.kept
(define-fun step-same () Bool
  (forall ((i Player) (q Profile) (x Program) (y Program) (j Player) (a Outcome))
    (=> (supports (belief i) q) (not (= j i))
        (= (answer j (functions (replace q i y)) a) (answer j (functions (replace q i x)) a)))))

; The answers to the extension: the agreement set grows, and only by points of the projection.
; using: def-7.extension step-same alg-2.agreement sets.union lemma.defaults/literal/any section-2.replaced
(define-fun step-sets () Bool
  (forall ((i Player) (q Profile) (x Program) (y Program))
    (=> (supports (belief i) q) (others-csr i q) (extends i x y)
        (and (subset (agreement (functions (replace q i x)) (outcome (defaults (replace q i x))))
                     (agreement (functions (replace q i y)) (outcome (defaults (replace q i y)))))
             (forall ((b Outcome))
               (=> (in b (agreement (functions (replace q i y)) (outcome (defaults (replace q i y)))))
                   (or (in b (agreement (functions (replace q i x)) (outcome (defaults (replace q i x)))))
                       (in b (PMP i (outcome (replace q i x)))))))))))

; Both profiles are CSR profiles, so both end at their renegotiation outcomes, from the same defaults.
; using: def-7.extension lemma.outcome/literal/any lemma.defaults/literal/any section-2.replaced section-2.kept
(define-fun step-outcomes () Bool
  (forall ((i Player) (q Profile) (x Program) (y Program))
    (=> (others-csr i q) (extends i x y)
        (and (= (outcome (replace q i x)) (ro (functions (replace q i x)) (outcome (defaults (replace q i x)))))
             (= (outcome (replace q i y)) (ro (functions (replace q i y)) (outcome (defaults (replace q i x)))))
             (= (defaults (replace q i y)) (defaults (replace q i x)))))))

; What is added weakly improves on the outcome before.
; using: step-sets lemma.projection/literal/any
(define-fun step-above () Bool
  (forall ((i Player) (q Profile) (x Program) (y Program) (b Outcome))
    (=> (supports (belief i) q) (others-csr i q) (extends i x y)
        (in b (agreement (functions (replace q i y)) (outcome (defaults (replace q i y)))))
        (or (in b (agreement (functions (replace q i x)) (outcome (defaults (replace q i x)))))
            (weakly-better b (outcome (replace q i x)))))))

; Against CSR programs the extension is weakly better for everyone.
; using: step-sets step-above step-outcomes lemma.larger-set/literal/any
(define-fun step-csr () Bool
  (forall ((i Player) (q Profile) (x Program) (y Program))
    (=> (supports (belief i) q) (others-csr i q) (extends i x y)
        (weakly-better (outcome (replace q i y)) (outcome (replace q i x))))))
