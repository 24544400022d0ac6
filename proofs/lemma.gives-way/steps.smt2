; import: lemma.two-seats literal 2
; import: lemma.replaced-twice literal any
; conclusion using: step-own step-reply section-1.profile section-2.run players.two
; It plays as its default, as not all are CSR.
; using: alg-2.run section-2.replaced section-2.kept lemma.replaced-twice/literal/any
(define-fun step-own () Bool
  (forall ((i Player) (j Player) (q Profile) (z Program))
    (=> (csr i z) (not (= j i)) (not (csr j (program j q)))
        (= (action i (replace q i z)) (action i (replace q i (default z)))))))

; And the other plays as against the default, by asm-8 (i).
; using: asm-8.i lemma.two-seats/literal/2 section-2.replaced section-2.kept players.two
(define-fun step-reply () Bool
  (forall ((i Player) (j Player) (q Profile) (z Program))
    (=> (csr i z) (not (= j i)) (not (csr j (program j q)))
        (or (believed j (program j q)) (in-equilibrium j (program j q)))
        (= (action j (replace q i z)) (action j (replace q i (default z)))))))
