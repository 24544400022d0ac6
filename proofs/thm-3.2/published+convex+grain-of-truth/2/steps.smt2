; import: thm-3.pointwise published 2
; import: lemma.expected-alike literal any
; import: lemma.replaced-twice literal any
; import: lemma.outcome literal any
; import: lemma.defaults literal any
; import: lemma.projection literal any
; import: lemma.larger-set literal any
; import: thm-3.common published+convex 2
; conclusion using: step-enough
; What p' replaces one player's program by.
(define-fun one-extended ((i Player) (y Program)) Bool (extends i (program i p) y))

; Where a program stands already, putting it there changes nothing.
; using: section-2.profile section-2.replaced section-2.kept
(define-fun step-unchanged () Bool (forall ((q Profile) (i Player)) (= (replace q i (program i q)) q)))

; What is played is in the support, up to the believer's own place.
; using: grain-of-truth
(define-fun step-supported () Bool
  (forall ((i Player)) (exists ((x Program)) (supports (belief i) (replace p i x)))))

; No player gains by its extension against what is played: an extension is weakly better against everything else.
; using: thm-3.pointwise/published/2 lemma.expected-alike/literal/any beliefs.distribution thm-3.in-equilibrium def-7.extension
(define-fun step-no-better () Bool
  (forall ((i Player) (y Program) (q Profile)) (=> (one-extended i y) (supports (belief i) q)
    (= (U i (replace q i y)) (U i (replace q i (program i p)))))))

; using: step-no-better step-supported step-unchanged lemma.replaced-twice/literal/any
(define-fun step-no-gain () Bool
  (forall ((i Player) (y Program)) (=> (one-extended i y) (= (U i (replace p i y)) (U i p)))))

; The others' answers to an extension against what is played.
; using: asm-8.ii step-supported step-unchanged lemma.replaced-twice/literal/any section-2.kept
(define-fun step-answers () Bool
  (forall ((i Player) (y Program) (j Player) (a Outcome)) (=> (all-csr p) (one-extended i y) (not (= j i))
    (exists ((V ClosedSet))
      (and (subset V (PMP i (outcome p)))
           (= (answer j (functions (replace p i y)) a) (union (answer j (functions p) a) V)))))))

; Its own answer.
; using: def-7.extension step-unchanged lemma.defaults/literal/any
(define-fun step-own () Bool
  (forall ((i Player) (y Program)) (=> (all-csr p) (one-extended i y)
    (= (answer i (functions (replace p i y)) (outcome (defaults p)))
       (union (answer i (functions p) (outcome (defaults p))) (PMP i (outcome p)))))))

; So the agreement set grows, and only by points of the projection.
; using: step-answers step-own alg-2.agreement sets.union
(define-fun step-sets () Bool
  (forall ((i Player) (y Program)) (=> (all-csr p) (one-extended i y)
    (and (subset (agreement (functions p) (outcome (defaults p)))
                 (agreement (functions (replace p i y)) (outcome (defaults p))))
         (forall ((b Outcome)) (=> (in b (agreement (functions (replace p i y)) (outcome (defaults p))))
           (or (in b (agreement (functions p) (outcome (defaults p)))) (in b (PMP i (outcome p))))))))))

; using: lemma.outcome/literal/any lemma.defaults/literal/any def-7.extension section-2.replaced section-2.kept
(define-fun step-outcomes () Bool
  (forall ((i Player) (y Program)) (=> (all-csr p) (one-extended i y)
    (and (all-csr (replace p i y))
         (= (defaults (replace p i y)) (defaults p))
         (= (outcome p) (ro (functions p) (outcome (defaults p))))
         (= (outcome (replace p i y)) (ro (functions (replace p i y)) (outcome (defaults p))))))))

; A point selected from a larger set that weakly improves on the one selected from the smaller, and lies in that, has its payoffs.
; using: def-6.selection
(define-fun step-efficient () Bool
  (forall ((S ClosedSet) (b Outcome)) (=> (in b S) (weakly-better b (sel S)) (same-payoffs b (sel S)))))

; using: step-sets lemma.projection/literal/any
(define-fun step-above () Bool
  (forall ((i Player) (y Program) (b Outcome)) (=> (all-csr p) (one-extended i y)
    (in b (agreement (functions (replace p i y)) (outcome (defaults p))))
    (or (in b (agreement (functions p) (outcome (defaults p)))) (weakly-better b (outcome p))))))

; using: step-sets step-above step-outcomes lemma.larger-set/literal/any
(define-fun step-better () Bool
  (forall ((i Player) (y Program)) (=> (all-csr p) (one-extended i y)
    (weakly-better (outcome (replace p i y)) (outcome p)))))

; With one extension, play ends at the payoffs of before or in the projection.
; using: step-sets step-better step-outcomes step-efficient alg-2.chosen def-6.selection
(define-fun step-one () Bool
  (forall ((i Player) (y Program)) (=> (all-csr p) (one-extended i y)
    (or (same-payoffs (outcome (replace p i y)) (outcome p))
        (in (outcome (replace p i y)) (PMP i (outcome p)))))))

; Outcomes with the same meet point have the same projections.
; using: def-5.projection
(define-fun step-projections () Bool
  (forall ((i Player) (a Outcome) (c Outcome) (b Outcome))
    (=> (forall ((k Player)) (= (max (m k) (u k c)) (max (m k) (u k a))))
        (in b (PMP i a)) (in b (PMP i c)))))

