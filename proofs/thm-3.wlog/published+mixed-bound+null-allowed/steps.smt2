; import: lemma.outcome literal any
; import: lemma.plain literal any
; conclusion using: step-known step-representative
(define-fun fine ((j Player) (x Program)) Bool
  (ite (csr j x) (and (not (csr j (default x))) (used j (default x))) (used j x)))
(define-fun all-fine ((q Profile)) Bool (forall ((j Player)) (fine j (program j q))))

; using: lemma.plain/literal/any section-1.profile section-2.run
(define-fun step-plain () Bool
  (forall ((q Profile)) (=> (all-fine q) (not (all-csr q)) (= (outcome q) (outcome (plain q))))))

; using: section-2.replaced section-2.kept
(define-fun step-put () Bool
  (forall ((i Player) (j Player) (q Profile) (x Program))
    (= (program j (replace q i x)) (ite (= j i) x (program j q)))))

; using: thm-3.in-equilibrium beliefs.distribution
(define-fun step-in-equilibrium () Bool (forall ((i Player)) (in-equilibrium i (program i p))))

; Programs of p and of supports fall under the hypothesis.
; using: mixed-bound.defaults mixed-bound.used
(define-fun step-fine () Bool
  (forall ((j Player) (x Program)) (=> (or (in-equilibrium j x) (believed j x)) (fine j x))))

; using: step-fine step-in-equilibrium
(define-fun step-known-others () Bool
  (forall ((i Player) (j Player) (q Profile))
    (=> (or (= q p) (supports (belief i) q)) (not (= j i)) (fine j (program j q)))))

; So does a CSR program with p_i as its default, if that is no CSR program.
; using: mixed-bound.used
(define-fun step-fine-default () Bool
  (forall ((i Player) (x Program) (z Program))
    (=> (in-equilibrium i x) (not (csr i x)) (csr i z) (= (default z) x) (fine i z))))

; using: step-known-others step-put
(define-fun step-all-fine () Bool
  (forall ((i Player) (q Profile) (x Program))
    (=> (or (= q p) (supports (belief i) q)) (fine i x) (all-fine (replace q i x)))))

; using: step-put
(define-fun step-not-all () Bool
  (forall ((i Player) (q Profile) (x Program))
    (=> (or (not (others-csr i q)) (not (csr i x))) (not (all-csr (replace q i x))))))

; using: step-all-fine step-not-all step-plain
(define-fun step-outcome () Bool
  (forall ((i Player) (q Profile) (x Program))
    (=> (or (= q p) (supports (belief i) q)) (fine i x) (or (not (others-csr i q)) (not (csr i x)))
        (= (outcome (replace q i x)) (outcome (plain (replace q i x)))))))

; It falls back to p_i itself.
; using: mixed-bound.plain section-2.profile step-put
(define-fun step-plain-alike () Bool
  (forall ((i Player) (q Profile) (x Program) (z Program))
    (=> (not (csr i x)) (csr i z) (= (default z) x) (= (plain (replace q i z)) (plain (replace q i x))))))

; So where somebody else is no CSR program, both end alike.
; using: step-outcome step-plain-alike step-fine step-fine-default
(define-fun step-mixed () Bool
  (forall ((i Player) (q Profile) (x Program) (z Program))
    (=> (or (= q p) (supports (belief i) q)) (not (others-csr i q))
        (in-equilibrium i x) (not (csr i x)) (csr i z) (= (default z) x)
        (= (outcome (replace q i z)) (outcome (replace q i x))))))

; Where all others are, what p_i reaches is what the defaults reach,
; using: mixed-bound.plain section-2.defaults step-put
(define-fun step-plain-own () Bool
  (forall ((i Player) (q Profile) (x Program) (z Program))
    (=> (not (csr i x)) (= (default z) x)
        (= (program i (plain (replace q i x))) (program i (defaults (replace q i z)))))))

; using: mixed-bound.plain section-2.defaults step-put
(define-fun step-plain-others () Bool
  (forall ((i Player) (j Player) (q Profile) (x Program) (z Program))
    (=> (others-csr i q) (not (= j i))
        (= (program j (plain (replace q i x))) (program j (defaults (replace q i z)))))))

; using: section-2.profile step-plain-own step-plain-others
(define-fun step-plain-defaults () Bool
  (forall ((i Player) (q Profile) (x Program) (z Program))
    (=> (others-csr i q) (not (csr i x)) (= (default z) x)
        (= (plain (replace q i x)) (defaults (replace q i z))))))

; and a function that never offers leads nowhere from there.
; using: alg-2.agreement alg-2.chosen
(define-fun step-nothing-offered () Bool
  (forall ((i Player) (R Functions) (a Outcome))
    (=> (never-offers i (function i R)) (= (ro R a) a))))

; using: step-put
(define-fun step-all-csr () Bool
  (forall ((i Player) (q Profile) (x Program)) (=> (others-csr i q) (csr i x) (all-csr (replace q i x)))))

; using: step-nothing-offered step-all-csr lemma.outcome/literal/any alg-2.functions section-2.replaced
(define-fun step-null-outcome () Bool
  (forall ((i Player) (q Profile) (z Program))
    (=> (others-csr i q) (csr i z) (never-offers i (RN z))
        (= (outcome (replace q i z)) (outcome (defaults (replace q i z)))))))

; using: step-outcome step-fine step-plain-defaults step-null-outcome
(define-fun step-csr () Bool
  (forall ((i Player) (q Profile) (x Program) (z Program))
    (=> (or (= q p) (supports (belief i) q)) (others-csr i q) (in-equilibrium i x) (not (csr i x))
        (csr i z) (= (default z) x) (never-offers i (RN z))
        (= (outcome (replace q i z)) (outcome (replace q i x))))))

; using: step-csr step-mixed
(define-fun step-alike () Bool
  (forall ((i Player) (q Profile) (x Program) (z Program))
    (=> (or (= q p) (supports (belief i) q)) (in-equilibrium i x) (not (csr i x))
        (csr i z) (= (default z) x) (never-offers i (RN z))
        (= (outcome (replace q i z)) (outcome (replace q i x))))))

; using: step-alike step-in-equilibrium
(define-fun step-known () Bool
  (forall ((i Player) (q Profile) (z Program))
    (=> (or (= q p) (supports (belief i) q)) (not (csr i (program i p)))
        (csr i z) (= (default z) (program i p)) (never-offers i (RN z))
        (= (outcome (replace q i z)) (outcome (replace q i (program i p)))))))

; using: alg-2.programs def-6.never-offers
(define-fun step-representative () Bool
  (forall ((i Player) (x Program))
    (exists ((z Program)) (and (csr i z) (= (default z) x) (never-offers i (RN z))))))
