; claim: sel.utilitarian.transitive
; says: the utilitarian rule is transitive
; readings: literal
; requires: selection/utilitarian.smt2
(define-fun conclusion () Bool transitive)
