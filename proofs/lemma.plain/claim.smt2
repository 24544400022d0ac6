; claim: lemma.plain
; says: where somebody is no CSR program, what falls under mixed-bound acts as if all CSR programs were their defaults
; readings: literal
; players: any
; requires: game-csr.smt2 variants/mixed-bound.smt2
(define-fun fine ((j Player) (x Program)) Bool
  (ite (csr j x) (and (not (csr j (default x))) (used j (default x))) (used j x)))
(define-fun conclusion () Bool
  (forall ((j Player) (q Profile))
    (=> (fine j (program j q)) (not (all-csr q)) (= (action j q) (action j (plain q))))))
