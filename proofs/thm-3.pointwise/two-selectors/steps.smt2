; import: lemma.two-seats literal 2
; import: lemma.replaced-twice literal any
; import: lemma.defaults literal any
; import: lemma.selector-extended two-selectors 2
; import: lemma.selector-outcome two-selectors 2
; conclusion using: step-csr step-plain step-other step-in-equilibrium unextended
; Putting functions at places.
; using: players.two functions.profile
(define-fun step-two-functions () Bool
  (forall ((R Functions) (T Functions) (i Player) (j Player))
    (=> (not (= j i)) (= (function i R) (function i T)) (= (function j R) (function j T)) (= R T))))

; using: functions.profile functions.substituted functions.kept
(define-fun step-twice () Bool
  (forall ((R Functions) (i Player) (f Function))
    (= (substitute (substitute R i f) i (function i R)) R)))

; using: functions.profile functions.substituted functions.kept alg-2.functions section-2.replaced section-2.kept
(define-fun step-substituted () Bool
  (forall ((q Profile) (i Player) (x Program) (y Program))
    (= (functions (replace q i y)) (substitute (functions (replace q i x)) i (RN y)))))

; using: thm-3.in-equilibrium beliefs.distribution
(define-fun step-in-equilibrium () Bool (forall ((i Player)) (in-equilibrium i (program i p))))

; Against an extension: without extending, both sets are those of the bases.
; using: asm-8.ii functions.substituted functions.kept
(define-fun step-own-answer () Bool
  (forall ((i Player) (j Player) (x Program) (R Functions) (a Outcome) (s Selector))
    (=> (not (= j i)) (csr i x) (not (extension i (RN x))) (in-equilibrium i x)
        (= (function i R) (RN x)) (extension j (function j R))
        (= (answer i (substitute R j (function j R)) a s) (answer i (substitute R j (base (function j R))) a s)))))

; using: conditional.operator
(define-fun step-other-answer () Bool
  (forall ((i Player) (j Player) (R Functions) (a Outcome) (s Selector))
    (=> (not (= j i)) (not (extension i (function i R))) (extension j (function j R))
        (= (answer j R a s) (answer j (substitute R j (base (function j R))) a s)))))

; using: step-two-functions functions.substituted functions.kept conditional.bases
(define-fun step-bases () Bool
  (forall ((i Player) (j Player) (R Functions) (e Function))
    (=> (not (= j i)) (= (base e) (function i R))
        (and (= (substitute R j (function j R)) R)
             (= (bases (substitute R i e)) (substitute R j (base (function j R))))))))

; using: step-own-answer step-other-answer step-bases players.two
(define-fun step-same-answers () Bool
  (forall ((i Player) (j Player) (k Player) (x Program) (R Functions) (e Function) (a Outcome) (s Selector))
    (=> (not (= j i)) (csr i x) (not (extension i (RN x))) (in-equilibrium i x) (= (base e) (RN x))
        (= (function i R) (RN x)) (extension j (function j R))
        (= (answer k R a s) (answer k (bases (substitute R i e)) a s)))))

; using: step-same-answers alg-2.agreement sets.extensional
(define-fun step-same-agreement () Bool
  (forall ((i Player) (j Player) (x Program) (R Functions) (e Function) (a Outcome) (s Selector))
    (=> (not (= j i)) (csr i x) (not (extension i (RN x))) (in-equilibrium i x) (= (base e) (RN x))
        (= (function i R) (RN x)) (extension j (function j R))
        (= (agreement R a s) (agreement (bases (substitute R i e)) a s)))))

; So extending is weakly better for everyone.
; using: step-same-agreement lemma.selector-extended/two-selectors/2 players.two functions.substituted functions.kept
(define-fun step-against-extension () Bool
  (forall ((i Player) (j Player) (x Program) (R Functions) (e Function) (a Outcome) (s Selector))
    (=> (not (= j i)) (csr i x) (not (extension i (RN x))) (in-equilibrium i x) (= (base e) (RN x))
        (extension i e) (= (function i R) (RN x)) (extension j (function j R)) (selects s) (transitive s)
        (weakly-better (ro (substitute R i e) a s) (ro R a s)))))

