; claim: thm-3.2
; says: U(p') ⪰ u^PMM, where every p'_i is the PMP-extension of p_i
; readings: published published+meet-feasible+several-extended published+grain-of-truth published+grain-of-truth+meet-feasible published+grain-of-truth+meet-feasible+null-allowed published+convex+grain-of-truth published+csr-only published+csr-only+meet-feasible published+convex+csr-only published+csr-only+grain-of-truth+meet-feasible published+csr-only+grain-of-truth+meet-feasible+played-support published+csr-only+meet-feasible+unconditional published+null-allowed blog blog+csr-only blog+csr-only+meet-feasible blog+csr-only+grain-of-truth+meet-feasible+played-support blog+null-allowed prn prn+meet-feasible prn+convex prn+any-selection+meet-feasible conditional conditional+meet-feasible conditional+convex conditional+any-selection+meet-feasible conditional+clause-1-only+meet-feasible conditional+meet-feasible+null-allowed two-selectors
; requires: {base}/thm-3.smt2 thm-3.smt2
; That there is such a p' is thm-3.1.
(define-fun conclusion () Bool
  (forall ((q Profile)) (=> (forall ((i Player)) (tilde i (program i p) (program i q)))
    (forall ((i Player)) (>= (U i q) (m i))))))
