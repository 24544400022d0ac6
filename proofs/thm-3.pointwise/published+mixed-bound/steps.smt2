; import: lemma.outcome literal any
; import: lemma.defaults literal any
; import: lemma.projection literal any
; import: lemma.larger-set literal any
; import: lemma.plain literal any
; conclusion using: step-csr step-mixed
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

(define-fun fine ((j Player) (x Program)) Bool
  (ite (csr j x) (and (not (csr j (default x))) (used j (default x))) (used j x)))

; using: section-2.replaced section-2.kept
(define-fun step-put () Bool
  (forall ((i Player) (j Player) (q Profile) (x Program))
    (= (program j (replace q i x)) (ite (= j i) x (program j q)))))

; Programs in supports fall under the hypothesis.
; using: mixed-bound.defaults mixed-bound.used
(define-fun step-fine () Bool
  (forall ((i Player) (j Player) (q Profile))
    (=> (not (= j i)) (supports (belief i) q) (fine j (program j q)))))

; using: step-put
(define-fun step-not-all () Bool
  (forall ((i Player) (q Profile) (x Program))
    (=> (not (others-csr i q)) (not (all-csr (replace q i x))))))

; An extension has the default of what it extends, so it makes no difference to the others,
; using: def-7.extension mixed-bound.plain section-2.profile step-put
(define-fun step-plain-alike () Bool
  (forall ((i Player) (q Profile) (x Program) (y Program))
    (=> (extends i x y) (= (plain (replace q i y)) (plain (replace q i x))))))

; using: lemma.plain/literal/any step-fine step-not-all step-put
(define-fun step-others () Bool
  (forall ((i Player) (j Player) (q Profile) (x Program))
    (=> (not (= j i)) (supports (belief i) q) (not (others-csr i q))
        (= (action j (replace q i x)) (action j (plain (replace q i x)))))))

; and none to its player: it falls back to that default.
; using: alg-2.run step-not-all step-put section-2.profile section-2.replaced section-2.kept
(define-fun step-own () Bool
  (forall ((i Player) (q Profile) (x Program))
    (=> (csr i x) (not (others-csr i q))
        (= (action i (replace q i x)) (action i (replace q i (default x)))))))

; using: step-others step-own step-plain-alike def-7.extension
(define-fun step-actions () Bool
  (forall ((i Player) (j Player) (q Profile) (x Program) (y Program))
    (=> (supports (belief i) q) (not (others-csr i q)) (extends i x y)
        (= (action j (replace q i y)) (action j (replace q i x))))))

; using: step-actions section-1.profile section-2.run
(define-fun step-mixed () Bool
  (forall ((i Player) (q Profile) (x Program) (y Program))
    (=> (supports (belief i) q) (not (others-csr i q)) (extends i x y)
        (= (outcome (replace q i y)) (outcome (replace q i x))))))
