; node: asm-8
; says: (ii) PMP-extension is not punished
; requires: def-7.smt2
; "Every a" is literal: the set V may depend on a, but lies in the projection of the one outcome a(p).
(define-fun not-punished ((i Player) (q Profile)) Bool
  (forall ((x Program) (y Program))
    (=> (extends i x y)
        (forall ((j Player) (a Outcome)) (=> (not (= j i))
          (exists ((V ClosedSet))
            (and (subset V (PMP i (outcome (replace q i x))))
                 (= (answer j (functions (replace q i y)) a)
                    (union (answer j (functions (replace q i x)) a) V)))))))))