; Against a function that is no extension, extending changes nothing.
; using: conditional.operator functions.substituted functions.kept step-twice
(define-fun step-own-unchanged () Bool
  (forall ((i Player) (j Player) (R Functions) (e Function) (a Outcome) (s Selector))
    (=> (not (= j i)) (= (base e) (function i R)) (extension i e) (not (extension j (function j R)))
        (= (answer i (substitute R i e) a s) (answer i R a s)))))

; using: functions.profile functions.substituted functions.kept
(define-fun step-back () Bool
  (forall ((R Functions) (i Player)) (= (substitute R i (function i R)) R)))

; using: asm-8.ii step-back
(define-fun step-reply-unchanged () Bool
  (forall ((i Player) (j Player) (z Program) (R Functions) (e Function) (a Outcome) (s Selector))
    (=> (not (= j i)) (= (base e) (function i R)) (extension i e)
        (csr j z) (believed j z) (= (function j R) (RN z)) (not (extension j (RN z)))
        (= (answer j (substitute R i e) a s) (answer j R a s)))))

; using: step-own-unchanged step-reply-unchanged players.two alg-2.agreement sets.extensional
(define-fun step-against-other () Bool
  (forall ((i Player) (j Player) (z Program) (R Functions) (e Function) (a Outcome) (s Selector))
    (=> (not (= j i)) (= (base e) (function i R)) (extension i e)
        (csr j z) (believed j z) (= (function j R) (RN z)) (not (extension j (RN z)))
        (= (agreement (substitute R i e) a s) (agreement R a s)))))

; using: step-substituted alg-2.functions section-2.replaced section-2.kept
(define-fun step-functions () Bool
  (forall ((i Player) (j Player) (q Profile) (x Program) (y Program))
    (=> (not (= j i))
        (and (= (function i (functions (replace q i x))) (RN x))
             (= (function j (functions (replace q i x))) (RN (program j q)))
             (= (functions (replace q i y)) (substitute (functions (replace q i x)) i (RN y)))))))

; using: step-against-extension step-functions
(define-fun step-round-extension () Bool
  (forall ((i Player) (j Player) (q Profile) (x Program) (y Program) (a Outcome) (s Selector))
    (=> (not (= j i)) (extends i x y) (not (extension i (RN x))) (in-equilibrium i x)
        (extension j (RN (program j q))) (selects s) (transitive s)
        (weakly-better (ro (functions (replace q i y)) a s) (ro (functions (replace q i x)) a s)))))

(define-fun step-believed () Bool
  (forall ((i Player) (j Player) (q Profile))
    (=> (not (= j i)) (supports (belief i) q) (believed j (program j q)))))

; using: step-against-other step-functions step-believed
(define-fun step-round-agreement () Bool
  (forall ((i Player) (j Player) (q Profile) (x Program) (y Program) (a Outcome) (s Selector))
    (=> (not (= j i)) (supports (belief i) q) (csr j (program j q)) (extends i x y)
        (not (extension j (RN (program j q))))
        (= (agreement (functions (replace q i y)) a s) (agreement (functions (replace q i x)) a s)))))

; using: step-round-agreement
(define-fun step-round-other () Bool
  (forall ((i Player) (j Player) (q Profile) (x Program) (y Program) (a Outcome) (s Selector))
    (=> (not (= j i)) (supports (belief i) q) (csr j (program j q)) (extends i x y)
        (not (extension j (RN (program j q))))
        (weakly-better (ro (functions (replace q i y)) a s) (ro (functions (replace q i x)) a s)))))

; using: players.two players.distinct
(define-fun step-other-player () Bool (forall ((i Player)) (exists ((j Player)) (not (= j i)))))

; using: step-round-extension step-round-other step-other-player
(define-fun step-rounds () Bool
  (forall ((i Player) (q Profile) (x Program) (y Program) (a Outcome) (s Selector))
    (=> (supports (belief i) q) (others-csr i q) (extends i x y) (not (extension i (RN x))) (in-equilibrium i x)
        (selects s) (transitive s)
        (weakly-better (ro (functions (replace q i y)) a s) (ro (functions (replace q i x)) a s)))))

; using: section-2.replaced section-2.kept lemma.defaults/literal/any
(define-fun step-selectors () Bool
  (forall ((i Player) (q Profile) (x Program) (y Program) (k Player))
    (=> (extends i x y)
        (and (= (selector (program k (replace q i y))) (selector (program k (replace q i x))))
             (= (defaults (replace q i y)) (defaults (replace q i x)))))))

