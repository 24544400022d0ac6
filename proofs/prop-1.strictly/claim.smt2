; claim: prop-1.strictly
; says: putting alg-1 programs around the programs of P is strictly better for someone at some profile
; readings: literal literal+improvable
; requires: def-2.smt2 prop-1.smt2
(define-fun conclusion () Bool spi-strictly)
