; node: thm-3
; says: (p, β) is what the theorem speaks of: a subjective equilibrium in which someone gets less than the PMM
; requires: thm-3.smt2
