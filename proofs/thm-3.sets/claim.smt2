; claim: thm-3.sets
; says: S ⊆ S̃ ⊆ S ∪ PMP_i(r) for the old and the new agreement set
; readings: blog blog+unconditional
; requires: {base}/steps.smt2 step.smt2
(define-fun conclusion () Bool
  (and (subset old-agreement new-agreement)
       (subset new-agreement (union old-agreement (PMP i (outcome before))))))
