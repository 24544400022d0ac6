; claim: sel.weighted.transitive
; says: the weighted rule is transitive
; readings: literal
; requires: selection/weighted.smt2
(define-fun conclusion () Bool transitive)
