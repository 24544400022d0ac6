; import: lemma.outcome literal any
; import: lemma.defaults literal any
; import: lemma.projection literal any
; import: lemma.larger-set literal any
; conclusion using: step-csr csr-only.supports csr-only.profile
; From the default outcome the unextended functions reach the outcome before, as all programs are CSR programs.
; using: def-7.extension lemma.outcome/literal/any lemma.defaults/literal/any section-2.replaced section-2.kept
(define-fun step-reached () Bool
  (forall ((i Player) (q Profile) (x Program) (y Program))
    (=> (others-csr i q) (extends i x y)
        (= (ro (functions (replace q i x)) (outcome (defaults (replace q i y)))) (outcome (replace q i x))))))

; So V lies in the projection of the outcome before, where the default outcome is the input.
; using: asm-8.ii step-reached
(define-fun step-answers () Bool
  (forall ((i Player) (q Profile) (x Program) (y Program) (j Player))
    (=> (supports (belief i) q) (others-csr i q) (extends i x y) (not (= j i))
        (exists ((V ClosedSet))
          (and (subset V (PMP i (outcome (replace q i x))))
               (= (answer j (functions (replace q i y)) (outcome (defaults (replace q i y))))
                  (union (answer j (functions (replace q i x)) (outcome (defaults (replace q i y)))) V)))))))

; The answers to the extension: the agreement set grows, and only by points of the projection.
; using: def-7.extension step-answers alg-2.agreement sets.union lemma.defaults/literal/any section-2.replaced
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
