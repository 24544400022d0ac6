; node: section-2
; says: the game G(P)
; requires: programs.smt2
(define-fun playable ((i Player) (x Program)) Bool (member i x))
