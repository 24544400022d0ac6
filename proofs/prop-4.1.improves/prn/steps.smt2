; import: lemma.prn-outcome prn any
; import: lemma.projection literal any
; conclusion using: step-improves
; What is reached weakly improves on where it started, if some function offers only such outcomes, or none.
; using: alg-2.chosen def-6.selection alg-2.agreement
(define-fun step-start () Bool
  (forall ((i Player) (R Functions) (a Outcome))
    (=> (or (def-6.1 i (function i R)) (never-offers i (function i R))) (weakly-better (ro R a) a))))

; So does what is reached with projections of that added.
; using: step-start prn.active lemma.projection/literal/any alg-2.chosen def-6.selection
(define-fun step-active () Bool
  (forall ((i Player) (R Functions) (a Outcome))
    (=> (or (def-6.1 i (function i R)) (never-offers i (function i R))) (weakly-better (ro-active R a) a))))

; f^RN(p) starts from p, with the given functions.
; using: prop-4.map section-2.profile section-2.defaults
(define-fun step-defaults () Bool (forall ((q Profile)) (=> (in-P q) (= (defaults (f q)) q))))

; using: prop-4.map functions.profile alg-2.functions
(define-fun step-functions () Bool (forall ((q Profile)) (=> (in-P q) (= (functions (f q)) R0))))

; using: prop-4.map
(define-fun step-all () Bool (forall ((q Profile)) (=> (in-P q) (all-pmp (f q)))))

; using: step-defaults step-functions step-all lemma.prn-outcome/prn/any
(define-fun step-reached () Bool (forall ((q Profile)) (=> (in-P q) (= (outcome (f q)) (ro-active R0 (outcome q))))))

; using: prop-4.map prn.function
(define-fun step-offers () Bool
  (forall ((q Profile) (i Player))
    (=> (in-P q) (or (def-6.1 i (function i R0)) (never-offers i (function i R0))))))

; using: step-active step-reached step-offers
(define-fun step-improves () Bool (forall ((q Profile)) (=> (in-P q) (weakly-better (outcome (f q)) (outcome q)))))
