; node: def-6
; says: set-valued renegotiation functions of the draft, of which clause (1) alone is asked
; requires: two-selectors/functions.smt2
; replaces: two-selectors/def-6.smt2
(define-fun def-6.1 ((i Player) (f Function)) Bool
  (forall ((R Functions) (a Outcome) (s Selector) (b Outcome))
    (=> (= (function i R) f) (in b (answer i R a s)) (weakly-better b a))))
(define-fun never-offers ((i Player) (f Function)) Bool
  (forall ((R Functions) (a Outcome) (s Selector) (b Outcome))
    (=> (= (function i R) f) (not (in b (answer i R a s))))))

(define-fun set-valued ((i Player) (f Function)) Bool (def-6.1 i f))
