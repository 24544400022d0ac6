; node: thm-3
; says: what the theorem assumes of sel, F and β, in the draft with the extension operator
; requires: game-csr.smt2 def-1.smt2 transitive.smt2 projections.smt2 asm-8-i.smt2 conditional/assumption.smt2 tilde.smt2
(declare-const p Profile)
