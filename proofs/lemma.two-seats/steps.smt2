; conclusion using: step-back step-default step-kept step-defaults
; using: lemma.two-programs/literal/2 section-2.replaced section-2.kept
(define-fun step-back () Bool
  (forall ((i Player) (j Player) (q Profile) (x Program))
    (=> (not (= j i)) (= (replace (replace q i x) j (program j q)) (replace q i x)))))

; using: lemma.two-programs/literal/2 section-2.replaced section-2.kept section-2.defaults
(define-fun step-default () Bool
  (forall ((i Player) (j Player) (q Profile) (x Program))
    (=> (not (= j i)) (= (replace (replace q i x) j (default (program j q))) (replace (defaults q) i x)))))

; using: lemma.two-programs/literal/2 section-2.replaced section-2.kept section-2.defaults
(define-fun step-kept () Bool
  (forall ((i Player) (j Player) (q Profile) (y Program))
    (=> (not (= j i)) (= (replace (defaults (replace q i y)) j (program j q)) (replace q i (default y))))))

; using: section-2.profile section-2.replaced section-2.kept section-2.defaults
(define-fun step-defaults () Bool
  (forall ((i Player) (q Profile) (y Program))
    (= (defaults (replace q i y)) (replace (defaults q) i (default y)))))
