; node: prop-5
; says: "strictly Pareto-improves" is ≻
(define-fun strict-round ((b Outcome) (a Outcome)) Bool (strictly-better b a))
