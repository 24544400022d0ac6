; node: asm-8
; says: (i) CSR is not punished
; requires: def-1.smt2 csr.smt2
(assert (! (forall ((i Player) (x Program))
    (=> (not (csr i x)) (or (in-equilibrium i x) (believed i x))
        (forall ((p Profile))
          (=> (others-csr i p) (= (action i (replace p i x)) (action i (replace (defaults p) i x)))))))
  :named asm-8.i))
