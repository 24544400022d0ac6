; claim: thm-3.3
; says: (p', β) is a subjective equilibrium, where every p'_i is the PMP-extension of p_i
; readings: published published+csr-only published+any-selection+csr-only published+csr-only+from-a published+csr-only+unconditional published+null-allowed published+mixed-bound published+grain-of-truth+meet-feasible+null-allowed published+csr-only+meet-feasible+several-extended published+csr-only+grain-of-truth+meet-feasible+unconditional blog blog+csr-only blog+csr-only+unconditional blog+csr-only+grain-of-truth+meet-feasible+unconditional prn prn+csr-only prn+mixed-bound prn+csr-only+meet-feasible conditional conditional+csr-only conditional+unextended conditional+csr-only+unextended conditional+clause-1-only+unextended conditional+bases-bound+csr-only conditional+bases-bound+csr-only+unextended conditional+bases-bound+csr-only+meet-feasible two-selectors two-selectors+unextended two-selectors+clause-1-only+unextended
; requires: {base}/thm-3.smt2 thm-3.smt2
; That there is such a p' is thm-3.1.
(define-fun conclusion () Bool
  (forall ((q Profile)) (=> (forall ((i Player)) (tilde i (program i p) (program i q))) (equilibrium q))))
