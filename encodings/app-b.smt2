; node: app-b
; says: selection functions as objects, and the functions that the construction needs
; requires: def-6.smt2
(declare-sort Selector 0)
(declare-fun pick (Selector ClosedSet) Outcome)
(declare-fun selects (Selector) Bool) ; it is a selection function
(assert (! (forall ((s Selector))
  (= (selects s) (forall ((S ClosedSet)) (=> (nonempty S) (efficient-in (pick s S) S)))))
  :named def-6.selection))

(declare-fun agreement (Functions Outcome) ClosedSet)
(assert (! (forall ((R Functions) (a Outcome) (b Outcome))
  (= (in b (agreement R a)) (forall ((j Player)) (in b (answer j R a)))))
  :named alg-2.agreement))
; sel(S), or a if S is empty
(declare-fun chosen (Selector ClosedSet Outcome) Outcome)
(assert (! (forall ((s Selector) (S ClosedSet) (a Outcome)) (= (chosen s S a) (ite (nonempty S) (pick s S) a)))
  :named alg-2.chosen))
(define-fun ro ((R Functions) (a Outcome) (s Selector)) Outcome (chosen s (agreement R a) a))

(declare-fun all-set-valued (Functions) Bool) ; they are in the spaces of set-valued renegotiation functions
(assert (! (forall ((R Functions)) (= (all-set-valued R) (forall ((i Player)) (set-valued i (function i R)))))
  :named def-6.functions))

; Functions that can be written: each offers just the old outcome (closed: and what has its payoffs).
(assert (! (forall ((R Functions) (s Selector)) (exists ((T Functions)) (forall ((i Player) (Q Functions) (a Outcome) (b Outcome))
  (=> (= (function i Q) (function i T)) (= (in b (answer i Q a)) (same-payoffs b (ro R a s)))))))
  :named app-b.old-outcome))
