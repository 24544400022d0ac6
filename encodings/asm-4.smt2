; node: asm-4
; says: renegotiation is not punished
; requires: game-rn.smt2 def-1.smt2
; The programs in p = (x, p_{-i}) renegotiate with each other: all of p_{-i} are renegotiation programs whose functions
; agree with x's at a(p^def).
(define-fun renegotiate-with ((i Player) (p Profile)) Bool
  (forall ((j Player)) (=> (not (= j i))
    (and (renegotiates j (program j p))
         (= (renegotiate (rn (program j p)) (outcome (defaults p)))
            (renegotiate (rn (program i p)) (outcome (defaults p))))))))

(assert (! (forall ((i Player) (x Program) (q Profile))
    (=> (renegotiates i x) (supports (belief i) q) (not (renegotiate-with i (replace q i x)))
        (forall ((j Player)) (=> (not (= j i))
          (= (action j (replace q i x)) (action j (replace q i (default x))))))))
  :named asm-4.1))

(assert (! (forall ((i Player) (x Program) (q Profile))
    (=> (renegotiates i x) (supports (belief i) q) (not (renegotiate-with i (replace q i x)))
        (in-equilibrium-with i (default x) (belief i))
        (forall ((j Player)) (=> (not (= j i)) (renegotiates j (program j q))))
        (= (action i (replace q i (default x)))
           (action i (replace (defaults q) i (default x))))))
  :named asm-4.2))
