; import: expectation.monotone literal any
; import: lemma.replaced-twice literal any
; conclusion using: step-replaced prop-2.replaced prop-2.in-equilibrium
; What is weakly better against everything in the support is best too, if the game has it.
; using: expectation.monotone/literal/any
(define-fun step-best () Bool
  (forall ((i Player) (x Program) (y Program) (b Belief))
    (=> (weighted b) (best i x b) (playable i y)
        (forall ((q Profile)) (=> (supports b q) (<= (U i (replace q i x)) (U i (replace q i y)))))
        (best i y b))))

; using: prop-2.in-equilibrium beliefs.distribution
(define-fun step-in-equilibrium () Bool
  (forall ((i Player)) (in-equilibrium-with i (program i p*) (belief i))))

; Where the programs do not renegotiate with each other, the outcome is that with the default in x's place.
; using: alg-1.run lemma.replaced-twice/literal/any section-2.replaced section-2.kept
(define-fun step-mixed () Bool
  (forall ((i Player) (q Profile) (x Program))
    (=> (renegotiates i x) (not (all-renegotiate (replace q i x)))
        (= (action i (replace q i x)) (action i (replace q i (default x)))))))

; using: section-2.profile section-2.replaced section-2.kept section-2.defaults
(define-fun step-defaults () Bool
  (forall ((i Player) (q Profile) (x Program))
    (= (defaults (replace q i x)) (replace (defaults q) i (default x)))))

; using: alg-1.run section-2.replaced section-2.kept section-2.run step-defaults
(define-fun step-disagreeing () Bool
  (forall ((i Player) (q Profile) (x Program))
    (=> (renegotiates i x) (all-renegotiate (replace q i x)) (not (renegotiate-with i (replace q i x)))
        (= (action i (replace q i x)) (action i (replace (defaults q) i (default x)))))))

; using: section-2.kept
(define-fun step-others () Bool
  (forall ((i Player) (q Profile) (x Program) (j Player))
    (=> (all-renegotiate (replace q i x)) (not (= j i)) (renegotiates j (program j q)))))

; using: asm-4.2 step-mixed step-disagreeing step-others
(define-fun step-own () Bool
  (forall ((i Player) (q Profile) (x Program))
    (=> (renegotiates i x) (supports (belief i) q) (not (renegotiate-with i (replace q i x)))
        (in-equilibrium-with i (default x) (belief i))
        (= (action i (replace q i x)) (action i (replace q i (default x)))))))

; using: asm-4.1 step-own section-1.profile section-2.run
(define-fun step-unchanged () Bool
  (forall ((i Player) (q Profile) (x Program))
    (=> (renegotiates i x) (supports (belief i) q) (not (renegotiate-with i (replace q i x)))
        (in-equilibrium-with i (default x) (belief i))
        (= (outcome (replace q i x)) (outcome (replace q i (default x)))))))

; Where they do, play ends at x's function of the outcome of the defaults.
; using: section-2.replaced
(define-fun step-all () Bool
  (forall ((i Player) (q Profile) (x Program))
    (=> (renegotiates i x) (renegotiate-with i (replace q i x))
        (and (all-renegotiate (replace q i x)) (forall ((j Player)) (agree j (replace q i x)))
             (forall ((j Player))
               (= (renegotiate (rn (program j (replace q i x))) (outcome (defaults (replace q i x))))
                  (renegotiate (rn x) (outcome (defaults (replace q i x))))))))))

; using: section-1.profile section-2.run alg-1.run step-all section-2.replaced
(define-fun step-renegotiated () Bool
  (forall ((i Player) (q Profile) (x Program))
    (=> (renegotiates i x) (renegotiate-with i (replace q i x))
        (= (outcome (replace q i x)) (renegotiate (rn x) (outcome (defaults (replace q i x))))))))

; The default against them ends where the defaults do.
; using: defaults-alike section-1.profile section-2.run step-defaults section-2.kept section-2.replaced
(define-fun step-default-outcome () Bool
  (forall ((i Player) (q Profile) (x Program))
    (=> (renegotiates i x) (supports (belief i) q) (renegotiate-with i (replace q i x))
        (not (renegotiates i (default x))) (in-equilibrium-with i (default x) (belief i))
        (= (outcome (replace q i (default x))) (outcome (defaults (replace q i x)))))))

; using: step-default-outcome step-renegotiated alg-1.function
(define-fun step-better () Bool
  (forall ((i Player) (q Profile) (x Program))
    (=> (renegotiates i x) (supports (belief i) q) (renegotiate-with i (replace q i x))
        (not (renegotiates i (default x))) (in-equilibrium-with i (default x) (belief i))
        (weakly-better (outcome (replace q i x)) (outcome (replace q i (default x)))))))

; using: step-better step-unchanged
(define-fun step-pointwise () Bool
  (forall ((i Player) (q Profile) (x Program))
    (=> (renegotiates i x) (supports (belief i) q)
        (not (renegotiates i (default x))) (in-equilibrium-with i (default x) (belief i))
        (<= (U i (replace q i (default x))) (U i (replace q i x))))))

; using: step-best step-pointwise step-in-equilibrium prop-2.in-equilibrium beliefs.distribution
(define-fun step-replaced () Bool
  (forall ((i Player) (x Program))
    (=> (renegotiates i x) (= (default x) (program i p*)) (not (renegotiates i (program i p*)))
        (best i x (belief i)))))
