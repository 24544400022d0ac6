; import: lemma.substituted literal any
; import: lemma.outcome literal any
; import: lemma.defaults literal any
; import: lemma.extended-sets conditional any
; conclusion using: step-played step-csr csr-only.supports
; The functions that i's function f, to be extended to e, may meet: all are bound, or their bases are.
(define-fun others-met ((i Player) (R Functions)) Bool
  (forall ((j Player)) (=> (not (= j i))
    (ite (extension j (function j R)) (bound j (base (function j R))) (bound j (function j R))))))
(define-fun met ((i Player) (R Functions)) Bool (and (bound i (function i R)) (others-met i R)))

; Where all others are extensions: without extending, everyone answers as all bases do.
; using: conditional.bases functions.substituted functions.kept
(define-fun step-bases () Bool
  (forall ((i Player) (R Functions) (e Function))
    (=> (= (base e) (function i R))
        (and (= (function i (bases (substitute R i e))) (function i R))
             (forall ((j Player)) (=> (not (= j i))
               (= (function j (bases (substitute R i e))) (base (function j R)))))))))

; using: step-bases
(define-fun step-own-short () Bool
  (forall ((i Player) (R Functions) (e Function))
    (=> (= (base e) (function i R)) (others-extended i R) (shortened i R (bases (substitute R i e))))))

; using: step-own-short asm-8.ii
(define-fun step-own-bases () Bool
  (forall ((i Player) (R Functions) (e Function) (a Outcome))
    (=> (= (base e) (function i R)) (others-extended i R) (bound i (function i R))
        (= (answer i R a) (answer i (bases (substitute R i e)) a)))))

; using: step-bases functions.substituted functions.kept
(define-fun step-other-short () Bool
  (forall ((i Player) (j Player) (R Functions) (e Function))
    (=> (not (= j i)) (= (base e) (function i R)) (others-extended i R)
        (shortened j (substitute R j (base (function j R))) (bases (substitute R i e))))))

; using: conditional.operator
(define-fun step-other-plain () Bool
  (forall ((i Player) (j Player) (R Functions) (a Outcome))
    (=> (not (= j i)) (extension j (function j R)) (not (extension i (function i R)))
        (= (answer j R a) (answer j (substitute R j (base (function j R))) a)))))

; using: step-other-short asm-8.ii functions.substituted
(define-fun step-other-same () Bool
  (forall ((i Player) (j Player) (R Functions) (e Function) (a Outcome))
    (=> (not (= j i)) (= (base e) (function i R)) (others-extended i R) (bound j (base (function j R)))
        (= (answer j (substitute R j (base (function j R))) a) (answer j (bases (substitute R i e)) a)))))

; using: step-other-plain step-other-same
(define-fun step-other-bases () Bool
  (forall ((i Player) (j Player) (R Functions) (e Function) (a Outcome))
    (=> (not (= j i)) (= (base e) (function i R)) (others-extended i R) (met i R)
        (= (answer j R a) (answer j (bases (substitute R i e)) a)))))

; using: step-own-bases step-other-bases
(define-fun step-all-bases () Bool
  (forall ((i Player) (k Player) (R Functions) (e Function) (a Outcome))
    (=> (= (base e) (function i R)) (others-extended i R) (met i R)
        (= (answer k R a) (answer k (bases (substitute R i e)) a)))))

; The same answers make the same agreement set.
; using: alg-2.agreement sets.extensional
(define-fun step-same-agreement () Bool
  (forall ((R Functions) (T Functions) (a Outcome))
    (=> (forall ((k Player)) (= (answer k R a) (answer k T a))) (= (agreement R a) (agreement T a)))))

; using: step-all-bases step-same-agreement
(define-fun step-agreement-bases () Bool
  (forall ((i Player) (R Functions) (e Function) (a Outcome))
    (=> (= (base e) (function i R)) (others-extended i R) (met i R)
        (= (agreement R a) (agreement (bases (substitute R i e)) a)))))

; using: functions.substituted functions.kept
(define-fun step-all-extended () Bool
  (forall ((i Player) (R Functions) (e Function))
    (=> (extension i e) (others-extended i R)
        (forall ((k Player)) (extension k (function k (substitute R i e)))))))

; So extending is weakly better for everyone.
; using: step-agreement-bases step-all-extended lemma.extended-sets/conditional/any
(define-fun step-extensions () Bool
  (forall ((i Player) (R Functions) (e Function) (a Outcome))
    (=> (extension i e) (= (base e) (function i R)) (others-extended i R) (met i R)
        (weakly-better (ro (substitute R i e) a) (ro R a)))))

