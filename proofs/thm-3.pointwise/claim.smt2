; claim: thm-3.pointwise
; says: the extension is weakly better for its player against everything in the support of its belief
; readings: published published+csr-only published+any-selection+csr-only published+csr-only+from-a published+csr-only+unconditional published+null-allowed published+mixed-bound published+in-equilibrium+null-allowed blog blog+csr-only blog+csr-only+unconditional prn prn+csr-only prn+mixed-bound conditional conditional+csr-only conditional+unextended conditional+csr-only+unextended conditional+clause-1-only+unextended conditional+bases-bound+csr-only conditional+bases-bound+csr-only+unextended two-selectors two-selectors+unextended
; requires: {base}/steps.smt2
(define-fun conclusion () Bool
  (forall ((i Player) (q Profile) (y Program))
    (=> (supports (belief i) q) (tilde i (program i p) y)
        (>= (U i (replace q i y)) (U i (replace q i (program i p)))))))
