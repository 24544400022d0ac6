; import: lemma.outcome literal any
; import: lemma.defaults literal any
; conclusion using: step-after step-before step.others step.extended
; What is reached weakly improves on where it started, if some function offers only such outcomes.
; using: alg-2.chosen def-6.selection alg-2.agreement
(define-fun step-start () Bool
  (forall ((i Player) (R Functions) (a Outcome))
    (=> (def-6.1 i (function i R)) (weakly-better (ro R a) a))))

; using: alg-2.function alg-2.functions
(define-fun step-function () Bool
  (forall ((i Player) (p Profile)) (=> (csr i (program i p)) (def-6.1 i (function i (functions p))))))

; using: step-start step-function
(define-fun step-round () Bool
  (forall ((i Player) (p Profile) (a Outcome))
    (=> (csr i (program i p)) (weakly-better (ro (functions p) a) a))))

; Both profiles are CSR profiles, so both end at their renegotiation outcomes, from the same defaults.
; using: def-7.extension lemma.outcome/literal/any lemma.defaults/literal/any section-2.replaced section-2.kept
(define-fun step-outcomes () Bool
  (forall ((i Player) (q Profile) (x Program) (y Program))
    (=> (others-csr i q) (extends i x y)
        (and (= (outcome (replace q i x)) (ro (functions (replace q i x)) (outcome (defaults (replace q i x)))))
             (= (outcome (replace q i y)) (ro (functions (replace q i y)) (outcome (defaults (replace q i x)))))))))

; The extension ends at an outcome that weakly improves on the defaults'.
; using: def-7.extension step-outcomes step-round section-2.replaced
(define-fun step-after () Bool
  (forall ((i Player) (q Profile) (x Program) (y Program))
    (=> (others-csr i q) (extends i x y)
        (weakly-better (outcome (replace q i y)) (outcome (defaults (replace q i x)))))))

; Where nothing was agreed on, the outcome before is the defaults'.
; using: step-outcomes alg-2.chosen
(define-fun step-before () Bool
  (forall ((i Player) (q Profile) (x Program) (y Program))
    (=> (others-csr i q) (extends i x y)
        (not (nonempty (agreement (functions (replace q i x)) (outcome (defaults (replace q i x))))))
        (= (outcome (replace q i x)) (outcome (defaults (replace q i x)))))))
