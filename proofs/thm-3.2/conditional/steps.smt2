; import: lemma.outcome literal any
; import: lemma.extended-sets conditional any
; conclusion using: step-meet step-extended lemma.outcome/literal/any lemma.extended-sets/conditional/any
; A feasible meet point is in every projection.
; using: meet-feasible def-5.projection
(define-fun step-meet () Bool
  (forall ((a Outcome)) (exists ((z Outcome)) (forall ((i Player)) (in z (PMP i a))))))

; All functions of p' are extensions.
; using: alg-2.functions
(define-fun step-extended () Bool
  (forall ((q Profile)) (=> (forall ((i Player)) (tilde i (program i p) (program i q)))
    (and (all-csr q) (forall ((i Player)) (extension i (function i (functions q))))))))
