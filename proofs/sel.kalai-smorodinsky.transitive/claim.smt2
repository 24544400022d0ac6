; claim: sel.kalai-smorodinsky.transitive
; says: the kalai-smorodinsky rule is transitive
; readings: literal
; requires: selection/kalai-smorodinsky.smt2
(define-fun conclusion () Bool transitive)