; Where some other is no extension, extending changes no answer.
; using: conditional.operator functions.substituted functions.kept lemma.substituted/literal/any
(define-fun step-own-unchanged () Bool
  (forall ((i Player) (R Functions) (e Function) (a Outcome))
    (=> (extension i e) (= (base e) (function i R)) (not (others-extended i R))
        (= (answer i (substitute R i e) a) (answer i R a)))))

; using: functions.substituted functions.kept
(define-fun step-short () Bool
  (forall ((i Player) (j Player) (R Functions) (e Function))
    (=> (not (= j i)) (extension i e) (= (base e) (function i R)) (shortened j (substitute R i e) R))))

; using: step-short asm-8.ii functions.kept
(define-fun step-bound-unchanged () Bool
  (forall ((i Player) (j Player) (R Functions) (e Function) (a Outcome))
    (=> (not (= j i)) (extension i e) (= (base e) (function i R)) (bound j (function j R))
        (= (answer j (substitute R i e) a) (answer j R a)))))

; using: functions.profile functions.substituted functions.kept
(define-fun step-swapped () Bool
  (forall ((i Player) (j Player) (R Functions) (e Function) (f Function))
    (=> (not (= j i)) (= (substitute (substitute R i e) j f) (substitute (substitute R j f) i e)))))

; using: conditional.operator
(define-fun step-plain () Bool
  (forall ((j Player) (R Functions) (a Outcome))
    (=> (extension j (function j R)) (not (others-extended j R))
        (= (answer j R a) (answer j (substitute R j (base (function j R))) a)))))

; using: functions.substituted functions.kept
(define-fun step-still () Bool
  (forall ((i Player) (j Player) (R Functions) (e Function))
    (=> (not (= j i)) (extension j (function j R)) (not (others-extended i R))
        (and (not (others-extended j R)) (not (others-extended j (substitute R i e)))))))

; using: step-plain step-still functions.kept
(define-fun step-both-plain () Bool
  (forall ((i Player) (j Player) (R Functions) (e Function) (a Outcome))
    (=> (not (= j i)) (extension j (function j R)) (not (others-extended i R))
        (and (= (answer j R a) (answer j (substitute R j (base (function j R))) a))
             (= (answer j (substitute R i e) a)
                (answer j (substitute (substitute R i e) j (base (function j R))) a))))))

; using: step-both-plain step-swapped step-bound-unchanged functions.substituted functions.kept
(define-fun step-extension-unchanged () Bool
  (forall ((i Player) (j Player) (R Functions) (e Function) (a Outcome))
    (=> (not (= j i)) (extension j (function j R)) (not (others-extended i R)) (bound j (base (function j R)))
        (extension i e) (= (base e) (function i R))
        (= (answer j (substitute R i e) a) (answer j R a)))))

; using: step-own-unchanged step-bound-unchanged step-extension-unchanged
(define-fun step-unchanged () Bool
  (forall ((i Player) (k Player) (R Functions) (e Function) (a Outcome))
    (=> (extension i e) (= (base e) (function i R)) (not (others-extended i R)) (others-met i R)
        (= (answer k (substitute R i e) a) (answer k R a)))))

; using: step-unchanged step-same-agreement
(define-fun step-agreement-unchanged () Bool
  (forall ((i Player) (R Functions) (e Function) (a Outcome))
    (=> (extension i e) (= (base e) (function i R)) (not (others-extended i R)) (others-met i R)
        (= (agreement (substitute R i e) a) (agreement R a)))))

; using: step-agreement-unchanged
(define-fun step-others () Bool
  (forall ((i Player) (R Functions) (e Function) (a Outcome))
    (=> (extension i e) (= (base e) (function i R)) (not (others-extended i R)) (others-met i R)
        (weakly-better (ro (substitute R i e) a) (ro R a)))))

; If f is an extension already, it makes no difference that it is extended once more: where all others are extensions,
; their bases are none, so that what the bases agree to is the same.
; using: conditional.bases
(define-fun step-base-plain () Bool
  (forall ((i Player) (j Player) (R Functions))
    (=> (not (= j i)) (others-extended i R) (others-met i R) (not (extension j (function j (bases R)))))))

; using: players.at-least-two players.distinct
(define-fun step-other () Bool (forall ((i Player)) (exists ((j Player)) (not (= j i)))))

; using: conditional.bases functions.substituted functions.kept functions.profile
(define-fun step-bases-once () Bool
  (forall ((i Player) (R Functions) (e Function))
    (=> (= (base e) (function i R))
        (and (= (function i (bases (substitute R i e))) (function i R))
             (= (function i (bases R)) (base (function i R)))
             (forall ((j Player)) (=> (not (= j i))
               (= (function j (bases (substitute R i e))) (function j (bases R)))))
             (= (substitute (bases (substitute R i e)) i (base (function i R))) (bases R))))))

