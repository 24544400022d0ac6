; claim: thm-3.meet
; says: if then someone gets less than the PMM, the agreement set is non-empty and the outcome is in every projection
; readings: published published+convex published+meet-feasible blog blog+convex blog+meet-feasible conditional conditional+convex conditional+meet-feasible
; requires: {base}/steps.smt2 everyone.smt2
(assert (! inclusion :named thm-3.inclusion))
(define-fun conclusion () Bool
  (=> (exists ((i Player)) (< (U i p-tilde) (m i)))
      (and (nonempty (agreement (functions p-tilde) (outcome (defaults p-tilde))))
           (forall ((i Player)) (in (outcome p-tilde) (PMP i (outcome p-tilde)))))))
