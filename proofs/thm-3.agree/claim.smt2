; claim: thm-3.agree
; says: otherwise, if the old agreement set was non-empty, the new outcome weakly improves on a(p)
; readings: published published+any-selection published+from-a blog blog+unconditional conditional conditional+unextended
; requires: {base}/steps.smt2 step.smt2
(define-fun conclusion () Bool
  (=> offered-elsewhere (nonempty old-agreement) (weakly-better (outcome after) (outcome before))))
