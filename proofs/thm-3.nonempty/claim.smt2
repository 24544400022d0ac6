; claim: thm-3.nonempty
; says: every PMP_i(a) is non-empty
; readings: published published+connected published+convex published+meet-feasible blog blog+connected blog+convex blog+meet-feasible prn prn+connected prn+convex prn+meet-feasible conditional conditional+connected conditional+convex conditional+meet-feasible two-selectors+convex two-selectors+meet-feasible
; requires: def-5.smt2
; The draft two-selectors has no reading without convex: it supposes that F is.
(define-fun conclusion () Bool (forall ((i Player) (a Outcome)) (nonempty (PMP i a))))
