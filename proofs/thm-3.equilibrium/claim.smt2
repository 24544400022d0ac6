; claim: thm-3.equilibrium
; says: if the extensions are weakly better against everything in the supports, then (p', β) is a subjective equilibrium
; readings: published blog prn conditional two-selectors
; requires: {base}/thm-3.smt2 thm-3.smt2
(assert (! (forall ((i Player) (q Profile) (y Program))
    (=> (supports (belief i) q) (tilde i (program i p) y)
        (>= (U i (replace q i y)) (U i (replace q i (program i p))))))
  :named thm-3.pointwise))
(define-fun conclusion () Bool
  (forall ((q Profile)) (=> (forall ((i Player)) (tilde i (program i p) (program i q))) (equilibrium q))))
