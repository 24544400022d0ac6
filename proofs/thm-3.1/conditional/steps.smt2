; import: lemma.projection literal any
; import: lemma.substituted literal any
; conclusion using: csr-only.profile step-extended
; What is reached weakly improves on where it started, if some function offers only such outcomes.
; using: alg-2.chosen def-6.selection alg-2.agreement
(define-fun step-start () Bool
  (forall ((i Player) (R Functions) (a Outcome))
    (=> (def-6.1 i (function i R)) (weakly-better (ro R a) a))))

; using: conditional.operator conditional.bases step-start lemma.projection/literal/any sets.union functions.substituted
(define-fun step-improves () Bool
  (forall ((i Player) (e Function)) (=> (extension i e) (def-6.1 i (base e)) (def-6.1 i e))))

; using: conditional.operator conditional.bases sets.union functions.substituted
(define-fun step-strictly () Bool
  (forall ((i Player) (e Function)) (=> (extension i e) (def-6.2 i (base e)) (def-6.2 i e))))

; using: step-improves step-strictly
(define-fun step-set-valued () Bool
  (forall ((i Player) (e Function)) (=> (extension i e) (set-valued i (base e)) (set-valued i e))))

; using: step-set-valued alg-2.function
(define-fun step-function () Bool
  (forall ((i Player) (x Program) (e Function))
    (=> (csr i x) (extension i e) (= (base e) (RN x)) (set-valued i e))))

; using: step-function alg-2.programs
(define-fun step-written () Bool
  (forall ((i Player) (x Program) (e Function))
    (=> (csr i x) (extension i e) (= (base e) (RN x))
        (exists ((y Program)) (and (csr i y) (= (default y) (default x)) (= (RN y) e))))))

; So a CSR program has an extension.
; using: step-written conditional.functions
(define-fun step-extended () Bool
  (forall ((i Player) (x Program)) (=> (csr i x) (exists ((y Program)) (extends i x y)))))
