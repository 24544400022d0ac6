; claim: thm-3.inclusion
; says: with every player extended, each answer contains its player's projection of the outcome
; readings: published published+csr-only published+any-selection+csr-only published+csr-only+unconditional published+null-allowed blog blog+csr-only blog+any-selection+csr-only blog+csr-only+unconditional blog+null-allowed conditional conditional+csr-only conditional+any-selection+csr-only conditional+csr-only+unconditional conditional+null-allowed published+csr-only+grain-of-truth+played-support blog+csr-only+grain-of-truth+played-support
; requires: {base}/steps.smt2 everyone.smt2
(define-fun conclusion () Bool inclusion)
