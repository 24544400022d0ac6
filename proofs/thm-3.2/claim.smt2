; claim: thm-3.2
; says: U(p') ⪰ u^PMM, where every p'_i is the PMP-extension of p_i
; readings: published published+meet-feasible+several-extended published+grain-of-truth published+grain-of-truth+meet-feasible published+grain-of-truth+meet-feasible+null-allowed published+convex+grain-of-truth published+csr-only published+csr-only+meet-feasible published+convex+csr-only published+csr-only+grain-of-truth+meet-feasible published+csr-only+grain-of-truth+meet-feasible+played-support published+csr-only+meet-feasible+unconditional published+null-allowed published+csr-only+meet-feasible+several-extended published+csr-only+grain-of-truth+meet-feasible+unconditional blog blog+csr-only blog+csr-only+meet-feasible blog+csr-only+grain-of-truth+meet-feasible+played-support blog+null-allowed blog+meet-feasible+several-extended blog+csr-only+grain-of-truth+meet-feasible+unconditional prn prn+meet-feasible prn+convex prn+any-selection+meet-feasible prn+csr-only+meet-feasible conditional conditional+meet-feasible conditional+convex conditional+any-selection+meet-feasible conditional+clause-1-only+meet-feasible conditional+meet-feasible+null-allowed conditional+bases-bound+csr-only+meet-feasible two-selectors two-selectors+clause-1-only+unextended
; requires: {base}/thm-3.smt2 thm-3.smt2 finite.smt2
; That there is such a p' is thm-3.1.
(define-fun conclusion () Bool
  (forall ((q Profile)) (=> (forall ((i Player)) (tilde i (program i p) (program i q)))
    (forall ((i Player)) (>= (U i q) (m i))))))
