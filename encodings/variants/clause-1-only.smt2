; node: def-6
; says: set-valued renegotiation functions, of which clause (1) alone is asked
; requires: functions.smt2
; replaces: def-6.smt2
; with: variants/null-allowed-tilde.smt2
; So the function that never offers anything is one, and represents a program that is not CSR.
(define-fun def-6.1 ((i Player) (f Function)) Bool
  (forall ((R Functions) (a Outcome) (b Outcome))
    (=> (= (function i R) f) (in b (answer i R a)) (weakly-better b a))))

(define-fun never-offers ((i Player) (f Function)) Bool
  (forall ((R Functions) (a Outcome) (b Outcome))
    (=> (= (function i R) f) (not (in b (answer i R a))))))

(define-fun set-valued ((i Player) (f Function)) Bool (def-6.1 i f))
