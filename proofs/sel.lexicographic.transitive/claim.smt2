; claim: sel.lexicographic.transitive
; says: the lexicographic rule is transitive
; readings: literal
; requires: selection/lexicographic.smt2
(define-fun conclusion () Bool transitive)
