; claim: def-6.null
; says: the function that always returns the empty set is a set-valued renegotiation function
; readings: literal
; requires: def-6.smt2
(define-fun conclusion () Bool
  (forall ((i Player) (f Function)) (=> (never-offers i f) (set-valued i f))))
