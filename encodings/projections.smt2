; node: thm-3
; says: every PMP_i(a) is non-empty
; requires: def-5.smt2
(assert (! (forall ((i Player) (a Outcome)) (nonempty (PMP i a))) :named thm-3.projections))
