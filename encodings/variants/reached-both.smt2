; node: prop-4
; says: PMP_i(a(p)) ⊆ RN^i(RN^{-i}, a(p)), where both a(p) are the outcome that the renegotiation programs reach
; requires: functions.smt2 def-5.smt2 def-2.smt2
; replaces: inclusion.smt2
(declare-const R0 Functions)
(declare-const d Profile) ; p^def
(assert (! (forall ((i Player) (R Functions)) (=> (= (function i R) (function i R0))
  (subset (PMP i (outcome (f d))) (answer i R (outcome (f d))))))
  :named prop-4.inclusion))
