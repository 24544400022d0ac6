; import: lemma.outcome literal any
; conclusion using: step-pmm step-improves prop-4.defaults
; A feasible meet point is in every projection.
; using: meet-feasible def-5.projection
(define-fun step-meet () Bool
  (forall ((a Outcome)) (exists ((z Outcome)) (forall ((i Player)) (in z (PMP i a))))))

; What is reached weakly improves on where it started, if some function offers only such outcomes.
; using: alg-2.chosen def-6.selection alg-2.agreement
(define-fun step-start () Bool
  (forall ((i Player) (R Functions) (a Outcome))
    (=> (def-6.1 i (function i R)) (weakly-better (ro R a) a))))

; f^RN(p) starts from p, with the given functions.
; using: prop-4.map section-2.profile section-2.defaults
(define-fun step-defaults () Bool (forall ((q Profile)) (=> (in-P q) (= (defaults (f q)) q))))

; using: prop-4.map functions.profile alg-2.functions
(define-fun step-functions () Bool (forall ((q Profile)) (=> (in-P q) (= (functions (f q)) R0))))

; using: prop-4.map
(define-fun step-all () Bool (forall ((q Profile)) (=> (in-P q) (all-csr (f q)))))

; using: step-defaults step-functions step-all lemma.outcome/literal/any
(define-fun step-reached () Bool (forall ((q Profile)) (=> (in-P q) (= (outcome (f q)) (ro R0 (outcome q))))))

; using: prop-4.map alg-2.function
(define-fun step-offers () Bool (forall ((q Profile) (i Player)) (=> (in-P q) (def-6.1 i (function i R0)))))

; using: step-start step-reached step-offers
(define-fun step-improves () Bool (forall ((q Profile)) (=> (in-P q) (weakly-better (outcome (f q)) (outcome q)))))

; A common point of the projections of the outcome reached is agreed on.
; using: prop-4.inclusion alg-2.agreement
(define-fun step-agreed () Bool
  (forall ((z Outcome)) (=> (forall ((i Player)) (in z (PMP i (outcome (f d))))) (in z (agreement R0 (outcome d))))))

; using: def-5.projection
(define-fun step-dominated () Bool
  (forall ((a Outcome) (z Outcome) (k Player))
    (=> (forall ((i Player)) (in z (PMP i a))) (< (u k a) (m k)) (improves z a))))

; What is selected from a set with z in it is not improved by z.
; using: alg-2.chosen def-6.selection
(define-fun step-efficient () Bool
  (forall ((S ClosedSet) (a Outcome) (z Outcome)) (=> (in z S) (not (improves z (chosen S a))))))

; using: step-meet step-agreed step-dominated step-efficient step-reached prop-4.defaults
(define-fun step-pmm () Bool (forall ((i Player)) (>= (U i (f d)) (m i))))
