; claim: thm-3.no-pmp
; says: if no point of PMP_i(a(p)) is in every other answer to the extended profile, the agreement set is unchanged
; readings: published published+csr-only published+any-selection+csr-only published+csr-only+unconditional published+null-allowed blog blog+csr-only blog+any-selection+csr-only blog+csr-only+unconditional blog+null-allowed conditional conditional+csr-only conditional+any-selection+csr-only conditional+csr-only+unconditional conditional+null-allowed published+csr-only+from-a
; requires: {base}/steps.smt2 step.smt2
(define-fun conclusion () Bool (=> (not offered-elsewhere) (= new-agreement old-agreement)))
