; node: thm-3
; says: one player extends, against CSR programs in the support of its belief
; uses: extends
(declare-const i Player)
(declare-const q Profile)
(declare-const y Program)
(assert (! (supports (belief i) q) :named step.supported))
(assert (! (others-csr i q) :named step.others))
(assert (! (extends i (program i p) y) :named step.extended))
(define-fun before () Profile (replace q i (program i p)))
(define-fun after () Profile (replace q i y))
(define-fun old-agreement () ClosedSet (agreement (functions before) (outcome (defaults before))))
(define-fun new-agreement () ClosedSet (agreement (functions after) (outcome (defaults after))))
; some point of PMP_i(a(p)) is in every other answer to the extended profile
(define-fun offered-elsewhere () Bool
  (exists ((b Outcome))
    (and (in b (PMP i (outcome before)))
         (forall ((j Player)) (=> (not (= j i)) (in b (answer j (functions after) (outcome (defaults after)))))))))
