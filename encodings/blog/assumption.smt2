; node: asm-8
; says: the blog's non-punishment: V lies in the projection of the default outcome d, not of the outcome reached
; requires: def-7.smt2
(define-fun not-punished ((i Player) (q Profile)) Bool
  (forall ((x Program) (y Program))
    (=> (extends i x y)
        (forall ((j Player)) (=> (not (= j i))
          (exists ((V ClosedSet))
            (and (subset V (PMP i (outcome (defaults (replace q i x)))))
                 (= (answer j (functions (replace q i y)) (outcome (defaults (replace q i x))))
                    (union (answer j (functions (replace q i x)) (outcome (defaults (replace q i x)))) V)))))))))
