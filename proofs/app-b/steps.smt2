; conclusion using: step-gains step-no-gains
; T offers just the old outcome.
(define-fun offers-old ((T Functions) (R Functions) (s Selector)) Bool
  (forall ((i Player) (Q Functions) (a Outcome) (b Outcome))
    (=> (= (function i Q) (function i T)) (= (in b (answer i Q a)) (same-payoffs b (ro R a s))))))

; Some renegotiation is strictly better for someone.
(define-fun gains ((R Functions) (s Selector)) Bool
  (exists ((a Outcome) (k Player)) (> (u k (ro R a s)) (u k a))))

; using: alg-2.agreement alg-2.chosen def-6.functions def-6.selection
(define-fun step-start () Bool
  (forall ((R Functions) (s Selector) (a Outcome))
    (=> (all-set-valued R) (selects s) (weakly-better (ro R a s) a))))

; using: step-start def-6.functions
(define-fun step-valued () Bool
  (forall ((T Functions) (R Functions) (s Selector))
    (=> (all-set-valued R) (selects s) (offers-old T R s) (gains R s) (all-set-valued T))))

; using: alg-2.agreement
(define-fun step-offered () Bool
  (forall ((T Functions) (R Functions) (s Selector) (a Outcome) (b Outcome))
    (=> (offers-old T R s) (= (in b (agreement T a)) (same-payoffs b (ro R a s))))))

; using: step-offered alg-2.chosen def-6.selection
(define-fun step-chosen () Bool
  (forall ((T Functions) (R Functions) (s Selector) (t Selector) (a Outcome))
    (=> (offers-old T R s) (selects t) (same-payoffs (ro T a t) (ro R a s)))))

; Where nobody ever gains, the old functions will do: what they agree on has the payoffs of where they started.
; using: step-start
(define-fun step-still () Bool
  (forall ((R Functions) (s Selector) (a Outcome))
    (=> (all-set-valued R) (selects s) (not (gains R s)) (same-payoffs (ro R a s) a))))

; using: alg-2.agreement def-6.functions
(define-fun step-offers () Bool
  (forall ((R Functions) (a Outcome) (b Outcome))
    (=> (all-set-valued R) (in b (agreement R a)) (weakly-better b a))))

; using: step-still alg-2.chosen def-6.selection
(define-fun step-unimproved () Bool
  (forall ((R Functions) (s Selector) (a Outcome) (b Outcome))
    (=> (all-set-valued R) (selects s) (not (gains R s)) (in b (agreement R a)) (not (improves b a)))))

; using: step-offers step-unimproved
(define-fun step-idle () Bool
  (forall ((R Functions) (s Selector) (a Outcome) (b Outcome))
    (=> (all-set-valued R) (selects s) (not (gains R s)) (in b (agreement R a)) (same-payoffs b a))))

; using: step-idle alg-2.chosen def-6.selection
(define-fun step-kept () Bool
  (forall ((R Functions) (s Selector) (t Selector) (a Outcome))
    (=> (all-set-valued R) (selects s) (selects t) (not (gains R s)) (same-payoffs (ro R a t) a))))

; using: step-kept step-still
(define-fun step-alike () Bool
  (forall ((R Functions) (s Selector) (t Selector) (a Outcome))
    (=> (all-set-valued R) (selects s) (selects t) (not (gains R s)) (same-payoffs (ro R a t) (ro R a s)))))

(define-fun step-same () Bool
  (forall ((a Outcome) (b Outcome)) (=> (same-payoffs a b) (same-outcome a b))))

; using: step-valued step-chosen step-same app-b.old-outcome
(define-fun step-gains () Bool
  (forall ((R Functions) (s Selector)) (=> (all-set-valued R) (selects s) (gains R s)
    (exists ((T Functions)) (and (all-set-valued T)
      (forall ((t Selector) (a Outcome)) (=> (selects t) (same-outcome (ro T a t) (ro R a s)))))))))

; using: step-alike step-same
(define-fun step-no-gains () Bool
  (forall ((R Functions) (s Selector)) (=> (all-set-valued R) (selects s) (not (gains R s))
    (exists ((T Functions)) (and (all-set-valued T)
      (forall ((t Selector) (a Outcome)) (=> (selects t) (same-outcome (ro T a t) (ro R a s)))))))))
