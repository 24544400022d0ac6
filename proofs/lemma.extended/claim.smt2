; claim: lemma.extended
; says: the extension of any CSR program is weakly better for its player against everything in the support of its belief
; readings: published+null-allowed
; players: 2
; requires: {base}/steps.smt2
(define-fun conclusion () Bool
  (forall ((i Player) (q Profile) (x Program) (y Program))
    (=> (supports (belief i) q) (extends i x y) (>= (U i (replace q i y)) (U i (replace q i x))))))
