; node: thm-3
; says: what the theorem assumes of sel, F and β, in the draft with PMP-renegotiation programs
; requires: prn/algorithm.smt2 def-1.smt2 transitive.smt2 projections.smt2
(declare-const p Profile)

(assert (! (forall ((i Player) (x Program))
    (=> (not (either i x)) (or (in-equilibrium i x) (believed i x))
        (forall ((q Profile))
          (=> (others-either i q) (= (action i (replace q i x)) (action i (replace (defaults q) i x)))))))
  :named asm-8.i))

; p'_i: the subclass program with p_i's default and p_i's function as its reference; for a p_i that is neither, with
; p_i as its default and a reference that never offers.
(define-fun tilde ((i Player) (x Program) (y Program)) Bool
  (and (pmp-renegotiates i y)
       (ite (either i x)
            (and (= (default y) (default x)) (= (RN y) (RN x)))
            (and (= (default y) x) (never-offers i (RN y))))))
