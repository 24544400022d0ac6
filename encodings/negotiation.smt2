; node: alg-2
; says: the agreement set and the renegotiation outcome ro(R, a)
; requires: functions.smt2 selection.smt2
(assert (! selection :named def-6.selection))

(declare-fun agreement (Functions Outcome) ClosedSet) ; ⋂_j RN^j(RN^{-j}, a)
(assert (! (forall ((R Functions) (a Outcome) (b Outcome))
  (= (in b (agreement R a)) (forall ((j Player)) (in b (answer j R a)))))
  :named alg-2.agreement))

; sel(S), or a if S is empty
(declare-fun chosen (ClosedSet Outcome) Outcome)
(assert (! (forall ((S ClosedSet) (a Outcome)) (= (chosen S a) (ite (nonempty S) (sel S) a)))
  :named alg-2.chosen))
(define-fun ro ((R Functions) (a Outcome)) Outcome (chosen (agreement R a) a))
