; node: section-4
; says: the game G(P ∪ P^RN)
; requires: alg-2.smt2
(define-fun playable ((i Player) (x Program)) Bool (or (member i x) (csr i x)))
