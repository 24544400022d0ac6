; claim: prop-4.1.strictly
; says: f^RN is strictly better for someone at some profile of P
; readings: literal prn literal+offers
; requires: {base}/thm-3.smt2 {base}/prop-4.smt2
(define-fun conclusion () Bool spi-strictly)
