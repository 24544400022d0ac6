; claim: thm-3.1
; says: there is p' with every p'_i the PMP-extension of p_i
; readings: published published+csr-only published+null-allowed published+grain-of-truth+meet-feasible+null-allowed published+csr-only+meet-feasible+several-extended published+csr-only+grain-of-truth+meet-feasible+unconditional blog blog+csr-only blog+null-allowed blog+csr-only+grain-of-truth+meet-feasible+unconditional prn prn+csr-only+meet-feasible conditional conditional+csr-only conditional+null-allowed conditional+clause-1-only conditional+bases-bound+csr-only+meet-feasible two-selectors two-selectors+clause-1-only two-selectors+clause-1-only+unextended
; requires: {base}/thm-3.smt2 thm-3.smt2 {base}/programs.smt2
; A profile p' has one program for each player, whatever they are.
(define-fun conclusion () Bool (forall ((i Player)) (exists ((y Program)) (tilde i (program i p) y))))
