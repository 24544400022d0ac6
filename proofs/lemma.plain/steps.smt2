; conclusion using: step-neither-acts step-csr-acts
; using: section-2.profile section-2.replaced section-2.kept
(define-fun step-back () Bool
  (forall ((q Profile) (i Player)) (= (replace q i (program i q)) q)))

; A program that is not CSR plays as if all defaults did.
; using: mixed-bound step-back
(define-fun step-action-neither () Bool
  (forall ((j Player) (q Profile))
    (=> (used j (program j q)) (not (csr j (program j q)))
        (= (action j q) (action j (replace (plain q) j (program j q)))))))

; using: section-2.profile section-2.replaced section-2.kept mixed-bound.plain
(define-fun step-plain-neither () Bool
  (forall ((j Player) (q Profile))
    (=> (not (csr j (program j q))) (= (replace (plain q) j (program j q)) (plain q)))))

; using: alg-2.run
(define-fun step-falls-back () Bool
  (forall ((j Player) (q Profile))
    (=> (not (all-csr q)) (csr j (program j q))
        (= (action j q) (action j (replace q j (default (program j q))))))))

; And so does the default that a CSR program falls back to.
; using: mixed-bound
(define-fun step-action-default () Bool
  (forall ((j Player) (q Profile) (w Program))
    (=> (not (csr j w)) (used j w)
        (= (action j (replace q j w)) (action j (replace (plain q) j w))))))

; using: section-2.profile section-2.replaced section-2.kept mixed-bound.plain
(define-fun step-plain-default () Bool
  (forall ((j Player) (q Profile))
    (=> (csr j (program j q)) (= (replace (plain q) j (default (program j q))) (plain q)))))

; using: step-action-neither step-plain-neither
(define-fun step-neither-acts () Bool
  (forall ((j Player) (q Profile))
    (=> (fine j (program j q)) (not (csr j (program j q))) (= (action j q) (action j (plain q))))))

; using: step-falls-back step-action-default step-plain-default
(define-fun step-csr-acts () Bool
  (forall ((j Player) (q Profile))
    (=> (fine j (program j q)) (csr j (program j q)) (not (all-csr q)) (= (action j q) (action j (plain q))))))
