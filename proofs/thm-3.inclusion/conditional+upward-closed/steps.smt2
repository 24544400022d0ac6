; import: lemma.outcome literal any
; import: lemma.projection literal any
; conclusion using: step-included
(define-fun start () Outcome (outcome (defaults p-tilde)))
(define-fun reference () Outcome (ro (functions p) start))

; p̃'s functions are the extensions of p's.
; using: thm-3.extended
(define-fun step-extended () Bool
  (forall ((i Player))
    (and (csr i (program i p)) (csr i (program i p-tilde)) (extension i (RN (program i p-tilde)))
         (= (base (RN (program i p-tilde))) (RN (program i p))))))

; using: step-extended conditional.bases alg-2.functions functions.profile
(define-fun step-bases () Bool (= (bases (functions p-tilde)) (functions p)))

; using: step-extended alg-2.functions
(define-fun step-others () Bool
  (forall ((i Player)) (and (extension i (function i (functions p-tilde))) (others-extended i (functions p-tilde)))))

; So each adds the projection of the reference outcome.
; using: step-bases step-others conditional.operator
(define-fun step-answer () Bool
  (forall ((i Player))
    (= (answer i (functions p-tilde) start) (union (answer i (functions p) start) (PMP i reference)))))

; using: step-extended lemma.outcome/literal/any
(define-fun step-outcome () Bool
  (= (outcome p-tilde) (chosen (agreement (functions p-tilde) start) start)))

; Where nothing is agreed on, nothing was.
; using: step-answer alg-2.agreement sets.union
(define-fun step-more () Bool (subset (agreement (functions p) start) (agreement (functions p-tilde) start)))

; using: step-outcome step-more alg-2.chosen def-6.selection
(define-fun step-reached () Bool
  (or (in (outcome p-tilde) (agreement (functions p-tilde) start)) (= (outcome p-tilde) reference)))

; From a point of a projection, the projection leads to others of it.
; using: def-5.projection
(define-fun step-further () Bool
  (forall ((i Player) (a Outcome) (c Outcome)) (=> (in c (PMP i a)) (subset (PMP i c) (PMP i a)))))

; Who agreed to the outcome of itself agrees to what improves on it.
; using: upward-closed step-extended alg-2.functions lemma.projection/literal/any
(define-fun step-agreed () Bool
  (forall ((i Player) (a Outcome) (b Outcome)) (=> (in b (answer i (functions p) a))
    (subset (PMP i b) (answer i (functions p) a)))))

; using: step-reached alg-2.agreement step-answer sets.union
(define-fun step-cases () Bool
  (forall ((i Player))
    (or (in (outcome p-tilde) (answer i (functions p) start))
        (in (outcome p-tilde) (PMP i reference))
        (= (outcome p-tilde) reference))))

; using: step-cases step-agreed step-further
(define-fun step-sides () Bool
  (forall ((i Player))
    (or (subset (PMP i (outcome p-tilde)) (answer i (functions p) start))
        (subset (PMP i (outcome p-tilde)) (PMP i reference)))))

; using: step-sides step-answer sets.union
(define-fun step-included () Bool
  (forall ((i Player)) (subset (PMP i (outcome p-tilde)) (answer i (functions p-tilde) start))))
