; claim: lemma.prn-outcome
; says: where profiles of CSR and PMP-renegotiation programs end
; readings: prn
; players: any
; requires: prn/algorithm.smt2
; using: section-1.profile section-2.run prn.run
(define-fun conclusion () Bool
  (forall ((q Profile))
    (and (=> (all-pmp q) (= (outcome q) (ro-active (functions q) (outcome (defaults q)))))
         (=> (all-either q) (not (all-pmp q)) (= (outcome q) (ro (functions q) (outcome (defaults q))))))))
