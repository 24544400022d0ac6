; claim: lemma.selector-outcome
; says: a profile of CSR programs gives each player the lower of its payoffs in the two proposals
; readings: two-selectors
; players: 2
; requires: two-selectors/algorithm.smt2
(define-fun conclusion () Bool
  (forall ((q Profile) (l Player)) (=> (all-csr q)
    (= (u l (outcome q)) (min (u l (proposed player-1 q)) (u l (proposed player-2 q)))))))
