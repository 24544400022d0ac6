; node: section-2
; says: the game G(P ∪ P^rn)
; requires: alg-1.smt2
(define-fun playable ((i Player) (x Program)) Bool (or (member i x) (renegotiates i x)))
