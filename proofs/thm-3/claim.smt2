; claim: thm-3
; says: there is p' with every p'_i the PMP-extension of p_i, U(p') ⪰ u^PMM, and (p', β) a subjective equilibrium
; readings: published published+csr-only published+csr-only+grain-of-truth published+null-allowed published+csr-only+meet-feasible+unconditional published+convex+csr-only+grain-of-truth published+csr-only+grain-of-truth+meet-feasible published+csr-only+grain-of-truth+meet-feasible+played-support published+grain-of-truth+meet-feasible+null-allowed published+csr-only+grain-of-truth+meet-feasible+unconditional published+csr-only+meet-feasible+several-extended blog blog+csr-only blog+null-allowed blog+csr-only+grain-of-truth+meet-feasible+played-support blog+csr-only+grain-of-truth+meet-feasible+unconditional blog+csr-only+meet-feasible+several-extended+unconditional prn prn+convex+csr-only prn+csr-only+meet-feasible prn+meet-feasible+mixed-bound conditional conditional+csr-only conditional+bases-bound+convex+csr-only conditional+bases-bound+csr-only+meet-feasible conditional+clause-1-only+meet-feasible+unextended two-selectors two-selectors+clause-1-only+unextended
; requires: {base}/thm-3.smt2 thm-3.smt2 finite.smt2 {base}/programs.smt2
; The three conclusions together. That programs, one for each player, make a profile is how profiles are meant; so the
; first says that everyone has an extension, and the others speak of every profile of extensions.
(define-fun conclusion () Bool
  (and (forall ((i Player)) (exists ((y Program)) (tilde i (program i p) y)))
       (forall ((q Profile)) (=> (forall ((i Player)) (tilde i (program i p) (program i q)))
         (and (forall ((i Player)) (>= (U i q) (m i))) (equilibrium q))))))
