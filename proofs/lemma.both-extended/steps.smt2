; import: lemma.replaced-twice literal any
; import: lemma.outcome literal any
; import: lemma.defaults literal any
; import: lemma.projection literal any
; import: lemma.larger-set literal any
; conclusion using: step-enough
(define-fun setting ((z Profile) (q Profile)) Bool (and (extended z q) (no-gain z q) (one-not-punished z q)))
; z with player i's program extended
(define-fun with ((z Profile) (q Profile) (i Player)) Profile (replace z i (program i q)))
(define-fun answers ((z Profile) (i Player) (r Profile)) ClosedSet (answer i (functions r) (outcome (defaults z))))
(define-fun agreed ((z Profile) (r Profile)) ClosedSet (agreement (functions r) (outcome (defaults z))))

; Where a program stands already, putting it there changes nothing.
; using: section-2.profile section-2.replaced section-2.kept
(define-fun step-unchanged () Bool (forall ((q Profile) (i Player)) (= (replace q i (program i q)) q)))

; using: def-7.extension
(define-fun step-csr () Bool (forall ((z Profile) (q Profile)) (=> (extended z q) (and (all-csr z) (all-csr q)))))

; using: step-csr section-2.replaced section-2.kept
(define-fun step-one-csr () Bool
  (forall ((z Profile) (q Profile) (i Player)) (=> (extended z q) (all-csr (with z q i)))))

; using: def-7.extension lemma.defaults/literal/any step-unchanged
(define-fun step-one-defaults () Bool
  (forall ((z Profile) (q Profile) (i Player)) (=> (extended z q) (= (defaults (with z q i)) (defaults z)))))

; using: def-7.extension section-2.profile section-2.defaults
(define-fun step-both-defaults () Bool
  (forall ((z Profile) (q Profile)) (=> (extended z q) (= (defaults q) (defaults z)))))

; using: step-csr step-one-csr step-one-defaults step-both-defaults lemma.outcome/literal/any
(define-fun step-outcomes () Bool
  (forall ((z Profile) (q Profile) (i Player)) (=> (extended z q)
    (and (= (outcome z) (chosen (agreed z z) (outcome (defaults z))))
         (= (outcome (with z q i)) (chosen (agreed z (with z q i)) (outcome (defaults z))))
         (= (outcome q) (chosen (agreed z q) (outcome (defaults z))))))))

; The extension's own answer to the other program.
; using: def-7.extension step-unchanged step-csr step-one-defaults
(define-fun step-own () Bool
  (forall ((z Profile) (q Profile) (i Player)) (=> (extended z q)
    (= (answers z i (with z q i)) (union (answers z i z) (PMP i (outcome z)))))))

; So with one extension the agreement set grows, and only by points of the projection.
; using: step-own alg-2.agreement sets.union
(define-fun step-sets () Bool
  (forall ((z Profile) (q Profile) (i Player)) (=> (setting z q)
    (and (subset (agreed z z) (agreed z (with z q i)))
         (forall ((b Outcome)) (=> (in b (agreed z (with z q i)))
           (or (in b (agreed z z)) (in b (PMP i (outcome z))))))))))

; A point of a set that weakly improves on the selected one has its payoffs.
; using: def-6.selection
(define-fun step-efficient () Bool
  (forall ((S ClosedSet) (b Outcome)) (=> (in b S) (weakly-better b (sel S)) (same-payoffs b (sel S)))))

; using: step-sets lemma.projection/literal/any
(define-fun step-above () Bool
  (forall ((z Profile) (q Profile) (i Player) (b Outcome)) (=> (setting z q) (in b (agreed z (with z q i)))
    (or (in b (agreed z z)) (weakly-better b (outcome z))))))

; Where an agreement set grows only by weak improvements, the outcome weakly improves.
; using: step-outcomes lemma.larger-set/literal/any
(define-fun step-growing () Bool
  (forall ((z Profile) (q Profile) (i Player)) (=> (extended z q) (subset (agreed z z) (agreed z (with z q i)))
    (forall ((b Outcome)) (=> (in b (agreed z (with z q i))) (or (in b (agreed z z)) (weakly-better b (outcome z)))))
    (weakly-better (outcome (with z q i)) (outcome z)))))

; using: step-outcomes lemma.larger-set/literal/any
(define-fun step-growing-twice () Bool
  (forall ((z Profile) (q Profile)) (=> (extended z q) (subset (agreed z z) (agreed z q))
    (forall ((b Outcome)) (=> (in b (agreed z q)) (or (in b (agreed z z)) (weakly-better b (outcome z)))))
    (weakly-better (outcome q) (outcome z)))))

; using: step-sets step-above step-growing
(define-fun step-better () Bool
  (forall ((z Profile) (q Profile) (i Player)) (=> (setting z q)
    (weakly-better (outcome (with z q i)) (outcome z)))))

; With one extension, play ends at the payoffs of before or in the projection.
; using: step-sets step-better step-outcomes step-efficient alg-2.chosen def-6.selection
(define-fun step-one () Bool
  (forall ((z Profile) (q Profile) (i Player)) (=> (setting z q)
    (or (same-payoffs (outcome (with z q i)) (outcome z)) (in (outcome (with z q i)) (PMP i (outcome z)))))))

