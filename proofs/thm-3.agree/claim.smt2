; claim: thm-3.agree
; says: otherwise, if the old agreement set was non-empty, the new outcome weakly improves on a(p)
; readings: published published+csr-only published+any-selection+csr-only published+csr-only+unconditional published+null-allowed blog blog+csr-only blog+any-selection+csr-only blog+csr-only+unconditional blog+null-allowed conditional conditional+csr-only conditional+any-selection+csr-only conditional+csr-only+unconditional conditional+null-allowed conditional+unextended published+csr-only+from-a
; requires: {base}/steps.smt2 step.smt2
(define-fun conclusion () Bool
  (=> offered-elsewhere (nonempty old-agreement) (weakly-better (outcome after) (outcome before))))
