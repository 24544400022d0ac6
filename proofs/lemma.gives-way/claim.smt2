; claim: lemma.gives-way
; says: with two players, a CSR program ends as its default does against one that is not CSR and is in an equilibrium or a support
; readings: literal
; players: 2
; requires: game-csr.smt2 def-1.smt2 asm-8-i.smt2
(define-fun conclusion () Bool
  (forall ((i Player) (j Player) (q Profile) (z Program))
    (=> (csr i z) (not (= j i)) (not (csr j (program j q)))
        (or (believed j (program j q)) (in-equilibrium j (program j q)))
        (= (outcome (replace q i z)) (outcome (replace q i (default z)))))))
