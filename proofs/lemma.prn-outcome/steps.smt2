; conclusion using: section-1.profile section-2.run step-pmp step-either
; using: prn.run
(define-fun step-pmp () Bool
  (forall ((q Profile) (i Player)) (=> (all-pmp q)
    (= (action i q) (component i (ro-active (functions q) (outcome (defaults q))))))))

; using: prn.run
(define-fun step-either () Bool
  (forall ((q Profile) (i Player)) (=> (all-either q) (not (all-pmp q))
    (= (action i q) (component i (ro (functions q) (outcome (defaults q))))))))
