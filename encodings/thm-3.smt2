; node: thm-3
; says: (p, β) is a subjective equilibrium in which someone gets less than the PMM
(assert (! (equilibrium p) :named thm-3.in-equilibrium))
(assert (! (exists ((i Player)) (< (U i p) (m i))) :named thm-3.below))
