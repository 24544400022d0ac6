; claim: thm-3.inclusion
; says: with every player extended, each answer contains its player's projection of the outcome
; readings: published published+several-extended published+grain-of-truth+played-support blog blog+several-extended blog+grain-of-truth+played-support conditional conditional+convex+csr-only+unconditional+unextended conditional+upward-closed
; requires: {base}/steps.smt2 everyone.smt2
(define-fun conclusion () Bool inclusion)
