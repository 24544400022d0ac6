; node: thm-3
; says: what the theorem assumes of sel, F and β, as published
; requires: game-csr.smt2 def-1.smt2 transitive.smt2 projections.smt2 asm-8-i.smt2 published/assumption.smt2 asm-8-ii.smt2 tilde.smt2
(declare-const p Profile)
