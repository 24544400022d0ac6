; import: lemma.outcome literal any
; import: lemma.defaults literal any
; import: lemma.projection literal any
; conclusion using: step-disagree step.supported step.others step.extended
; What is newly agreed on lies in the projection of the outcome before.
; using: def-7.extension asm-8.ii alg-2.agreement sets.union lemma.defaults/literal/any section-2.replaced
(define-fun step-added () Bool
  (forall ((i Player) (q Profile) (x Program) (y Program) (b Outcome))
    (=> (supports (belief i) q) (others-csr i q) (extends i x y)
        (in b (agreement (functions (replace q i y)) (outcome (defaults (replace q i x)))))
        (or (in b (agreement (functions (replace q i x)) (outcome (defaults (replace q i x)))))
            (in b (PMP i (outcome (replace q i x))))))))

; Both profiles are CSR profiles, so both end at their renegotiation outcomes, from the same defaults.
; using: def-7.extension lemma.outcome/literal/any lemma.defaults/literal/any section-2.replaced section-2.kept
(define-fun step-outcomes () Bool
  (forall ((i Player) (q Profile) (x Program) (y Program))
    (=> (others-csr i q) (extends i x y)
        (and (= (outcome (replace q i x)) (ro (functions (replace q i x)) (outcome (defaults (replace q i x)))))
             (= (outcome (replace q i y)) (ro (functions (replace q i y)) (outcome (defaults (replace q i x)))))
             (= (defaults (replace q i y)) (defaults (replace q i x)))))))

; Where nothing was agreed on, the outcome before is the default outcome.
; using: step-outcomes alg-2.chosen
(define-fun step-default () Bool
  (forall ((i Player) (q Profile) (x Program) (y Program))
    (=> (others-csr i q) (extends i x y)
        (not (nonempty (agreement (functions (replace q i x)) (outcome (defaults (replace q i x))))))
        (= (outcome (replace q i x)) (outcome (defaults (replace q i x)))))))

; So everything agreed on now weakly improves on it.
; using: step-added step-default lemma.projection/literal/any
(define-fun step-above () Bool
  (forall ((i Player) (q Profile) (x Program) (y Program) (b Outcome))
    (=> (supports (belief i) q) (others-csr i q) (extends i x y)
        (not (nonempty (agreement (functions (replace q i x)) (outcome (defaults (replace q i x))))))
        (in b (agreement (functions (replace q i y)) (outcome (defaults (replace q i x)))))
        (weakly-better b (outcome (defaults (replace q i x)))))))

; using: alg-2.chosen def-6.selection
(define-fun step-chosen () Bool
  (forall ((T ClosedSet) (d Outcome))
    (=> (forall ((b Outcome)) (=> (in b T) (weakly-better b d))) (weakly-better (chosen T d) d))))

; using: step-above step-chosen step-outcomes step-default
(define-fun step-disagree () Bool
  (forall ((i Player) (q Profile) (x Program) (y Program))
    (=> (supports (belief i) q) (others-csr i q) (extends i x y)
        (not (nonempty (agreement (functions (replace q i x)) (outcome (defaults (replace q i x))))))
        (weakly-better (outcome (replace q i y)) (outcome (replace q i x))))))
