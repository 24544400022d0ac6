; node: def-6
; says: set-valued renegotiation functions, where the one that never offers anything is allowed
; requires: functions.smt2
; replaces: def-6.smt2
; with: variants/null-allowed-tilde.smt2
(define-fun def-6.1 ((i Player) (f Function)) Bool
  (forall ((R Functions) (a Outcome) (b Outcome))
    (=> (= (function i R) f) (in b (answer i R a)) (weakly-better b a))))

(define-fun def-6.2 ((i Player) (f Function)) Bool
  (forall ((R Functions)) (=> (= (function i R) f)
    (exists ((a Outcome) (b Outcome) (k Player)) (and (in b (answer i R a)) (> (u k b) (u k a)))))))

(define-fun never-offers ((i Player) (f Function)) Bool
  (forall ((R Functions) (a Outcome) (b Outcome))
    (=> (= (function i R) f) (not (in b (answer i R a))))))

(define-fun set-valued ((i Player) (f Function)) Bool
  (or (never-offers i f) (and (def-6.1 i f) (def-6.2 i f))))
