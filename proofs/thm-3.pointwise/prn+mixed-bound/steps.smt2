; import: lemma.defaults literal any
; import: lemma.replaced-twice literal any
; import: lemma.prn-outcome prn any
; import: lemma.prn-active prn any
; conclusion using: step-either step-neither step-mixed step-in-equilibrium
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

; using: section-2.profile section-2.replaced section-2.kept
(define-fun step-back () Bool
  (forall ((q Profile) (i Player)) (= (replace q i (program i q)) q)))

; Such programs, or what they fall back to, are bound.
(define-fun fine ((i Player) (w Program)) Bool
  (ite (either i w)
       (and (not (either i (default w))) (used i (default w)))
       (used i w)))
(define-fun all-fine ((q Profile)) Bool (forall ((j Player)) (fine j (program j q))))

; Where not all are of the classes, a program that is of neither plays as if all defaults did.
; using: mixed-bound step-back
(define-fun step-action-neither () Bool
  (forall ((j Player) (q Profile))
    (=> (used j (program j q)) (not (either j (program j q)))
        (= (action j q) (action j (replace (plain q) j (program j q)))))))

; using: section-2.profile section-2.replaced section-2.kept mixed-bound.plain
(define-fun step-plain-neither () Bool
  (forall ((j Player) (q Profile))
    (=> (not (either j (program j q))) (= (replace (plain q) j (program j q)) (plain q)))))

; using: prn.run
(define-fun step-falls-back () Bool
  (forall ((j Player) (q Profile))
    (=> (not (all-either q)) (either j (program j q))
        (= (action j q) (action j (replace q j (default (program j q))))))))

; And so does the default that a program of the classes falls back to.
; using: mixed-bound
(define-fun step-action-default () Bool
  (forall ((j Player) (q Profile) (w Program))
    (=> (not (either j w)) (used j w)
        (= (action j (replace q j w)) (action j (replace (plain q) j w))))))

; using: section-2.profile section-2.replaced section-2.kept mixed-bound.plain
(define-fun step-plain-default () Bool
  (forall ((j Player) (q Profile))
    (=> (either j (program j q)) (= (replace (plain q) j (default (program j q))) (plain q)))))

; using: step-action-neither step-plain-neither
(define-fun step-neither-acts () Bool
  (forall ((j Player) (q Profile))
    (=> (fine j (program j q)) (not (either j (program j q))) (= (action j q) (action j (plain q))))))

; using: step-falls-back step-action-default step-plain-default
(define-fun step-either-acts () Bool
  (forall ((j Player) (q Profile))
    (=> (fine j (program j q)) (either j (program j q)) (not (all-either q)) (= (action j q) (action j (plain q))))))

; using: step-neither-acts step-either-acts section-1.profile section-2.run
(define-fun step-plain () Bool
  (forall ((q Profile)) (=> (all-fine q) (not (all-either q)) (= (outcome q) (outcome (plain q))))))

; using: thm-3.in-equilibrium beliefs.distribution
(define-fun step-in-equilibrium () Bool (forall ((i Player)) (in-equilibrium i (program i p))))

(define-fun step-believed () Bool
  (forall ((i Player) (j Player) (q Profile))
    (=> (not (= j i)) (supports (belief i) q) (believed j (program j q)))))

; Programs of p and of supports are such, and so is p'_i.
; using: mixed-bound.defaults mixed-bound.used
(define-fun step-fine () Bool
  (forall ((j Player) (x Program)) (=> (or (in-equilibrium j x) (believed j x)) (fine j x))))

; using: mixed-bound.defaults mixed-bound.used
(define-fun step-fine-tilde () Bool
  (forall ((i Player) (x Program) (y Program)) (=> (in-equilibrium i x) (tilde i x y) (fine i y))))

; using: step-believed step-fine
(define-fun step-fine-others () Bool
  (forall ((i Player) (j Player) (q Profile))
    (=> (not (= j i)) (supports (belief i) q) (fine j (program j q)))))

; using: section-2.replaced section-2.kept
(define-fun step-put () Bool
  (forall ((i Player) (j Player) (q Profile) (x Program))
    (= (program j (replace q i x)) (ite (= j i) x (program j q)))))

