; import: lemma.represented conditional+clause-1-only 2
; import: lemma.two-seats literal 2
; import: lemma.two-functions literal 2
; import: lemma.replaced-twice literal any
; import: lemma.substituted literal any
; import: lemma.outcome literal any
; import: lemma.defaults literal any
; import: lemma.extended-sets conditional any
; conclusion using: step-extended step-represented
; A program that extends nothing, and is in some equilibrium or never offers.
(define-fun mild ((i Player) (x Program)) Bool
  (and (not (extension i (RN x))) (or (never-offers i (RN x)) (in-equilibrium i x))))

; using: thm-3.in-equilibrium beliefs.distribution
(define-fun step-in-equilibrium () Bool (forall ((i Player)) (in-equilibrium i (program i p))))

; Against an extension: without extending, both sets are those of the bases.
; using: asm-8.ii functions.substituted functions.kept
(define-fun step-bound-answer () Bool
  (forall ((i Player) (j Player) (x Program) (R Functions) (a Outcome))
    (=> (not (= j i)) (csr i x) (not (extension i (RN x))) (in-equilibrium i x)
        (= (function i R) (RN x)) (extension j (function j R))
        (= (answer i (substitute R j (function j R)) a) (answer i (substitute R j (base (function j R))) a)))))

; using: functions.kept sets.extensional
(define-fun step-null-answer () Bool
  (forall ((i Player) (j Player) (R Functions) (f Function) (g Function) (a Outcome))
    (=> (not (= j i)) (never-offers i (function i R))
        (= (answer i (substitute R j f) a) (answer i (substitute R j g) a)))))

; using: step-bound-answer step-null-answer
(define-fun step-own-answer () Bool
  (forall ((i Player) (j Player) (x Program) (R Functions) (a Outcome))
    (=> (not (= j i)) (csr i x) (mild i x)
        (= (function i R) (RN x)) (extension j (function j R))
        (= (answer i (substitute R j (function j R)) a) (answer i (substitute R j (base (function j R))) a)))))

; using: conditional.operator
(define-fun step-other-answer () Bool
  (forall ((i Player) (j Player) (R Functions) (a Outcome))
    (=> (not (= j i)) (not (extension i (function i R))) (extension j (function j R))
        (= (answer j R a) (answer j (substitute R j (base (function j R))) a)))))

; using: lemma.two-functions/literal/2 functions.substituted functions.kept conditional.bases
(define-fun step-bases () Bool
  (forall ((i Player) (j Player) (R Functions) (e Function))
    (=> (not (= j i)) (= (base e) (function i R))
        (and (= (substitute R j (function j R)) R)
             (= (bases (substitute R i e)) (substitute R j (base (function j R))))))))

; using: step-own-answer step-other-answer step-bases players.two
(define-fun step-same-answers () Bool
  (forall ((i Player) (j Player) (k Player) (x Program) (R Functions) (e Function) (a Outcome))
    (=> (not (= j i)) (csr i x) (mild i x) (= (base e) (RN x))
        (= (function i R) (RN x)) (extension j (function j R))
        (= (answer k R a) (answer k (bases (substitute R i e)) a)))))

; The same answers make the same agreement set.
; using: alg-2.agreement sets.extensional
(define-fun step-alike () Bool
  (forall ((R Functions) (T Functions) (a Outcome))
    (=> (forall ((k Player)) (= (answer k R a) (answer k T a))) (= (agreement R a) (agreement T a)))))

; using: step-same-answers step-alike
(define-fun step-same-agreement () Bool
  (forall ((i Player) (j Player) (x Program) (R Functions) (e Function) (a Outcome))
    (=> (not (= j i)) (csr i x) (mild i x) (= (base e) (RN x))
        (= (function i R) (RN x)) (extension j (function j R))
        (= (agreement R a) (agreement (bases (substitute R i e)) a)))))

