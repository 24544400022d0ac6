; import: lemma.outcome literal any
; import: lemma.two-seats literal 2
; import: lemma.replaced-twice literal any
; conclusion using: step-representative step-csr step-other step-in-equilibrium
; A program x that is not CSR: against a CSR program it acts as against that program's default.
; using: asm-8.i
(define-fun step-plain-own () Bool
  (forall ((i Player) (q Profile) (x Program))
    (=> (others-csr i q) (not (csr i x)) (in-equilibrium i x)
        (= (action i (replace q i x)) (action i (replace (defaults q) i x))))))

; And the other program, which sees one that is not CSR, plays as its default does.
; using: alg-2.run section-2.replaced section-2.kept
(define-fun step-plain-default () Bool
  (forall ((i Player) (j Player) (q Profile) (x Program))
    (=> (not (= j i)) (csr j (program j q)) (not (csr i x))
        (= (action j (replace q i x)) (action j (replace (replace q i x) j (default (program j q))))))))

; using: step-plain-default lemma.two-seats/literal/2
(define-fun step-plain-reply () Bool
  (forall ((i Player) (j Player) (q Profile) (x Program))
    (=> (not (= j i)) (others-csr i q) (not (csr i x))
        (= (action j (replace q i x)) (action j (replace (defaults q) i x))))))

; using: section-1.profile section-2.run step-plain-own step-plain-reply
(define-fun step-plain-before () Bool
  (forall ((i Player) (q Profile) (x Program))
    (=> (others-csr i q) (not (csr i x)) (in-equilibrium i x)
        (= (outcome (replace q i x)) (outcome (replace (defaults q) i x))))))

; using: section-2.profile section-2.replaced section-2.kept section-2.defaults
(define-fun step-defaults () Bool
  (forall ((i Player) (q Profile) (y Program))
    (= (defaults (replace q i y)) (replace (defaults q) i (default y)))))

; A function that never offers leads nowhere.
; using: alg-2.agreement alg-2.chosen
(define-fun step-nothing-offered () Bool
  (forall ((i Player) (R Functions) (a Outcome))
    (=> (never-offers i (function i R)) (= (ro R a) a))))

; using: section-2.replaced section-2.kept
(define-fun step-all-csr () Bool
  (forall ((i Player) (q Profile) (x Program)) (=> (others-csr i q) (csr i x) (all-csr (replace q i x)))))

; using: step-nothing-offered step-all-csr lemma.outcome/literal/any alg-2.functions section-2.replaced
(define-fun step-null-outcome () Bool
  (forall ((i Player) (q Profile) (z Program))
    (=> (others-csr i q) (csr i z) (never-offers i (RN z))
        (= (outcome (replace q i z)) (outcome (defaults (replace q i z)))))))

; Against CSR programs, both end at (x, p_{-i}^def).
; using: step-plain-before step-null-outcome step-defaults
(define-fun step-csr () Bool
  (forall ((i Player) (q Profile) (x Program) (z Program))
    (=> (others-csr i q) (not (csr i x)) (in-equilibrium i x) (csr i z) (= (default z) x) (never-offers i (RN z))
        (= (outcome (replace q i z)) (outcome (replace q i x))))))

; A CSR program among others plays as its default.
; using: alg-2.run section-2.replaced section-2.kept lemma.replaced-twice/literal/any
(define-fun step-own () Bool
  (forall ((i Player) (q Profile) (x Program))
    (=> (csr i x) (not (others-csr i q))
        (= (action i (replace q i x)) (action i (replace q i (default x)))))))

; using: asm-8.i lemma.two-seats/literal/2 section-2.replaced section-2.kept players.two
(define-fun step-reply () Bool
  (forall ((i Player) (j Player) (q Profile) (z Program))
    (=> (csr i z) (not (= j i)) (not (csr j (program j q)))
        (or (believed j (program j q)) (in-equilibrium j (program j q)))
        (= (action j (replace q i z)) (action j (replace q i (default z)))))))

; using: thm-3.in-equilibrium beliefs.distribution
(define-fun step-in-equilibrium () Bool (forall ((i Player)) (in-equilibrium i (program i p))))

; using: step-in-equilibrium
(define-fun step-known () Bool
  (forall ((i Player) (j Player) (q Profile))
    (=> (not (= j i)) (or (= q p) (supports (belief i) q))
        (or (believed j (program j q)) (in-equilibrium j (program j q))))))

; using: players.two
(define-fun step-only () Bool
  (forall ((i Player) (j Player) (q Profile))
    (=> (not (others-csr i q)) (not (= j i)) (not (csr j (program j q))))))

; using: step-only step-reply step-known step-own
(define-fun step-actions () Bool
  (forall ((i Player) (k Player) (q Profile) (z Program))
    (=> (or (= q p) (supports (belief i) q)) (not (others-csr i q)) (csr i z)
        (= (action k (replace q i z)) (action k (replace q i (default z)))))))

; Against a program that is not CSR, the CSR program ends as its default does.
; using: section-1.profile section-2.run step-actions
(define-fun step-other () Bool
  (forall ((i Player) (q Profile) (z Program))
    (=> (or (= q p) (supports (belief i) q)) (not (others-csr i q)) (csr i z)
        (= (outcome (replace q i z)) (outcome (replace q i (default z)))))))

; A function that never offers anything has clause (1) of def-6.
(define-fun step-null () Bool
  (forall ((i Player) (f Function)) (=> (never-offers i f) (def-6.1 i f))))

; using: step-null alg-2.programs
(define-fun step-null-program () Bool
  (forall ((i Player) (x Program) (f Function)) (=> (never-offers i f)
    (exists ((z Program)) (and (csr i z) (= (default z) x) (= (RN z) f))))))

; using: step-null-program def-6.never-offers
(define-fun step-representative () Bool
  (forall ((i Player) (x Program))
    (exists ((z Program)) (and (csr i z) (= (default z) x) (never-offers i (RN z))))))