; using: step-fine-others step-put
(define-fun step-all-fine () Bool
  (forall ((i Player) (q Profile) (x Program))
    (=> (supports (belief i) q) (fine i x) (all-fine (replace q i x)))))

; using: step-put
(define-fun step-not-all () Bool
  (forall ((i Player) (q Profile) (x Program))
    (=> (or (not (others-either i q)) (not (either i x))) (not (all-either (replace q i x))))))

; using: step-all-fine step-not-all step-plain
(define-fun step-outcome () Bool
  (forall ((i Player) (q Profile) (x Program))
    (=> (supports (belief i) q) (fine i x) (or (not (others-either i q)) (not (either i x)))
        (= (outcome (replace q i x)) (outcome (plain (replace q i x)))))))

; p'_i falls back to what p_i falls back to.
; using: mixed-bound.plain section-2.profile step-put
(define-fun step-plain-alike () Bool
  (forall ((i Player) (q Profile) (x Program) (y Program))
    (=> (tilde i x y) (= (plain (replace q i y)) (plain (replace q i x))))))

; So nothing changes where somebody is of neither class.
; using: step-outcome step-plain-alike step-fine step-fine-tilde
(define-fun step-mixed () Bool
  (forall ((i Player) (q Profile) (x Program) (y Program))
    (=> (supports (belief i) q) (not (others-either i q)) (tilde i x y) (in-equilibrium i x)
        (= (outcome (replace q i y)) (outcome (replace q i x))))))

; Where all the others are of the classes and p_i is of neither, what p_i reaches is what the defaults of p' reach.
; using: mixed-bound.plain section-2.defaults step-put
(define-fun step-plain-own () Bool
  (forall ((i Player) (q Profile) (x Program) (y Program))
    (=> (not (either i x)) (tilde i x y)
        (= (program i (plain (replace q i x))) (program i (defaults (replace q i y)))))))

; using: mixed-bound.plain section-2.defaults step-put
(define-fun step-plain-others () Bool
  (forall ((i Player) (j Player) (q Profile) (x Program) (y Program))
    (=> (others-either i q) (not (= j i))
        (= (program j (plain (replace q i x))) (program j (defaults (replace q i y)))))))

; using: section-2.profile step-plain-own step-plain-others
(define-fun step-plain-defaults () Bool
  (forall ((i Player) (q Profile) (x Program) (y Program))
    (=> (others-either i q) (not (either i x)) (tilde i x y)
        (= (plain (replace q i x)) (defaults (replace q i y))))))

; A reference that never offers leads nowhere.
; using: alg-2.agreement alg-2.chosen
(define-fun step-nothing-offered () Bool
  (forall ((i Player) (R Functions) (a Outcome))
    (=> (never-offers i (function i R)) (= (ro R a) a))))

; using: step-nothing-offered alg-2.functions step-put
(define-fun step-reference () Bool
  (forall ((i Player) (q Profile) (y Program) (a Outcome))
    (=> (never-offers i (RN y)) (= (ro (functions (replace q i y)) a) a))))

; using: step-put
(define-fun step-all-either () Bool
  (forall ((i Player) (q Profile) (y Program))
    (=> (others-either i q) (pmp-renegotiates i y) (all-either (replace q i y)))))

; using: step-reference step-all-either lemma.prn-outcome/prn/any lemma.prn-active/prn/any
(define-fun step-after () Bool
  (forall ((i Player) (q Profile) (y Program))
    (=> (others-either i q) (pmp-renegotiates i y) (never-offers i (RN y))
        (weakly-better (outcome (replace q i y)) (outcome (defaults (replace q i y)))))))

; using: step-after step-plain-defaults step-outcome step-fine
(define-fun step-neither () Bool
  (forall ((i Player) (q Profile) (x Program) (y Program))
    (=> (supports (belief i) q) (others-either i q) (not (either i x)) (tilde i x y) (in-equilibrium i x)
        (weakly-better (outcome (replace q i y)) (outcome (replace q i x))))))
