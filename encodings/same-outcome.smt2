; node: app-b
; says: outcomes are the same if they are one action profile
; requires: game.smt2
(define-fun same-outcome ((a Outcome) (b Outcome)) Bool (= a b))
