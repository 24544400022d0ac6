; import: lemma.outcome literal any
; import: lemma.defaults literal any
; import: lemma.replaced-twice literal any
; import: lemma.projection literal any
; import: lemma.larger-set literal any
; conclusion using: step-same
; p̃ before player i extends: with p_i in its place.
(define-fun last ((i Player)) Profile (replace p-tilde i (program i p)))
(define-fun answers ((i Player) (r Profile)) ClosedSet (answer i (functions r) (outcome (defaults p-tilde))))
(define-fun agreed ((r Profile)) ClosedSet (agreement (functions r) (outcome (defaults p-tilde))))

; using: section-2.profile section-2.replaced section-2.kept
(define-fun step-unchanged () Bool (forall ((q Profile) (i Player)) (= (replace q i (program i q)) q)))

; using: step-unchanged lemma.replaced-twice/literal/any
(define-fun step-extends-last () Bool
  (forall ((i Player)) (= (replace (last i) i (program i p-tilde)) p-tilde)))

; using: thm-3.extended def-7.extension
(define-fun step-extended () Bool
  (forall ((i Player))
    (and (extends i (program i p) (program i p-tilde)) (csr i (program i p)) (csr i (program i p-tilde))
         (= (default (program i p-tilde)) (default (program i p))))))

; using: step-extended section-2.replaced section-2.kept
(define-fun step-csr () Bool
  (forall ((i Player)) (and (all-csr p-tilde) (all-csr (last i)) (partly-extended (last i)))))

; using: step-extended step-unchanged lemma.defaults/literal/any
(define-fun step-defaults () Bool (forall ((i Player)) (= (defaults (last i)) (defaults p-tilde))))

; using: step-extended section-2.profile section-2.defaults
(define-fun step-same-defaults () Bool (= (defaults p-tilde) (defaults p)))

; using: step-csr step-defaults lemma.outcome/literal/any
(define-fun step-outcomes () Bool
  (forall ((i Player))
    (and (= (outcome p-tilde) (chosen (agreed p-tilde) (outcome (defaults p-tilde))))
         (= (outcome (last i)) (chosen (agreed (last i)) (outcome (defaults p-tilde)))))))

; When player i extends last, the others' answers grow, by points of its projection only,
; using: several-extended step-csr step-extended step-extends-last step-same-defaults section-2.replaced
(define-fun step-others () Bool
  (forall ((i Player) (j Player)) (=> (not (= j i))
    (exists ((V ClosedSet))
      (and (subset V (PMP i (outcome (last i)))) (= (answers j p-tilde) (union (answers j (last i)) V)))))))

; and its own answer grows by the projection.
; using: def-7.extension step-extended step-csr step-unchanged
(define-fun step-own () Bool
  (forall ((i Player)) (= (answers i p-tilde) (union (answers i (last i)) (PMP i (outcome (last i)))))))

; using: step-others step-own sets.union
(define-fun step-answers () Bool
  (forall ((i Player) (j Player) (b Outcome))
    (and (=> (in b (answers j (last i))) (in b (answers j p-tilde)))
         (=> (in b (answers j p-tilde)) (or (in b (answers j (last i))) (in b (PMP i (outcome (last i)))))))))

; So the agreement set grows, and only by points of the projection.
; using: step-answers alg-2.agreement
(define-fun step-sets () Bool
  (forall ((i Player) (b Outcome))
    (and (=> (in b (agreed (last i))) (in b (agreed p-tilde)))
         (=> (in b (agreed p-tilde)) (or (in b (agreed (last i))) (in b (PMP i (outcome (last i)))))))))

; using: step-sets lemma.projection/literal/any
(define-fun step-above () Bool
  (forall ((i Player))
    (and (subset (agreed (last i)) (agreed p-tilde))
         (forall ((b Outcome)) (=> (in b (agreed p-tilde))
           (or (in b (agreed (last i))) (weakly-better b (outcome (last i)))))))))

; using: step-above step-outcomes lemma.larger-set/literal/any
(define-fun step-better () Bool
  (forall ((i Player)) (weakly-better (outcome p-tilde) (outcome (last i)))))

; A point of a set that weakly improves on the selected one has its payoffs.
; using: def-6.selection
(define-fun step-efficient () Bool
  (forall ((S ClosedSet) (b Outcome)) (=> (in b S) (weakly-better b (sel S)) (same-payoffs b (sel S)))))

; using: step-efficient alg-2.chosen
(define-fun step-chosen () Bool
  (forall ((S ClosedSet) (d Outcome) (b Outcome))
    (=> (in b S) (weakly-better b (chosen S d)) (same-payoffs b (chosen S d)))))

; using: alg-2.chosen def-6.selection
(define-fun step-nothing () Bool
  (forall ((S ClosedSet) (T ClosedSet) (d Outcome))
    (=> (subset S T) (or (in (chosen T d) T) (= (chosen T d) (chosen S d))))))

; Play ends at the payoffs of before, or in the projection.
; using: step-sets step-above step-better step-outcomes step-chosen step-nothing
(define-fun step-one () Bool
  (forall ((i Player))
    (or (same-payoffs (outcome p-tilde) (outcome (last i)))
        (in (outcome p-tilde) (PMP i (outcome (last i)))))))

; In both cases what projects p̃'s outcome projects the one before: from the same payoffs,
; using: def-5.projection
(define-fun step-alike () Bool
  (forall ((i Player) (a Outcome) (c Outcome)) (=> (same-payoffs c a) (subset (PMP i c) (PMP i a)))))

; and from a point of the projection.
; using: def-5.projection
(define-fun step-further () Bool
  (forall ((i Player) (a Outcome) (c Outcome)) (=> (in c (PMP i a)) (subset (PMP i c) (PMP i a)))))

; using: step-one step-alike step-further
(define-fun step-projected () Bool
  (forall ((i Player)) (subset (PMP i (outcome p-tilde)) (PMP i (outcome (last i))))))

; using: step-projected step-own sets.union
(define-fun step-same () Bool
  (forall ((i Player)) (subset (PMP i (outcome p-tilde)) (answers i p-tilde))))
