; node: asm-8
; says: (ii) for CSR p_{-i} in the support of β_i
; requires: def-1.smt2
; uses: not-punished
(assert (! (forall ((i Player) (q Profile)) (=> (supports (belief i) q) (others-csr i q) (not-punished i q)))
  :named asm-8.ii))
