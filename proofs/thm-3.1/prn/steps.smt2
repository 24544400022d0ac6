; conclusion using: step-either step-neither
; using: prn.programs prn.function alg-2.function
(define-fun step-either () Bool
  (forall ((i Player) (x Program)) (=> (either i x)
    (exists ((y Program)) (and (pmp-renegotiates i y) (= (default y) (default x)) (= (RN y) (RN x)))))))

; using: prn.programs def-6.never-offers
(define-fun step-neither () Bool
  (forall ((i Player) (x Program))
    (exists ((y Program)) (and (pmp-renegotiates i y) (= (default y) x) (never-offers i (RN y))))))
