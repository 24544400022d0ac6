; node: section-1
; says: F is convex, as for two and three players, and the players are finitely many
; requires: variants/convex.smt2 finite.smt2
; Mixing outcomes, one player after the other, needs finitely many.
