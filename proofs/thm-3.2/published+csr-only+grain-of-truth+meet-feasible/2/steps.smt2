; import: thm-3.pointwise published+csr-only any
; import: lemma.expected-alike literal any
; import: lemma.replaced-twice literal any
; import: lemma.both-extended literal 2
; conclusion using: step-enough
; p' has the extension of every program of p.
(define-fun extending ((q Profile)) Bool (forall ((i Player)) (extends i (program i p) (program i q))))

; Where a program stands already, putting it there changes nothing.
; using: section-2.profile section-2.replaced section-2.kept
(define-fun step-unchanged () Bool (forall ((q Profile) (i Player)) (= (replace q i (program i q)) q)))

; What is played is in the support, up to the believer's own place.
; using: grain-of-truth
(define-fun step-supported () Bool
  (forall ((i Player)) (exists ((x Program)) (supports (belief i) (replace p i x)))))

; No player gains by its extension against what is held possible: it is weakly better against everything.
; using: thm-3.pointwise/published+csr-only/any lemma.expected-alike/literal/any beliefs.distribution thm-3.in-equilibrium def-7.extension
(define-fun step-no-better () Bool
  (forall ((i Player) (y Program) (q Profile)) (=> (extends i (program i p) y) (supports (belief i) q)
    (= (U i (replace q i y)) (U i (replace q i (program i p)))))))

; using: step-no-better step-supported step-unchanged lemma.replaced-twice/literal/any
(define-fun step-no-gain () Bool
  (forall ((i Player) (y Program)) (=> (extends i (program i p) y) (= (U i (replace p i y)) (U i p)))))

; The others' answers to an extension against what is played.
; using: asm-8.ii step-supported step-unchanged lemma.replaced-twice/literal/any section-2.kept csr-only.profile
(define-fun step-answers () Bool
  (forall ((i Player) (y Program) (j Player) (a Outcome)) (=> (extends i (program i p) y) (not (= j i))
    (exists ((V ClosedSet))
      (and (subset V (PMP i (outcome p)))
           (= (answer j (functions (replace p i y)) a) (union (answer j (functions p) a) V)))))))

; So p and p' are as the lemma on two programs wants them.
; using: step-no-gain
(define-fun step-as-wanted-1 () Bool
  (forall ((q Profile)) (=> (extending q) (forall ((i Player)) (= (U i (replace p i (program i q))) (U i p))))))

; using: step-answers
(define-fun step-as-wanted-2 () Bool
  (forall ((q Profile)) (=> (extending q)
    (forall ((i Player) (j Player)) (=> (not (= j i))
      (exists ((V ClosedSet))
        (and (subset V (PMP i (outcome p)))
             (= (answer j (functions (replace p i (program i q))) (outcome (defaults p)))
                (union (answer j (functions p) (outcome (defaults p))) V)))))))))

; A common point of the projections.
; using: meet-feasible def-5.projection
(define-fun step-common () Bool (exists ((b Outcome)) (forall ((i Player)) (in b (PMP i (outcome p))))))

; using: step-as-wanted-1 step-as-wanted-2 step-common lemma.both-extended/literal/2
(define-fun step-enough () Bool (forall ((q Profile) (k Player)) (=> (extending q) (>= (U k q) (m k)))))
