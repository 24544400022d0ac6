; claim: sel.leximin.transitive
; says: the leximin rule is transitive
; readings: literal
; requires: selection/leximin.smt2
(define-fun conclusion () Bool transitive)
