; node: thm-3
; says: what the theorem assumes of sel, F and β, as in the blog's account
; requires: game-csr.smt2 def-1.smt2 transitive.smt2 projections.smt2 blog/assumption.smt2 asm-8-ii.smt2 tilde.smt2
; The account lists no clause (i).
(declare-const p Profile)
