; node: asm-4
; says: clause (2) also where the programs do renegotiate with each other
(assert (! (forall ((i Player) (x Program) (q Profile))
    (=> (renegotiates i x) (supports (belief i) q)
        (in-equilibrium-with i (default x) (belief i))
        (forall ((j Player)) (=> (not (= j i)) (renegotiates j (program j q))))
        (= (action i (replace q i (default x)))
           (action i (replace (defaults q) i (default x))))))
  :named simulated-alike))
