; claim: def-6.exists
; says: a selection function exists: every non-empty closed set has a point that is efficient among its points
; readings: literal literal+compact
; requires: sets.smt2
(define-fun conclusion () Bool
  (forall ((S ClosedSet)) (=> (nonempty S) (exists ((a Outcome)) (efficient-in a S)))))
