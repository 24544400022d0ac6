; import: lemma.defaults literal any
; import: lemma.two-seats literal 2
; import: lemma.replaced-twice literal any
; import: lemma.prn-outcome prn any
; import: lemma.prn-active prn any
; conclusion using: step-either step-neither-either step-neither step-other step-in-equilibrium
; A program of either class is replaced by one with the same default and function.
; using: functions.profile alg-2.functions section-2.replaced section-2.kept
(define-fun step-same () Bool
  (forall ((i Player) (q Profile) (x Program) (y Program))
    (=> (= (RN y) (RN x)) (= (functions (replace q i y)) (functions (replace q i x))))))

; using: section-2.replaced section-2.kept
(define-fun step-classes () Bool
  (forall ((i Player) (q Profile) (x Program) (y Program))
    (=> (others-either i q) (either i x) (pmp-renegotiates i y)
        (and (all-either (replace q i x)) (all-either (replace q i y))
             (=> (all-pmp (replace q i x)) (all-pmp (replace q i y)))))))

; using: step-same step-classes lemma.prn-outcome/prn/any lemma.prn-active/prn/any lemma.defaults/literal/any
(define-fun step-either () Bool
  (forall ((i Player) (q Profile) (x Program) (y Program))
    (=> (others-either i q) (either i x) (tilde i x y)
        (weakly-better (outcome (replace q i y)) (outcome (replace q i x))))))

; using: thm-3.in-equilibrium beliefs.distribution
(define-fun step-in-equilibrium () Bool (forall ((i Player)) (in-equilibrium i (program i p))))

; A program x that is neither: against a program of either class it acts as against that program's default.
; using: asm-8.i
(define-fun step-neither-own () Bool
  (forall ((i Player) (q Profile) (x Program))
    (=> (others-either i q) (not (either i x)) (in-equilibrium i x)
        (= (action i (replace q i x)) (action i (replace (defaults q) i x))))))

; And the other program, which sees one that is neither, plays as its default does.
; using: prn.run section-2.replaced section-2.kept
(define-fun step-neither-default () Bool
  (forall ((i Player) (j Player) (q Profile) (x Program))
    (=> (not (= j i)) (either j (program j q)) (not (either i x))
        (= (action j (replace q i x)) (action j (replace (replace q i x) j (default (program j q))))))))

; using: step-neither-default lemma.two-seats/literal/2
(define-fun step-neither-reply () Bool
  (forall ((i Player) (j Player) (q Profile) (x Program))
    (=> (not (= j i)) (others-either i q) (not (either i x))
        (= (action j (replace q i x)) (action j (replace (defaults q) i x))))))

; using: section-1.profile section-2.run step-neither-own step-neither-reply
(define-fun step-neither-before () Bool
  (forall ((i Player) (q Profile) (x Program))
    (=> (others-either i q) (not (either i x)) (in-equilibrium i x)
        (= (outcome (replace q i x)) (outcome (replace (defaults q) i x))))))

; using: section-2.profile section-2.replaced section-2.kept section-2.defaults
(define-fun step-defaults () Bool
  (forall ((i Player) (q Profile) (y Program))
    (= (defaults (replace q i y)) (replace (defaults q) i (default y)))))

; using: alg-2.agreement alg-2.chosen alg-2.functions section-2.replaced
(define-fun step-nothing-offered () Bool
  (forall ((i Player) (q Profile) (y Program) (a Outcome))
    (=> (never-offers i (RN y)) (= (ro (functions (replace q i y)) a) a))))

; using: lemma.prn-outcome/prn/any lemma.prn-active/prn/any section-2.replaced section-2.kept step-nothing-offered
(define-fun step-renegotiated () Bool
  (forall ((i Player) (q Profile) (y Program))
    (=> (others-either i q) (pmp-renegotiates i y) (never-offers i (RN y))
        (weakly-better (outcome (replace q i y)) (outcome (defaults (replace q i y)))))))

; using: step-renegotiated step-defaults
(define-fun step-neither-after () Bool
  (forall ((i Player) (q Profile) (x Program) (y Program))
    (=> (others-either i q) (pmp-renegotiates i y) (= (default y) x) (never-offers i (RN y))
        (weakly-better (outcome (replace q i y)) (outcome (replace (defaults q) i x))))))

; using: step-neither-before step-neither-after
(define-fun step-neither-either () Bool
  (forall ((i Player) (q Profile) (x Program) (y Program))
    (=> (others-either i q) (not (either i x)) (in-equilibrium i x) (tilde i x y)
        (weakly-better (outcome (replace q i y)) (outcome (replace q i x))))))

; Against a program that is neither, a program of either class ends as its default does.
; using: prn.run lemma.replaced-twice/literal/any section-2.replaced section-2.kept
(define-fun step-own () Bool
  (forall ((i Player) (q Profile) (y Program))
    (=> (not (others-either i q)) (either i y) (= (action i (replace q i y)) (action i (replace q i (default y)))))))

; using: players.two asm-8.i lemma.two-seats/literal/2 section-2.replaced section-2.kept
(define-fun step-reply () Bool
  (forall ((i Player) (j Player) (q Profile) (y Program))
    (=> (not (= j i)) (supports (belief i) q) (not (either j (program j q))) (either i y)
        (= (action j (replace q i y)) (action j (replace q i (default y)))))))

; using: players.two section-1.profile section-2.run step-own step-reply
(define-fun step-default () Bool
  (forall ((i Player) (q Profile) (y Program))
    (=> (supports (belief i) q) (not (others-either i q)) (either i y)
        (= (outcome (replace q i y)) (outcome (replace q i (default y)))))))

; using: step-default
(define-fun step-other () Bool
  (forall ((i Player) (q Profile) (x Program) (y Program))
    (=> (supports (belief i) q) (not (others-either i q)) (either i x) (tilde i x y)
        (weakly-better (outcome (replace q i y)) (outcome (replace q i x))))))

; using: step-default
(define-fun step-neither () Bool
  (forall ((i Player) (q Profile) (x Program) (y Program))
    (=> (supports (belief i) q) (not (others-either i q)) (not (either i x)) (tilde i x y)
        (weakly-better (outcome (replace q i y)) (outcome (replace q i x))))))
