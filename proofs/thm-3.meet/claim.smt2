; claim: thm-3.meet
; says: if then someone gets less than the PMM, the agreement set is non-empty and the outcome is in every projection
; readings: published published+csr-only published+csr-only+meet-feasible published+convex+csr-only published+meet-feasible blog blog+csr-only blog+csr-only+meet-feasible blog+convex+csr-only blog+meet-feasible conditional conditional+csr-only conditional+csr-only+meet-feasible conditional+convex+csr-only conditional+meet-feasible
; requires: {base}/steps.smt2 everyone.smt2
(assert (! inclusion :named thm-3.inclusion))
(define-fun conclusion () Bool
  (=> (exists ((i Player)) (< (U i p-tilde) (m i)))
      (and (nonempty (agreement (functions p-tilde) (outcome (defaults p-tilde))))
           (forall ((i Player)) (in (outcome p-tilde) (PMP i (outcome p-tilde)))))))
