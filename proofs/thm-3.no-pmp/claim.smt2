; claim: thm-3.no-pmp
; says: if no point of PMP_i(a(p)) is in every other answer to the extended profile, the agreement set is unchanged
; readings: published published+any-selection published+from-a blog blog+unconditional conditional conditional+unextended
; requires: {base}/steps.smt2 step.smt2
(define-fun conclusion () Bool (=> (not offered-elsewhere) (= new-agreement old-agreement)))
