; node: app-b
; says: outcomes are the same if they have the same payoffs
; requires: sets.smt2
; replaces: same-outcome.smt2
(define-fun same-outcome ((a Outcome) (b Outcome)) Bool (same-payoffs a b))
