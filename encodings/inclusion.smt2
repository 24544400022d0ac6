; node: prop-4
; says: PMP_i(a(p)) ⊆ RN^i(RN^{-i}, a(p)) for all RN^{-i}, where both a(p) are read as the outcome of the defaults
; requires: functions.smt2 def-5.smt2 programs.smt2
(declare-const R0 Functions)
(declare-const d Profile) ; p^def
(assert (! (forall ((i Player) (R Functions)) (=> (= (function i R) (function i R0))
  (subset (PMP i (outcome d)) (answer i R (outcome d)))))
  :named prop-4.inclusion))
