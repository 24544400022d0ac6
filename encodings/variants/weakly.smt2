; node: prop-5
; says: "strictly Pareto-improves" is ⪰ with one >
; replaces: strict-round.smt2
(define-fun strict-round ((b Outcome) (a Outcome)) Bool (improves b a))
