; claim: sel.centroid.transitive
; says: the centroid rule is transitive
; readings: literal
; requires: selection/centroid.smt2
(define-fun conclusion () Bool transitive)
