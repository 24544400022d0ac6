; claim: prop-4.1.improves
; says: f^RN weakly improves on every profile of P
; readings: literal prn
; requires: {base}/thm-3.smt2 {base}/prop-4.smt2
(define-fun conclusion () Bool spi-improves)
