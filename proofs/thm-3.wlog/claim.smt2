; claim: thm-3.wlog
; says: a program that is not CSR is represented by a CSR program whose function always returns the empty set
; readings: published published+null-allowed published+mixed-bound+null-allowed blog blog+null-allowed blog+mixed-bound+null-allowed conditional conditional+null-allowed conditional+mixed-bound+null-allowed conditional+clause-1-only conditional+clause-1-only+mixed-bound
; requires: {base}/thm-3.smt2 thm-3.smt2 {base}/programs.smt2
; Represented: against what is played, and what its player holds possible, the outcome is that of the program itself.
(define-fun conclusion () Bool
  (forall ((i Player)) (=> (not (csr i (program i p)))
    (exists ((z Program))
      (and (csr i z) (= (default z) (program i p)) (never-offers i (RN z))
           (forall ((q Profile)) (=> (or (= q p) (supports (belief i) q))
             (= (outcome (replace q i z)) (outcome (replace q i (program i p)))))))))))
