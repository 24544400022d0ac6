; claim: sel.nash.transitive
; says: the nash rule is transitive
; readings: literal
; requires: selection/nash.smt2
(define-fun conclusion () Bool transitive)
