; node: asm-8
; says: (ii) also where p is played and some of its programs are extended already; and the players are finitely many
; requires: variants/several-extended.smt2 finite.smt2
; Extending the programs of p, one after the other, needs finitely many.
