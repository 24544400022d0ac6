; import: lemma.defaults literal any
; import: lemma.replaced-twice literal any
; import: lemma.prn-outcome prn any
; import: lemma.prn-active prn any
; conclusion using: step-either csr-only.supports csr-only.profile
; A program of either class is replaced by one with the same default and function.
; using: functions.profile alg-2.functions section-2.replaced section-2.kept
(define-fun step-same () Bool
  (forall ((i Player) (q Profile) (x Program) (y Program))
    (=> (= (RN y) (RN x)) (= (functions (replace q i y)) (functions (replace q i x))))))

; using: section-2.replaced section-2.kept
(define-fun step-classes () Bool
  (forall ((i Player) (q Profile) (x Program) (y Program))
    (=> (others-either i q) (either i x) (pmp-renegotiates i y)
        (and (all-either (replace q i x)) (all-either (replace q i y))
             (=> (all-pmp (replace q i x)) (all-pmp (replace q i y)))))))

; using: step-same step-classes lemma.prn-outcome/prn/any lemma.prn-active/prn/any lemma.defaults/literal/any
(define-fun step-either () Bool
  (forall ((i Player) (q Profile) (x Program) (y Program))
    (=> (others-either i q) (either i x) (tilde i x y)
        (weakly-better (outcome (replace q i y)) (outcome (replace q i x))))))

