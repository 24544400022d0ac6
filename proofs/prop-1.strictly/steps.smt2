; conclusion using: step-ends prop-1.map improvable section-2.profile section-2.defaults
; Where everyone renegotiates with the function r, play ends at r's outcome for the defaults.
; using: section-1.profile section-2.run alg-1.run
(define-fun step-ends () Bool
  (forall ((q Profile)) (=> (all-renegotiate q) (forall ((i Player)) (= (rn (program i q)) r))
    (= (outcome q) (renegotiate r (outcome (defaults q)))))))
