; claim: thm-3.inclusion
; says: with every player extended, each answer contains its player's projection of the outcome
; readings: published published+grain-of-truth+played-support blog blog+grain-of-truth+played-support conditional
; requires: {base}/steps.smt2 everyone.smt2
(define-fun conclusion () Bool inclusion)