; using: section-2.replaced section-2.kept
(define-fun step-all-csr () Bool
  (forall ((i Player) (q Profile) (x Program)) (=> (others-csr i q) (csr i x) (all-csr (replace q i x)))))

; using: step-rounds step-selectors step-all-csr two-selectors.selection sel.transitive
(define-fun step-proposals () Bool
  (forall ((i Player) (q Profile) (x Program) (y Program) (k Player))
    (=> (supports (belief i) q) (others-csr i q) (extends i x y) (not (extension i (RN x))) (in-equilibrium i x)
        (weakly-better (proposed k (replace q i y)) (proposed k (replace q i x))))))

; using: step-proposals step-all-csr lemma.selector-outcome/two-selectors/2
(define-fun step-csr () Bool
  (forall ((i Player) (q Profile) (x Program) (y Program))
    (=> (supports (belief i) q) (others-csr i q) (extends i x y) (not (extension i (RN x))) (in-equilibrium i x)
        (weakly-better (outcome (replace q i y)) (outcome (replace q i x))))))

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
  (forall ((i Player) (R Functions) (a Outcome) (s Selector))
    (=> (never-offers i (function i R)) (= (ro R a s) a))))

; Its extension leads to weak improvements: against an extension, by the projections; against another, nowhere.
; using: step-nothing-offered lemma.selector-extended/two-selectors/2 conditional.bases
(define-fun step-null-extended () Bool
  (forall ((i Player) (R Functions) (a Outcome) (s Selector))
    (=> (forall ((j Player)) (extension j (function j R))) (never-offers i (base (function i R)))
        (selects s) (transitive s) (weakly-better (ro R a s) a))))

; using: conditional.operator alg-2.agreement alg-2.chosen functions.substituted
(define-fun step-null-other () Bool
  (forall ((i Player) (R Functions) (a Outcome) (s Selector))
    (=> (extension i (function i R)) (not (others-extended i R)) (never-offers i (base (function i R)))
        (= (ro R a s) a))))

; using: step-null-extended step-null-other
(define-fun step-null () Bool
  (forall ((i Player) (R Functions) (a Outcome) (s Selector))
    (=> (extension i (function i R)) (never-offers i (base (function i R)))
        (selects s) (transitive s) (weakly-better (ro R a s) a))))

; using: step-null step-all-csr alg-2.functions section-2.replaced two-selectors.selection sel.transitive
(define-fun step-null-proposals () Bool
  (forall ((i Player) (q Profile) (y Program) (k Player))
    (=> (others-csr i q) (csr i y) (extension i (RN y)) (never-offers i (base (RN y)))
        (weakly-better (proposed k (replace q i y)) (outcome (defaults (replace q i y)))))))

; using: step-null-proposals step-all-csr lemma.selector-outcome/two-selectors/2
(define-fun step-null-outcome () Bool
  (forall ((i Player) (q Profile) (y Program))
    (=> (others-csr i q) (csr i y) (extension i (RN y)) (never-offers i (base (RN y)))
        (weakly-better (outcome (replace q i y)) (outcome (defaults (replace q i y)))))))

; using: step-null-outcome step-plain-before step-defaults
(define-fun step-plain () Bool
  (forall ((i Player) (q Profile) (x Program) (y Program))
    (=> (others-csr i q) (not (csr i x)) (in-equilibrium i x)
        (csr i y) (= (default y) x) (extension i (RN y)) (never-offers i (base (RN y)))
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

; using: players.two section-1.profile section-2.run step-own step-reply
(define-fun step-default-outcome () Bool
  (forall ((i Player) (q Profile) (x Program))
    (=> (supports (belief i) q) (not (others-csr i q)) (csr i x)
        (= (outcome (replace q i x)) (outcome (replace q i (default x)))))))

; using: step-default-outcome
(define-fun step-other () Bool
  (forall ((i Player) (q Profile) (x Program) (y Program))
    (=> (supports (belief i) q) (not (others-csr i q)) (csr i y) (= (default y) (ite (csr i x) (default x) x))
        (= (outcome (replace q i y)) (outcome (replace q i x))))))
