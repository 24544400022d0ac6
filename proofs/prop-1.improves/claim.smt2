; claim: prop-1.improves
; says: putting alg-1 programs around the programs of P weakly improves on every profile
; readings: literal
; requires: def-2.smt2 prop-1.smt2
(define-fun conclusion () Bool spi-improves)
