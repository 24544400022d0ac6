; conclusion using: step-common two-selectors.common
; using: section-1.profile section-2.run alg-2.run
(define-fun step-common () Bool
  (forall ((q Profile)) (=> (all-csr q)
    (= (outcome q) (common (proposed player-1 q) (proposed player-2 q))))))
