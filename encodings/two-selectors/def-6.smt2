; node: def-6
; says: set-valued renegotiation functions of the draft, which allows the one that never offers anything
; requires: two-selectors/functions.smt2
(define-fun def-6.1 ((i Player) (f Function)) Bool
  (forall ((R Functions) (a Outcome) (s Selector) (b Outcome))
    (=> (= (function i R) f) (in b (answer i R a s)) (weakly-better b a))))
(define-fun never-offers ((i Player) (f Function)) Bool
  (forall ((R Functions) (a Outcome) (s Selector) (b Outcome))
    (=> (= (function i R) f) (not (in b (answer i R a s))))))
(define-fun def-6.2 ((i Player) (f Function)) Bool
  (forall ((R Functions) (s Selector)) (=> (= (function i R) f)
    (exists ((a Outcome) (b Outcome) (k Player)) (and (in b (answer i R a s)) (> (u k b) (u k a)))))))

(define-fun set-valued ((i Player) (f Function)) Bool
  (or (never-offers i f) (and (def-6.1 i f) (def-6.2 i f))))