; using: step-bases-once step-base-plain step-other
(define-fun step-bases-apart () Bool
  (forall ((i Player) (R Functions) (e Function))
    (=> (= (base e) (function i R)) (others-extended i R) (others-met i R)
        (not (others-extended i (bases (substitute R i e)))))))

; using: step-bases-apart step-bases-once conditional.operator
(define-fun step-own-base () Bool
  (forall ((i Player) (R Functions) (e Function) (a Outcome))
    (=> (= (base e) (function i R)) (extension i (function i R)) (others-extended i R) (others-met i R)
        (= (answer i (bases (substitute R i e)) a) (answer i (bases R) a)))))

; using: step-bases-once
(define-fun step-bases-short () Bool
  (forall ((i Player) (j Player) (R Functions) (e Function))
    (=> (not (= j i)) (= (base e) (function i R)) (extension i (function i R))
        (shortened j (bases (substitute R i e)) (bases R)))))

; using: conditional.bases step-bases-once
(define-fun step-base-bound () Bool
  (forall ((i Player) (j Player) (R Functions) (e Function))
    (=> (not (= j i)) (= (base e) (function i R)) (others-extended i R) (others-met i R)
        (bound j (function j (bases (substitute R i e)))))))

; using: step-base-bound step-bases-short asm-8.ii
(define-fun step-other-base () Bool
  (forall ((i Player) (j Player) (R Functions) (e Function) (a Outcome))
    (=> (not (= j i)) (= (base e) (function i R)) (extension i (function i R)) (others-extended i R) (others-met i R)
        (= (answer j (bases (substitute R i e)) a) (answer j (bases R) a)))))

; using: step-own-base step-other-base
(define-fun step-every-base () Bool
  (forall ((i Player) (k Player) (R Functions) (e Function) (a Outcome))
    (=> (= (base e) (function i R)) (extension i (function i R)) (others-extended i R) (others-met i R)
        (= (answer k (bases (substitute R i e)) a) (answer k (bases R) a)))))

; using: step-every-base step-same-agreement
(define-fun step-reference () Bool
  (forall ((i Player) (R Functions) (e Function) (a Outcome))
    (=> (= (base e) (function i R)) (extension i (function i R)) (others-extended i R) (others-met i R)
        (= (ro (bases (substitute R i e)) a) (ro (bases R) a)))))

; using: conditional.operator
(define-fun step-of-extensions () Bool
  (forall ((k Player) (R Functions) (a Outcome))
    (=> (forall ((j Player)) (extension j (function j R)))
        (= (answer k R a) (union (answer k (bases R) a) (PMP k (ro (bases R) a)))))))

; using: step-of-extensions step-every-base step-reference step-all-extended
(define-fun step-every-answer () Bool
  (forall ((i Player) (k Player) (R Functions) (e Function) (a Outcome))
    (=> (extension i e) (= (base e) (function i R)) (extension i (function i R))
        (forall ((j Player)) (extension j (function j R))) (others-extended i R) (others-met i R)
        (= (answer k (substitute R i e) a) (answer k R a)))))

; using: step-every-answer step-same-agreement
(define-fun step-once-more () Bool
  (forall ((i Player) (R Functions) (e Function) (a Outcome))
    (=> (extension i e) (= (base e) (function i R)) (extension i (function i R))
        (forall ((j Player)) (extension j (function j R))) (others-extended i R) (others-met i R)
        (= (agreement (substitute R i e) a) (agreement R a)))))

(define-fun step-all () Bool
  (forall ((i Player) (R Functions))
    (=> (extension i (function i R)) (others-extended i R) (forall ((j Player)) (extension j (function j R))))))

; using: step-once-more step-all
(define-fun step-extension-of-one () Bool
  (forall ((i Player) (R Functions) (e Function) (a Outcome))
    (=> (extension i e) (= (base e) (function i R)) (extension i (function i R)) (others-extended i R) (others-met i R)
        (weakly-better (ro (substitute R i e) a) (ro R a)))))

; using: step-extension-of-one step-others
(define-fun step-round-of-one () Bool
  (forall ((i Player) (R Functions) (e Function) (a Outcome))
    (=> (extension i e) (= (base e) (function i R)) (extension i (function i R)) (others-met i R)
        (weakly-better (ro (substitute R i e) a) (ro R a)))))

