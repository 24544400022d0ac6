; claim: thm-3.common
; says: if every PMP_i(a) is non-empty, they have a common point
; readings: published published+connected published+convex published+meet-feasible blog blog+connected blog+convex blog+meet-feasible prn prn+connected prn+convex prn+meet-feasible conditional conditional+connected conditional+convex conditional+meet-feasible two-selectors+convex two-selectors+meet-feasible
; requires: projections.smt2
; The draft two-selectors has no reading without convex: it supposes that F is.
(define-fun conclusion () Bool
  (forall ((a Outcome)) (exists ((b Outcome)) (forall ((i Player)) (in b (PMP i a))))))
