; import: lemma.outcome literal any
; import: lemma.extended-sets conditional any
; import: thm-3.common {base}+convex {players}
; conclusion using: thm-3.common/{base}+convex/{players} step-extended lemma.outcome/literal/any lemma.extended-sets/conditional/any
; All functions of p' are extensions.
; using: alg-2.functions
(define-fun step-extended () Bool
  (forall ((q Profile)) (=> (forall ((i Player)) (tilde i (program i p) (program i q)))
    (and (all-csr q) (forall ((i Player)) (extension i (function i (functions q))))))))
