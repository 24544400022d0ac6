; node: def-6
; says: set-valued renegotiation functions
; requires: functions.smt2
; (1) whatever the others' functions, everything offered improves weakly
(define-fun def-6.1 ((i Player) (f Function)) Bool
  (forall ((R Functions) (a Outcome) (b Outcome))
    (=> (= (function i R) f) (in b (answer i R a)) (weakly-better b a))))

; (2) whatever the others' functions, something offered somewhere is strictly better for someone
(define-fun def-6.2 ((i Player) (f Function)) Bool
  (forall ((R Functions)) (=> (= (function i R) f)
    (exists ((a Outcome) (b Outcome) (k Player)) (and (in b (answer i R a)) (> (u k b) (u k a)))))))

; f always returns the empty set
(define-fun never-offers ((i Player) (f Function)) Bool
  (forall ((R Functions) (a Outcome) (b Outcome))
    (=> (= (function i R) f) (not (in b (answer i R a))))))

(define-fun set-valued ((i Player) (f Function)) Bool (and (def-6.1 i f) (def-6.2 i f)))
