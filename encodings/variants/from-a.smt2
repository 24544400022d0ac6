; node: asm-8
; says: (ii), where V lies in the projection of the outcome that the unextended functions reach from a
; requires: def-7.smt2
; replaces: published/assumption.smt2
(define-fun not-punished ((i Player) (q Profile)) Bool
  (forall ((x Program) (y Program))
    (=> (extends i x y)
        (forall ((j Player) (a Outcome)) (=> (not (= j i))
          (exists ((V ClosedSet))
            (and (subset V (PMP i (ro (functions (replace q i x)) a)))
                 (= (answer j (functions (replace q i y)) a)
                    (union (answer j (functions (replace q i x)) a) V)))))))))
