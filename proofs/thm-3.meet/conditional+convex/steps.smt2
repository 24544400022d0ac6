; import: lemma.outcome literal any
; import: thm-3.common {base}+convex {players}
; conclusion using: step-csr thm-3.common/{base}+convex/{players} step-agreed step-impossible thm-3.inclusion
; using: thm-3.extended def-7.extension
(define-fun step-csr () Bool (all-csr p-tilde))

; By the inclusion, a common point of the projections is agreed on, so something is selected.
; using: step-csr thm-3.inclusion alg-2.agreement alg-2.chosen def-6.selection lemma.outcome/literal/any
(define-fun step-agreed () Bool
  (forall ((z Outcome)) (=> (forall ((i Player)) (in z (PMP i (outcome p-tilde))))
    (and (in z (agreement (functions p-tilde) (outcome (defaults p-tilde))))
         (efficient-in (outcome p-tilde) (agreement (functions p-tilde) (outcome (defaults p-tilde))))))))

; But a common point of the projections of an outcome below the PMM improves on it.
; using: def-5.projection
(define-fun step-impossible () Bool
  (forall ((a Outcome) (z Outcome)) (=> (forall ((i Player)) (in z (PMP i a)))
    (exists ((i Player)) (< (u i a) (m i)))
    (improves z a))))
