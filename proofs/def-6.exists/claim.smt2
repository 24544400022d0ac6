; claim: def-6.exists
; says: a selection function exists: every closed set that it is to pick from has a point that is efficient among its points
; readings: literal literal+compact+nonempty
; requires: sets.smt2 domain.smt2
; Without compact, non-empty sets fail too where payoffs are unbounded; neither model of F has such games.
(define-fun conclusion () Bool
  (forall ((S ClosedSet)) (=> (in-domain S) (exists ((a Outcome)) (efficient-in a S)))))