; So extending is weakly better for everyone.
; using: step-same-agreement lemma.extended-sets/conditional/any players.two functions.substituted functions.kept
(define-fun step-against-extension () Bool
  (forall ((i Player) (j Player) (x Program) (R Functions) (e Function) (a Outcome))
    (=> (not (= j i)) (csr i x) (mild i x) (= (base e) (RN x))
        (extension i e) (= (function i R) (RN x)) (extension j (function j R))
        (weakly-better (ro (substitute R i e) a) (ro R a)))))

; Against a function that is no extension, extending changes nothing.
; using: conditional.operator functions.substituted functions.kept lemma.substituted/literal/any
(define-fun step-own-unchanged () Bool
  (forall ((i Player) (j Player) (R Functions) (e Function) (a Outcome))
    (=> (not (= j i)) (= (base e) (function i R)) (extension i e) (not (extension j (function j R)))
        (= (answer i (substitute R i e) a) (answer i R a)))))

; using: functions.profile functions.substituted functions.kept
(define-fun step-back () Bool
  (forall ((R Functions) (i Player)) (= (substitute R i (function i R)) R)))

; using: asm-8.ii step-back
(define-fun step-reply-unchanged () Bool
  (forall ((i Player) (j Player) (z Program) (R Functions) (e Function) (a Outcome))
    (=> (not (= j i)) (= (base e) (function i R)) (extension i e)
        (csr j z) (believed j z) (= (function j R) (RN z)) (not (extension j (RN z)))
        (= (answer j (substitute R i e) a) (answer j R a)))))

; using: step-own-unchanged step-reply-unchanged players.two alg-2.agreement sets.extensional
(define-fun step-against-other () Bool
  (forall ((i Player) (j Player) (z Program) (R Functions) (e Function) (a Outcome))
    (=> (not (= j i)) (= (base e) (function i R)) (extension i e)
        (csr j z) (believed j z) (= (function j R) (RN z)) (not (extension j (RN z)))
        (= (agreement (substitute R i e) a) (agreement R a)))))

; using: lemma.substituted/literal/any alg-2.functions section-2.replaced section-2.kept
(define-fun step-functions () Bool
  (forall ((i Player) (j Player) (q Profile) (x Program) (y Program))
    (=> (not (= j i))
        (and (= (function i (functions (replace q i x))) (RN x))
             (= (function j (functions (replace q i x))) (RN (program j q)))
             (= (functions (replace q i y)) (substitute (functions (replace q i x)) i (RN y)))))))

; using: step-against-extension step-functions
(define-fun step-round-extension () Bool
  (forall ((i Player) (j Player) (q Profile) (x Program) (y Program) (a Outcome))
    (=> (not (= j i)) (extends i x y) (mild i x)
        (extension j (RN (program j q))) (weakly-better (ro (functions (replace q i y)) a) (ro (functions (replace q i x)) a)))))

(define-fun step-believed () Bool
  (forall ((i Player) (j Player) (q Profile))
    (=> (not (= j i)) (supports (belief i) q) (believed j (program j q)))))

; using: step-against-other step-functions step-believed
(define-fun step-round-agreement () Bool
  (forall ((i Player) (j Player) (q Profile) (x Program) (y Program) (a Outcome))
    (=> (not (= j i)) (supports (belief i) q) (csr j (program j q)) (extends i x y)
        (not (extension j (RN (program j q))))
        (= (agreement (functions (replace q i y)) a) (agreement (functions (replace q i x)) a)))))

; using: step-round-agreement
(define-fun step-round-other () Bool
  (forall ((i Player) (j Player) (q Profile) (x Program) (y Program) (a Outcome))
    (=> (not (= j i)) (supports (belief i) q) (csr j (program j q)) (extends i x y)
        (not (extension j (RN (program j q))))
        (weakly-better (ro (functions (replace q i y)) a) (ro (functions (replace q i x)) a)))))

; using: players.two players.distinct
(define-fun step-other-player () Bool (forall ((i Player)) (exists ((j Player)) (not (= j i)))))

; using: step-round-extension step-round-other step-other-player
(define-fun step-rounds () Bool
  (forall ((i Player) (q Profile) (x Program) (y Program) (a Outcome))
    (=> (supports (belief i) q) (others-csr i q) (extends i x y) (mild i x)
        (weakly-better (ro (functions (replace q i y)) a) (ro (functions (replace q i x)) a)))))

