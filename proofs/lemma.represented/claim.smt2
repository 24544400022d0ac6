; claim: lemma.represented
; says: in an equilibrium, a program that is not CSR ends against what is played or held possible as any CSR program does that has it as default and never offers anything
; readings: published+null-allowed conditional+clause-1-only
; players: 2
; requires: {base}/thm-3.smt2 thm-3.smt2
(define-fun conclusion () Bool
  (forall ((i Player) (z Program) (q Profile))
    (=> (not (csr i (program i p))) (csr i z) (= (default z) (program i p)) (never-offers i (RN z))
        (or (= q p) (supports (belief i) q))
        (= (outcome (replace q i z)) (outcome (replace q i (program i p)))))))
