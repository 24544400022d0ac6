; import: lemma.projection literal any
; import: lemma.substituted literal any
; conclusion using: step-represented step-extended
; e is f with the projection added.
(define-fun written ((i Player) (f Function) (e Function)) Bool
  (forall ((R Functions) (a Outcome)) (=> (= (function i R) f)
    (= (answer i (substitute R i e) a) (union (answer i R a) (PMP i (ro R a)))))))

; What is reached is agreed on, or is where it started.
; using: alg-2.chosen def-6.selection
(define-fun step-reached () Bool
  (forall ((R Functions) (a Outcome)) (or (= (ro R a) a) (in (ro R a) (agreement R a)))))

; It weakly improves on where it started, if some function offers only such outcomes.
; using: step-reached alg-2.agreement
(define-fun step-start () Bool
  (forall ((i Player) (R Functions) (a Outcome))
    (=> (def-6.1 i (function i R)) (weakly-better (ro R a) a))))

; e answers as f does, and adds the projection.
; using: lemma.substituted/literal/any functions.substituted
(define-fun step-answer () Bool
  (forall ((i Player) (f Function) (e Function) (R Functions) (a Outcome))
    (=> (written i f e) (= (function i R) e)
        (= (answer i R a) (union (answer i (substitute R i f) a) (PMP i (ro (substitute R i f) a)))))))

; using: step-answer step-start lemma.projection/literal/any sets.union functions.substituted
(define-fun step-improves () Bool
  (forall ((i Player) (f Function) (e Function)) (=> (def-6.1 i f) (written i f e) (def-6.1 i e))))

; using: step-answer sets.union functions.substituted
(define-fun step-strictly () Bool
  (forall ((i Player) (f Function) (e Function)) (=> (def-6.2 i f) (written i f e) (def-6.2 i e))))

; With a function that never offers anything, nothing is agreed on.
; using: alg-2.agreement alg-2.chosen
(define-fun step-start-null () Bool
  (forall ((i Player) (R Functions) (a Outcome)) (=> (never-offers i (function i R)) (= (ro R a) a))))

; So extending it gives one that offers the projection of where it starts.
; using: step-answer step-start-null functions.substituted sets.union
(define-fun step-answer-null () Bool
  (forall ((i Player) (f Function) (e Function) (R Functions) (a Outcome))
    (=> (never-offers i f) (written i f e) (= (function i R) e) (subset (PMP i a) (answer i R a)))))

; Someone gets less than the PMM, and in a projection everyone gets it.
; using: thm-3.below thm-3.projections lemma.projection/literal/any
(define-fun step-better-point () Bool
  (forall ((i Player)) (exists ((b Outcome) (k Player))
    (and (in b (PMP i (outcome p))) (> (u k b) (u k (outcome p)))))))

; using: step-answer-null step-better-point
(define-fun step-strictly-null () Bool
  (forall ((i Player) (f Function) (e Function)) (=> (never-offers i f) (written i f e) (def-6.2 i e))))

; using: step-improves
(define-fun step-improves-null () Bool
  (forall ((i Player) (f Function) (e Function)) (=> (never-offers i f) (written i f e) (def-6.1 i e))))

; using: step-strictly-null step-improves-null
(define-fun step-null () Bool
  (forall ((i Player) (f Function) (e Function)) (=> (never-offers i f) (written i f e) (set-valued i e))))

; using: step-improves step-strictly step-null
(define-fun step-set-valued () Bool
  (forall ((i Player) (f Function) (e Function)) (=> (set-valued i f) (written i f e) (set-valued i e))))

; Every program is represented.
; using: alg-2.programs def-6.never-offers
(define-fun step-represented () Bool (forall ((i Player) (x Program)) (exists ((z Program)) (represents i x z))))

; using: step-set-valued alg-2.function def-7.program
(define-fun step-extended () Bool
  (forall ((i Player) (x Program)) (=> (csr i x) (exists ((y Program)) (extends i x y)))))