; using: step-rounds lemma.outcome/literal/any lemma.defaults/literal/any section-2.replaced section-2.kept
(define-fun step-csr () Bool
  (forall ((i Player) (q Profile) (x Program) (y Program))
    (=> (supports (belief i) q) (others-csr i q) (extends i x y) (mild i x)
        (weakly-better (outcome (replace q i y)) (outcome (replace q i x))))))

; A CSR program among others plays as its default.
; using: alg-2.run section-2.replaced section-2.kept lemma.replaced-twice/literal/any
(define-fun step-own () Bool
  (forall ((i Player) (q Profile) (x Program))
    (=> (csr i x) (not (others-csr i q))
        (= (action i (replace q i x)) (action i (replace q i (default x)))))))

; The other player's program, not being CSR, answers a CSR program as it answers its default.
; using: players.two asm-8.i lemma.two-seats/literal/2 section-2.replaced section-2.kept
(define-fun step-reply () Bool
  (forall ((i Player) (j Player) (q Profile) (x Program))
    (=> (csr i x) (not (= j i)) (supports (belief i) q) (not (csr j (program j q)))
        (= (action j (replace q i x)) (action j (replace q i (default x)))))))

; So against a program that is not CSR, extending changes nothing.
; using: players.two section-1.profile section-2.run step-own step-reply
(define-fun step-other () Bool
  (forall ((i Player) (q Profile) (x Program) (y Program))
    (=> (supports (belief i) q) (not (others-csr i q)) (extends i x y)
        (= (outcome (replace q i y)) (outcome (replace q i x))))))

; A program that never offers ends at its default outcome,
; using: lemma.outcome/literal/any alg-2.functions alg-2.agreement alg-2.chosen section-2.replaced section-2.kept
(define-fun step-nothing () Bool
  (forall ((i Player) (q Profile) (x Program))
    (=> (csr i x) (others-csr i q) (never-offers i (RN x))
        (= (outcome (replace q i x)) (outcome (defaults (replace q i x)))))))

; and no CSR program ends at less than that.
; using: alg-2.function alg-2.functions alg-2.agreement section-2.replaced
(define-fun step-offers () Bool
  (forall ((i Player) (q Profile) (y Program) (a Outcome) (b Outcome))
    (=> (csr i y) (in b (agreement (functions (replace q i y)) a)) (weakly-better b a))))

; using: step-offers lemma.outcome/literal/any alg-2.chosen def-6.selection section-2.replaced section-2.kept
(define-fun step-no-less () Bool
  (forall ((i Player) (q Profile) (y Program))
    (=> (csr i y) (others-csr i q)
        (weakly-better (outcome (replace q i y)) (outcome (defaults (replace q i y)))))))

; So it can be extended whatever it is.
; using: step-nothing step-no-less lemma.defaults/literal/any
(define-fun step-null () Bool
  (forall ((i Player) (q Profile) (x Program) (y Program))
    (=> (others-csr i q) (extends i x y) (never-offers i (RN x))
        (weakly-better (outcome (replace q i y)) (outcome (replace q i x))))))

; using: step-in-equilibrium unextended
(define-fun step-mild () Bool
  (forall ((i Player) (z Program))
    (=> (represents i (program i p) z) (and (csr i z) (or (mild i z) (never-offers i (RN z)))))))

; Extending what represents the program is weakly better than that.
; using: step-mild step-csr step-null step-other
(define-fun step-extended () Bool
  (forall ((i Player) (q Profile) (z Program) (y Program))
    (=> (supports (belief i) q) (represents i (program i p) z) (extends i z y)
        (weakly-better (outcome (replace q i y)) (outcome (replace q i z))))))

; And what represents it does as well.
; using: lemma.represented/conditional+clause-1-only/2
(define-fun step-represented () Bool
  (forall ((i Player) (q Profile) (z Program))
    (=> (supports (belief i) q) (represents i (program i p) z)
        (= (outcome (replace q i z)) (outcome (replace q i (program i p)))))))