; using: step-extensions step-others step-round-of-one
(define-fun step-round () Bool
  (forall ((i Player) (R Functions) (e Function) (a Outcome))
    (=> (extension i e) (= (base e) (function i R)) (others-met i R)
        (or (extension i (function i R)) (bound i (function i R)))
        (weakly-better (ro (substitute R i e) a) (ro R a)))))

; Programs in supports, and those of p, bring such functions.
(define-fun step-believed () Bool
  (forall ((i Player) (j Player) (q Profile))
    (=> (not (= j i)) (supports (belief i) q) (believed j (program j q)))))

(define-fun step-bound () Bool
  (forall ((j Player) (x Program))
    (=> (csr j x) (in-equilibrium j x) (not (extension j (RN x))) (bound j (RN x)))))

; using: bases-bound.once
(define-fun step-bound-believed () Bool
  (forall ((j Player) (x Program))
    (=> (csr j x) (believed j x)
        (ite (extension j (RN x)) (bound j (base (RN x))) (bound j (RN x))))))

; using: alg-2.functions section-2.replaced section-2.kept
(define-fun step-functions () Bool
  (forall ((i Player) (q Profile) (x Program))
    (and (= (function i (functions (replace q i x))) (RN x))
         (forall ((j Player)) (=> (not (= j i))
           (= (function j (functions (replace q i x))) (RN (program j q))))))))

; using: step-believed step-bound-believed
(define-fun step-bound-others () Bool
  (forall ((i Player) (j Player) (q Profile))
    (=> (not (= j i)) (supports (belief i) q) (csr j (program j q))
        (ite (extension j (RN (program j q))) (bound j (base (RN (program j q)))) (bound j (RN (program j q)))))))

(define-fun step-same-bound () Bool
  (forall ((j Player) (f Function) (g Function)) (=> (= f g) (bound j f) (bound j g))))

; using: step-bound step-functions step-same-bound
(define-fun step-met-own () Bool
  (forall ((i Player) (q Profile) (x Program))
    (=> (csr i x) (in-equilibrium i x)
        (or (extension i (function i (functions (replace q i x)))) (bound i (function i (functions (replace q i x))))))))

; using: step-bound-others step-functions step-same-bound
(define-fun step-met-extension () Bool
  (forall ((i Player) (j Player) (q Profile) (x Program))
    (=> (not (= j i)) (supports (belief i) q) (csr j (program j q))
        (extension j (function j (functions (replace q i x))))
        (bound j (base (function j (functions (replace q i x))))))))

; using: step-bound-others step-functions step-same-bound
(define-fun step-met-other () Bool
  (forall ((i Player) (j Player) (q Profile) (x Program))
    (=> (not (= j i)) (supports (belief i) q) (csr j (program j q))
        (not (extension j (function j (functions (replace q i x)))))
        (bound j (function j (functions (replace q i x)))))))

; using: step-met-extension step-met-other
(define-fun step-met () Bool
  (forall ((i Player) (q Profile) (x Program))
    (=> (supports (belief i) q) (others-csr i q) (others-met i (functions (replace q i x))))))

; using: step-round step-functions lemma.substituted/literal/any
(define-fun step-extended () Bool
  (forall ((i Player) (q Profile) (x Program) (y Program) (a Outcome))
    (=> (others-met i (functions (replace q i x))) (extends i x y)
        (or (extension i (function i (functions (replace q i x)))) (bound i (function i (functions (replace q i x)))))
        (weakly-better (ro (functions (replace q i y)) a) (ro (functions (replace q i x)) a)))))

; using: step-met step-met-own step-extended
(define-fun step-rounds () Bool
  (forall ((i Player) (q Profile) (x Program) (y Program) (a Outcome))
    (=> (supports (belief i) q) (others-csr i q) (csr i x) (extends i x y) (in-equilibrium i x)
        (weakly-better (ro (functions (replace q i y)) a) (ro (functions (replace q i x)) a)))))

; using: step-rounds lemma.outcome/literal/any lemma.defaults/literal/any section-2.replaced section-2.kept
(define-fun step-csr () Bool
  (forall ((i Player) (q Profile) (x Program) (y Program))
    (=> (supports (belief i) q) (others-csr i q) (csr i x) (extends i x y) (in-equilibrium i x)
        (weakly-better (outcome (replace q i y)) (outcome (replace q i x))))))

; using: thm-3.in-equilibrium beliefs.distribution
(define-fun step-in-equilibrium () Bool (forall ((i Player)) (in-equilibrium i (program i p))))

; using: step-in-equilibrium csr-only.profile
(define-fun step-played () Bool
  (forall ((i Player)) (and (in-equilibrium i (program i p)) (csr i (program i p)))))
