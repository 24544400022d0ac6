; import: lemma.two-seats literal 2
; import: lemma.replaced-twice literal any
; import: lemma.outcome literal any
; import: lemma.defaults literal any
; import: lemma.projection literal any
; import: lemma.larger-set literal any
; conclusion using: step-csr step-other
; The answers to the extension: the agreement set grows, and only by points of the projection.
; using: def-7.extension asm-8.ii alg-2.agreement sets.union lemma.defaults/literal/any section-2.replaced
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

; A CSR program among others plays as its default.
; using: alg-2.run section-2.replaced section-2.kept lemma.replaced-twice/literal/any
(define-fun step-own () Bool
  (forall ((i Player) (q Profile) (x Program))
    (=> (csr i x) (not (others-csr i q))
        (= (action i (replace q i x)) (action i (replace q i (default x)))))))

; The other player's program, not being CSR, answers a CSR program as it answers its default.
; using: players.two asm-8.i lemma.two-seats/literal/2 section-2.replaced section-2.kept
(define-fun step-reply () Bool
  (forall ((i Player) (j Player) (q Profile) (x Program))
    (=> (csr i x) (not (= j i)) (supports (belief i) q) (not (csr j (program j q)))
        (= (action j (replace q i x)) (action j (replace q i (default x)))))))

; So against a program that is not CSR, extending changes nothing.
; using: def-7.extension players.two section-1.profile section-2.run step-own step-reply
(define-fun step-other () Bool
  (forall ((i Player) (q Profile) (x Program) (y Program))
    (=> (supports (belief i) q) (not (others-csr i q)) (extends i x y)
        (= (outcome (replace q i y)) (outcome (replace q i x))))))