; As the extending player gains nothing, the meet point stays the same.
; using: step-one step-no-gain def-5.projection
(define-fun step-same-meet () Bool
  (forall ((i Player) (y Program) (k Player)) (=> (all-csr p) (one-extended i y)
    (= (max (m k) (u k (outcome (replace p i y)))) (max (m k) (u k (outcome p)))))))

; So the other player's extension adds the same projection against an extension as against the program.
; using: step-same-meet step-projections
(define-fun step-same-projection () Bool
  (forall ((i Player) (y Program) (k Player) (b Outcome)) (=> (all-csr p) (one-extended i y)
    (= (in b (PMP k (outcome (replace p i y)))) (in b (PMP k (outcome p)))))))

; With both extended: what player i answers.
; using: players.two section-2.profile section-2.replaced section-2.kept
(define-fun step-seats () Bool
  (forall ((q Profile) (i Player) (j Player)) (=> (not (= j i))
    (= (replace (replace p j (program j q)) i (program i q)) q))))

; using: section-2.profile section-2.replaced section-2.kept step-unchanged
(define-fun step-back () Bool
  (forall ((y Program) (i Player) (j Player)) (=> (not (= j i))
    (= (replace (replace p j y) i (program i p)) (replace p j y)))))

; using: def-7.extension step-seats step-back step-outcomes lemma.defaults/literal/any section-2.kept section-2.replaced
(define-fun step-extended-answer () Bool
  (forall ((q Profile) (i Player) (j Player)) (=> (all-csr p) (not (= j i))
    (one-extended i (program i q)) (one-extended j (program j q))
    (and (= (defaults q) (defaults p))
         (= (answer i (functions q) (outcome (defaults p)))
            (union (answer i (functions (replace p j (program j q))) (outcome (defaults p)))
                   (PMP i (outcome (replace p j (program j q))))))))))

; It holds what was answered before and the projection of the outcome before,
; using: step-extended-answer step-answers step-same-projection sets.union
(define-fun step-more () Bool
  (forall ((q Profile) (i Player) (j Player) (b Outcome)) (=> (all-csr p) (not (= j i))
    (one-extended i (program i q)) (one-extended j (program j q))
    (or (in b (answer i (functions p) (outcome (defaults p)))) (in b (PMP i (outcome p))))
    (in b (answer i (functions q) (outcome (defaults p)))))))

; and nothing but these and points of the other projection.
; using: step-extended-answer step-answers step-same-projection sets.union
(define-fun step-no-more () Bool
  (forall ((q Profile) (i Player) (j Player) (b Outcome)) (=> (all-csr p) (not (= j i))
    (one-extended i (program i q)) (one-extended j (program j q))
    (in b (answer i (functions q) (outcome (defaults p))))
    (or (in b (answer i (functions p) (outcome (defaults p)))) (in b (PMP i (outcome p))) (in b (PMP j (outcome p)))))))

(define-fun extended ((q Profile)) Bool (forall ((i Player)) (one-extended i (program i q))))

; using: def-7.extension lemma.outcome/literal/any step-extended-answer players.two players.distinct
(define-fun step-csr () Bool
  (forall ((q Profile)) (=> (extended q)
    (and (all-csr p) (all-csr q) (= (defaults q) (defaults p))
         (= (outcome p) (chosen (agreement (functions p) (outcome (defaults p))) (outcome (defaults p))))
         (= (outcome q) (chosen (agreement (functions q) (outcome (defaults p))) (outcome (defaults p))))))))

; using: step-csr step-more alg-2.agreement players.two players.distinct
(define-fun step-agreed () Bool
  (forall ((q Profile) (b Outcome)) (=> (extended q)
    (or (in b (agreement (functions p) (outcome (defaults p)))) (forall ((i Player)) (in b (PMP i (outcome p)))))
    (in b (agreement (functions q) (outcome (defaults p)))))))

; using: step-csr step-no-more alg-2.agreement players.two players.distinct lemma.projection/literal/any
(define-fun step-agreed-only () Bool
  (forall ((q Profile) (b Outcome)) (=> (extended q) (in b (agreement (functions q) (outcome (defaults p))))
    (or (in b (agreement (functions p) (outcome (defaults p))))
        (and (weakly-better b (outcome p)) (forall ((k Player)) (>= (u k b) (m k))))))))

(define-fun below () Bool (exists ((i Player)) (< (U i p) (m i))))

; A common point of the projections improves on an outcome below the PMM.
; using: thm-3.common/published+convex/2 def-5.projection
(define-fun step-common () Bool
  (=> below (exists ((z Outcome)) (and (improves z (outcome p)) (forall ((i Player)) (in z (PMP i (outcome p))))))))

; using: step-csr step-agreed step-agreed-only lemma.larger-set/literal/any
(define-fun step-all-better () Bool
  (forall ((q Profile)) (=> (extended q) (weakly-better (outcome q) (outcome p)))))

; Then something that improves on the old outcome is agreed on, so the new one has other payoffs: it is not among the old
; agreements.
; using: step-csr step-agreed step-common alg-2.chosen def-6.selection
(define-fun step-improved () Bool
  (forall ((q Profile)) (=> below (extended q)
    (and (in (outcome q) (agreement (functions q) (outcome (defaults p))))
         (not (same-payoffs (outcome q) (outcome p)))))))

; using: step-improved step-all-better step-agreed-only step-csr step-efficient alg-2.chosen
(define-fun step-enough () Bool
  (forall ((q Profile) (k Player)) (=> (extended q) (>= (u k (outcome q)) (m k)))))
