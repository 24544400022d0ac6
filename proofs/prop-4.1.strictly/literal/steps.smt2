; import: lemma.outcome literal any
; conclusion using: step-strict step-reached offers
; f^RN(p) starts from p, with the given functions.
; using: prop-4.map section-2.profile section-2.defaults
(define-fun step-defaults () Bool (forall ((q Profile)) (=> (in-P q) (= (defaults (f q)) q))))

; using: prop-4.map functions.profile alg-2.functions
(define-fun step-functions () Bool (forall ((q Profile)) (=> (in-P q) (= (functions (f q)) R0))))

; using: prop-4.map
(define-fun step-all () Bool (forall ((q Profile)) (=> (in-P q) (all-csr (f q)))))

; using: step-defaults step-functions step-all lemma.outcome/literal/any
(define-fun step-reached () Bool (forall ((q Profile)) (=> (in-P q) (= (outcome (f q)) (ro R0 (outcome q))))))

; What is reached weakly improves on where it started, if some function offers only such outcomes.
; using: alg-2.chosen def-6.selection alg-2.agreement
(define-fun step-start () Bool
  (forall ((i Player) (R Functions) (a Outcome))
    (=> (def-6.1 i (function i R)) (weakly-better (ro R a) a))))

; What is reached is better for someone, if everyone offers something that is.
; using: alg-2.agreement
(define-fun step-agreed () Bool
  (forall ((R Functions) (a Outcome) (b Outcome))
    (=> (forall ((i Player)) (in b (answer i R a))) (in b (agreement R a)))))

; using: prop-4.map alg-2.function
(define-fun step-offers () Bool (forall ((q Profile) (i Player)) (=> (in-P q) (def-6.1 i (function i R0)))))

; using: step-agreed alg-2.chosen def-6.selection step-start step-offers
(define-fun step-strict () Bool
  (forall ((q Profile) (b Outcome))
    (=> (in-P q) (forall ((i Player)) (in b (answer i R0 (outcome q)))) (improves b (outcome q))
        (exists ((k Player)) (> (u k (ro R0 (outcome q))) (u k (outcome q)))))))
