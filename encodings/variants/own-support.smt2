; node: def-1
; says: beliefs are about programs of the game's own program sets
; requires: beliefs.smt2
; uses: playable
(assert (! (forall ((i Player) (j Player) (q Profile))
  (=> (supports (belief i) q) (not (= j i)) (playable j (program j q))))
  :named own-support))
