; claim: prop-4.2
; says: with f^RN every player gets at least what it gets with the defaults, and at least the PMM
; readings: literal literal+csr-only literal+reached-both literal+reached-outcome literal+meet-feasible+reached-outcome literal+convex+reached-outcome prn prn+convex prn+meet-feasible
; requires: {base}/thm-3.smt2 {base}/prop-4.smt2
(define-fun conclusion () Bool (forall ((i Player)) (>= (U i (f d)) (max (U i d) (m i)))))
