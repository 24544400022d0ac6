; import: lemma.projection literal any
; conclusion using: step-tilde
; What is reached weakly improves on where it started, if some function offers only such outcomes.
; using: alg-2.chosen two-selectors.selection alg-2.agreement
(define-fun step-start () Bool
  (forall ((i Player) (R Functions) (a Outcome) (s Selector))
    (=> (def-6.1 i (function i R)) (weakly-better (ro R a s) a))))

; using: conditional.operator conditional.bases step-start lemma.projection/literal/any sets.union functions.substituted
(define-fun step-improves () Bool
  (forall ((i Player) (e Function)) (=> (extension i e) (def-6.1 i (base e)) (def-6.1 i e))))

; using: step-improves alg-2.function
(define-fun step-function () Bool
  (forall ((i Player) (x Program) (e Function))
    (=> (csr i x) (extension i e) (= (base e) (RN x)) (def-6.1 i e))))

; using: step-function alg-2.programs sel.transitive
(define-fun step-written () Bool
  (forall ((i Player) (x Program) (e Function))
    (=> (csr i x) (extension i e) (= (base e) (RN x))
        (exists ((y Program)) (and (csr i y) (= (default y) (default x)) (= (RN y) e) (= (selector y) (selector x)))))))

; So a CSR program has an extension.
; using: step-written conditional.functions
(define-fun step-extended () Bool
  (forall ((i Player) (x Program)) (=> (csr i x) (exists ((y Program)) (extends i x y)))))

; A function that never offers anything has clause (1), so it represents any other program.
(define-fun step-null () Bool
  (forall ((i Player) (f Function)) (=> (never-offers i f) (def-6.1 i f))))

; using: step-null alg-2.programs two-selectors.some-selection
(define-fun step-null-program () Bool
  (forall ((i Player) (x Program) (f Function)) (=> (never-offers i f)
    (exists ((z Program)) (and (csr i z) (= (default z) x) (= (RN z) f))))))

; using: step-null-program def-6.never-offers
(define-fun step-represented () Bool
  (forall ((i Player) (x Program))
    (exists ((z Program)) (and (csr i z) (= (default z) x) (never-offers i (RN z))))))

; using: step-extended step-represented
(define-fun step-tilde () Bool
  (forall ((i Player) (x Program)) (exists ((y Program)) (tilde i x y))))
