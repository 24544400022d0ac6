; node: def-6
; says: sel is to pick from the non-empty closed sets only, as alg-2 asks of it
; requires: sets.smt2
; replaces: domain.smt2
(define-fun in-domain ((S ClosedSet)) Bool (nonempty S))
