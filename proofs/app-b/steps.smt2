; conclusion using: step-gains step-no-gains
; T offers just the old outcome.
(define-fun offers-old ((T Functions) (R Functions) (s Selector)) Bool
  (forall ((i Player) (Q Functions) (a Outcome) (b Outcome))
    (=> (= (function i Q) (function i T)) (= (in b (answer i Q a)) (same-payoffs b (ro R a s))))))

; Some renegotiation is strictly better for someone.
(define-fun gains ((R Functions) (s Selector)) Bool
  (exists ((a Outcome) (k Player)) (> (u k (ro R a s)) (u k a))))

; using: alg-2.agreement alg-2.chosen
(define-fun step-start () Bool
  (forall ((R Functions) (s Selector) (a Outcome))
    (=> (all-set-valued R) (selects s) (weakly-better (ro R a s) a))))

; using: step-start
(define-fun step-valued () Bool
  (forall ((T Functions) (R Functions) (s Selector))
    (=> (all-set-valued R) (selects s) (offers-old T R s) (gains R s) (all-set-valued T))))

; using: alg-2.agreement
(define-fun step-offered () Bool
  (forall ((T Functions) (R Functions) (s Selector) (a Outcome) (b Outcome))
    (=> (offers-old T R s) (= (in b (agreement T a)) (same-payoffs b (ro R a s))))))

; using: step-offered alg-2.chosen
(define-fun step-chosen () Bool
  (forall ((T Functions) (R Functions) (s Selector) (t Selector) (a Outcome))
    (=> (offers-old T R s) (selects t) (same-payoffs (ro T a t) (ro R a s)))))

; using: step-chosen distinct-payoffs
(define-fun step-same () Bool
  (forall ((T Functions) (R Functions) (s Selector) (t Selector) (a Outcome))
    (=> (offers-old T R s) (selects t) (= (ro T a t) (ro R a s)))))

; Where nobody ever gains, nothing changes, and functions that never offer will do.
; using: step-start distinct-payoffs
(define-fun step-idle () Bool
  (forall ((R Functions) (s Selector) (a Outcome))
    (=> (all-set-valued R) (selects s) (not (gains R s)) (= (ro R a s) a))))

; using: alg-2.agreement alg-2.chosen
(define-fun step-never () Bool
  (forall ((T Functions) (t Selector) (a Outcome))
    (=> (forall ((i Player)) (never-offers i (function i T))) (= (ro T a t) a))))

; using: step-valued step-same app-b.old-outcome
(define-fun step-gains () Bool
  (forall ((R Functions) (s Selector)) (=> (all-set-valued R) (selects s) (gains R s)
    (exists ((T Functions)) (and (all-set-valued T)
      (forall ((t Selector) (a Outcome)) (=> (selects t) (= (ro T a t) (ro R a s)))))))))

; using: step-idle step-never app-b.never-offers
(define-fun step-no-gains () Bool
  (forall ((R Functions) (s Selector)) (=> (all-set-valued R) (selects s) (not (gains R s))
    (exists ((T Functions)) (and (all-set-valued T)
      (forall ((t Selector) (a Outcome)) (=> (selects t) (= (ro T a t) (ro R a s)))))))))
