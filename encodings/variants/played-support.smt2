; node: asm-8
; says: (ii) also speaks of the programs that are played
; uses: not-punished
(assert (! (forall ((i Player)) (=> (others-csr i p) (not-punished i p))) :named played-support))
