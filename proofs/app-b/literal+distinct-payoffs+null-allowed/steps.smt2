; import: app-b literal+in-payoffs+null-allowed any
; conclusion using: app-b/literal+in-payoffs+null-allowed/any step-same
; using: distinct-payoffs
(define-fun step-same () Bool
  (forall ((a Outcome) (b Outcome)) (=> (same-payoffs a b) (same-outcome a b))))