; Outcomes with the same meet point have the same projections.
; using: def-5.projection
(define-fun step-projections () Bool
  (forall ((i Player) (a Outcome) (c Outcome) (b Outcome))
    (=> (forall ((k Player)) (= (max (m k) (u k c)) (max (m k) (u k a))))
        (in b (PMP i a)) (in b (PMP i c)))))

; As the extending player gains nothing, the meet point stays the same.
; using: step-one def-5.projection
(define-fun step-same-meet () Bool
  (forall ((z Profile) (q Profile) (i Player) (k Player)) (=> (setting z q)
    (= (max (m k) (u k (outcome (with z q i)))) (max (m k) (u k (outcome z)))))))

; So the other player's extension adds the same projection against an extension as against the program.
; using: step-same-meet step-projections
(define-fun step-same-projection () Bool
  (forall ((z Profile) (q Profile) (i Player) (k Player) (b Outcome)) (=> (setting z q)
    (= (in b (PMP k (outcome (with z q i)))) (in b (PMP k (outcome z)))))))

; With both extended: what player i answers.
; using: players.two section-2.profile section-2.replaced section-2.kept
(define-fun step-seats () Bool
  (forall ((z Profile) (q Profile) (i Player) (j Player)) (=> (not (= j i)) (= (replace (with z q j) i (program i q)) q))))

; using: section-2.profile section-2.replaced section-2.kept
(define-fun step-back () Bool
  (forall ((z Profile) (q Profile) (i Player) (j Player)) (=> (not (= j i))
    (= (replace (with z q j) i (program i z)) (with z q j)))))

; using: step-one-csr
(define-fun step-others-csr () Bool
  (forall ((z Profile) (q Profile) (i Player) (j Player)) (=> (extended z q) (others-csr i (with z q j)))))

; using: def-7.extension step-others-csr step-seats step-back step-both-defaults
(define-fun step-extended-answer () Bool
  (forall ((z Profile) (q Profile) (i Player) (j Player)) (=> (extended z q) (not (= j i))
    (= (answers z i q) (union (answers z i (with z q j)) (PMP i (outcome (with z q j))))))))

; It holds what was answered before and the projection of the outcome before,
; using: step-extended-answer step-same-projection sets.union
(define-fun step-more () Bool
  (forall ((z Profile) (q Profile) (i Player) (j Player) (b Outcome)) (=> (setting z q) (not (= j i))
    (or (in b (answers z i z)) (in b (PMP i (outcome z))))
    (in b (answers z i q)))))

; and nothing but these and points of the other projection.
; using: step-extended-answer step-same-projection sets.union
(define-fun step-no-more () Bool
  (forall ((z Profile) (q Profile) (i Player) (j Player) (b Outcome)) (=> (setting z q) (not (= j i))
    (in b (answers z i q))
    (or (in b (answers z i z)) (in b (PMP i (outcome z))) (in b (PMP j (outcome z)))))))

; using: players.two players.distinct
(define-fun step-other () Bool (forall ((i Player)) (exists ((j Player)) (not (= j i)))))

; using: step-more step-other alg-2.agreement
(define-fun step-agreed () Bool
  (forall ((z Profile) (q Profile) (b Outcome)) (=> (setting z q)
    (or (in b (agreed z z)) (forall ((i Player)) (in b (PMP i (outcome z)))))
    (in b (agreed z q)))))

; using: step-no-more alg-2.agreement players.two players.distinct lemma.projection/literal/any
(define-fun step-agreed-only () Bool
  (forall ((z Profile) (q Profile) (b Outcome)) (=> (setting z q) (in b (agreed z q))
    (or (in b (agreed z z)) (and (weakly-better b (outcome z)) (forall ((k Player)) (>= (u k b) (m k))))))))

; using: step-growing-twice step-agreed step-agreed-only
(define-fun step-all-better () Bool
  (forall ((z Profile) (q Profile)) (=> (setting z q) (weakly-better (outcome q) (outcome z)))))

; A common point of the projections improves on an outcome below the PMM.
; using: def-5.projection
(define-fun step-common () Bool
  (forall ((a Outcome) (b Outcome)) (=> (exists ((k Player)) (< (u k a) (m k))) (forall ((i Player)) (in b (PMP i a)))
    (improves b a))))

; It is agreed on, so the new outcome has other payoffs.
; using: step-outcomes step-agreed step-common alg-2.chosen def-6.selection
(define-fun step-improved () Bool
  (forall ((z Profile) (q Profile) (b Outcome)) (=> (setting z q)
    (exists ((k Player)) (< (U k z) (m k))) (forall ((i Player)) (in b (PMP i (outcome z))))
    (and (in (outcome q) (agreed z q)) (not (same-payoffs (outcome q) (outcome z)))))))

; So it is not among the old agreements.
; using: step-outcomes step-all-better step-efficient alg-2.chosen
(define-fun step-not-old () Bool
  (forall ((z Profile) (q Profile)) (=> (setting z q) (in (outcome q) (agreed z z))
    (same-payoffs (outcome q) (outcome z)))))

; Where nobody was below the PMM nobody is now.
; using: step-improved step-not-old step-agreed-only step-all-better
(define-fun step-enough () Bool
  (forall ((z Profile) (q Profile) (b Outcome) (k Player)) (=> (setting z q)
    (forall ((i Player)) (in b (PMP i (outcome z)))) (>= (u k (outcome q)) (m k)))))
