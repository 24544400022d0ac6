; claim: lemma.outcome
; says: a profile of CSR programs ends at the renegotiation outcome of its functions, from the outcome of its defaults
; readings: literal
; players: any
; requires: alg-2.smt2
; using: section-1.profile section-2.run alg-2.run
(define-fun conclusion () Bool
  (forall ((q Profile)) (=> (all-csr q) (= (outcome q) (ro (functions q) (outcome (defaults q)))))))
