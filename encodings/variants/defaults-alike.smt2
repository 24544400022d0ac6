; node: asm-4
; says: clause (2) also where the programs do renegotiate with each other, and also of the others' defaults
; "The others' defaults": every p_j^def too acts against p_i^def and the others as against p_i^def and their defaults.
; With two players the others' part is no assumption: p_j^def then faces p_i^def alone.
(assert (! (forall ((i Player) (x Program) (q Profile))
    (=> (renegotiates i x) (supports (belief i) q)
        (in-equilibrium-with i (default x) (belief i))
        (forall ((j Player)) (=> (not (= j i)) (renegotiates j (program j q))))
        (forall ((j Player))
          (= (action j (replace q i (default x)))
             (action j (replace (defaults q) i (default x)))))))
  :named defaults-alike))
