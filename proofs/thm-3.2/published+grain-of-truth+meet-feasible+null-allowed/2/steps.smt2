; import: thm-3.pointwise published+in-equilibrium+null-allowed 2
; import: lemma.expected-alike literal any
; import: lemma.represented published+null-allowed 2
; import: lemma.both-extended literal 2
; import: lemma.replaced-twice literal any
; import: lemma.outcome literal any
; import: lemma.defaults literal any
; conclusion using: step-profile step-enough
; z represents p, and q extends z.
(define-fun represented ((z Profile)) Bool (forall ((i Player)) (represents i (program i p) (program i z))))
(define-fun extending ((z Profile) (q Profile)) Bool (forall ((i Player)) (extends i (program i z) (program i q))))
(define-fun both ((z Profile) (q Profile)) Bool (and (represented z) (extending z q)))

; A profile of any two programs.
(define-fun pair ((q Profile) (x Program) (y Program)) Profile (replace (replace q player-1 x) player-2 y))

; using: players.distinct section-2.replaced section-2.kept
(define-fun step-pair () Bool
  (forall ((q Profile) (x Program) (y Program))
    (and (= (program player-1 (pair q x y)) x) (= (program player-2 (pair q x y)) y))))

; using: step-pair players.two
(define-fun step-both () Bool
  (forall ((q Profile) (x Program) (y Program))
    (=> (represents player-1 (program player-1 p) x) (extends player-1 x (program player-1 q))
        (represents player-2 (program player-2 p) y) (extends player-2 y (program player-2 q))
        (both (pair q x y) q))))

; using: step-both
(define-fun step-profile () Bool
  (forall ((q Profile)) (=> (forall ((i Player)) (tilde i (program i p) (program i q)))
    (exists ((z Profile)) (both z q)))))

; Where a program stands already, putting it there changes nothing.
; using: section-2.profile section-2.replaced section-2.kept
(define-fun step-unchanged () Bool (forall ((q Profile) (i Player)) (= (replace q i (program i q)) q)))

(define-fun step-csr () Bool (forall ((z Profile)) (=> (represented z) (all-csr z))))

; A CSR program represents itself.
(define-fun step-itself () Bool
  (forall ((z Profile) (i Player)) (=> (represented z) (csr i (program i p)) (= (program i z) (program i p)))))

; Any other is the default of what represents it, which never offers anything.
(define-fun step-null () Bool
  (forall ((z Profile) (i Player)) (=> (represented z) (not (csr i (program i p)))
    (and (= (default (program i z)) (program i p)) (never-offers i (RN (program i z)))))))

; Where one function never offers, play ends at the default outcome.
; using: lemma.outcome/literal/any alg-2.agreement alg-2.chosen alg-2.functions
(define-fun step-nothing () Bool
  (forall ((r Profile) (i Player)) (=> (all-csr r) (never-offers i (RN (program i r)))
    (= (outcome r) (outcome (defaults r))))))

; If both are CSR programs, z is p.
; using: step-itself section-2.profile
(define-fun step-both-csr () Bool
  (forall ((z Profile)) (=> (represented z) (forall ((i Player)) (csr i (program i p))) (= z p))))

; If the other one is, z is p with one program represented.
; using: step-itself players.two section-2.profile section-2.replaced section-2.kept
(define-fun step-other-csr () Bool
  (forall ((z Profile) (i Player) (j Player)) (=> (represented z) (not (= j i)) (csr j (program j p))
    (= z (replace p i (program i z))))))

; If none is, the defaults of z are p.
; using: step-null section-2.profile section-2.defaults
(define-fun step-none-csr () Bool
  (forall ((z Profile)) (=> (represented z) (forall ((i Player)) (not (csr i (program i p)))) (= (defaults z) p))))

; using: step-other-csr lemma.represented/published+null-allowed/2 step-null step-csr step-unchanged
(define-fun step-one-outcome () Bool
  (forall ((z Profile) (i Player) (j Player))
    (=> (represented z) (not (= j i)) (not (csr i (program i p))) (csr j (program j p)) (= (outcome z) (outcome p)))))

; using: step-none-csr step-nothing step-csr step-null players.two players.distinct
(define-fun step-none-outcome () Bool
  (forall ((z Profile)) (=> (represented z) (forall ((i Player)) (not (csr i (program i p))))
    (= (outcome z) (outcome p)))))

; So z ends where p ends.
; using: step-both-csr step-one-outcome step-none-outcome players.two players.distinct
(define-fun step-outcome () Bool (forall ((z Profile)) (=> (represented z) (= (outcome z) (outcome p)))))

; What is played is in the support, up to the believer's own place.
; using: grain-of-truth
(define-fun step-supported () Bool
  (forall ((i Player)) (exists ((x Program)) (supports (belief i) (replace p i x)))))

; using: def-7.extension
(define-fun step-tilde () Bool
  (forall ((z Profile) (q Profile) (i Player)) (=> (both z q)
    (and (tilde i (program i p) (program i q)) (csr i (program i q))))))

; No player gains by its extension against what is played.
; using: thm-3.pointwise/published+in-equilibrium+null-allowed/2 lemma.expected-alike/literal/any beliefs.distribution thm-3.in-equilibrium
(define-fun step-no-better () Bool
  (forall ((i Player) (y Program) (r Profile)) (=> (tilde i (program i p) y) (csr i y) (supports (belief i) r)
    (= (U i (replace r i y)) (U i (replace r i (program i p)))))))

; using: step-no-better step-supported step-unchanged lemma.replaced-twice/literal/any
(define-fun step-no-gain-in-p () Bool
  (forall ((i Player) (y Program)) (=> (tilde i (program i p) y) (csr i y) (= (U i (replace p i y)) (U i p)))))

; Against a CSR program this is so in z, as the other program stands in both;
; using: step-other-csr step-no-gain-in-p step-tilde step-outcome lemma.replaced-twice/literal/any
(define-fun step-no-gain-csr () Bool
  (forall ((z Profile) (q Profile) (i Player) (j Player)) (=> (both z q) (not (= j i)) (csr j (program j p))
    (= (U i (replace z i (program i q))) (U i z)))))

; using: step-csr step-tilde section-2.replaced section-2.kept
(define-fun step-one-csr () Bool
  (forall ((z Profile) (q Profile) (i Player)) (=> (both z q) (all-csr (replace z i (program i q))))))

; using: def-7.extension lemma.defaults/literal/any step-unchanged
(define-fun step-one-defaults () Bool
  (forall ((z Profile) (q Profile) (i Player)) (=> (both z q) (= (defaults (replace z i (program i q))) (defaults z)))))

; against one that represents another, nothing is agreed on.
; using: step-one-csr step-one-defaults step-csr step-null step-nothing section-2.kept
(define-fun step-no-gain-null () Bool
  (forall ((z Profile) (q Profile) (i Player) (j Player)) (=> (both z q) (not (= j i)) (not (csr j (program j p)))
    (= (outcome (replace z i (program i q))) (outcome z)))))

; using: step-no-gain-csr step-no-gain-null players.two players.distinct
(define-fun step-no-gain () Bool
  (forall ((z Profile) (q Profile) (i Player)) (=> (both z q) (= (U i (replace z i (program i q))) (U i z)))))

; using: step-other-csr lemma.replaced-twice/literal/any
(define-fun step-replaced () Bool
  (forall ((z Profile) (i Player) (j Player) (y Program)) (=> (represented z) (not (= j i)) (csr j (program j p))
    (= (replace z i y) (replace p i y)))))

; using: players.two
(define-fun step-others-csr () Bool
  (forall ((i Player) (j Player)) (=> (not (= j i)) (csr j (program j p)) (others-csr i p))))

; using: asm-8.ii step-supported lemma.replaced-twice/literal/any section-2.kept
(define-fun step-answer-in-p () Bool
  (forall ((i Player) (x Program) (y Program) (j Player) (a Outcome)) (=> (others-csr i p) (extends i x y) (not (= j i))
    (exists ((V ClosedSet))
      (and (subset V (PMP i (outcome (replace p i x))))
           (= (answer j (functions (replace p i y)) a) (union (answer j (functions (replace p i x)) a) V)))))))

; A CSR program that is played answers the extension as asm-8 (ii) says,
; using: step-answer-in-p step-replaced step-other-csr step-others-csr
(define-fun step-answer-csr () Bool
  (forall ((z Profile) (q Profile) (i Player) (j Player)) (=> (both z q) (not (= j i)) (csr j (program j p))
    (exists ((V ClosedSet))
      (and (subset V (PMP i (outcome z)))
           (= (answer j (functions (replace z i (program i q))) (outcome (defaults z)))
              (union (answer j (functions z) (outcome (defaults z))) V)))))))

; and one that never offers anything by nothing.
; using: step-null alg-2.functions section-2.kept
(define-fun step-empty () Bool
  (forall ((z Profile) (q Profile) (i Player) (j Player) (a Outcome) (b Outcome))
    (=> (both z q) (not (= j i)) (not (csr j (program j p)))
        (and (not (in b (answer j (functions z) a))) (not (in b (answer j (functions (replace z i (program i q))) a)))))))

; using: sets.union sets.extensional
(define-fun step-empty-union () Bool
  (forall ((S ClosedSet) (T ClosedSet)) (=> (not (nonempty S)) (not (nonempty T)) (= T (union S S)))))

; using: step-empty step-empty-union
(define-fun step-answer-null () Bool
  (forall ((z Profile) (q Profile) (i Player) (j Player)) (=> (both z q) (not (= j i)) (not (csr j (program j p)))
    (exists ((V ClosedSet))
      (and (subset V (PMP i (outcome z)))
           (= (answer j (functions (replace z i (program i q))) (outcome (defaults z)))
              (union (answer j (functions z) (outcome (defaults z))) V)))))))

; using: step-answer-csr step-answer-null
(define-fun step-answer () Bool
  (forall ((z Profile) (q Profile) (i Player) (j Player)) (=> (both z q) (not (= j i))
    (exists ((V ClosedSet))
      (and (subset V (PMP i (outcome z)))
           (= (answer j (functions (replace z i (program i q))) (outcome (defaults z)))
              (union (answer j (functions z) (outcome (defaults z))) V)))))))

; using: meet-feasible def-5.projection
(define-fun step-common () Bool
  (forall ((z Profile)) (exists ((b Outcome)) (forall ((i Player)) (in b (PMP i (outcome z)))))))

; So z and q are as the lemma on two programs wants them.
; using: step-no-gain
(define-fun step-as-wanted-1 () Bool
  (forall ((z Profile) (q Profile)) (=> (both z q)
    (forall ((i Player)) (= (U i (replace z i (program i q))) (U i z))))))

; using: step-answer
(define-fun step-as-wanted-2 () Bool
  (forall ((z Profile) (q Profile)) (=> (both z q)
    (forall ((i Player) (j Player)) (=> (not (= j i))
      (exists ((V ClosedSet))
        (and (subset V (PMP i (outcome z)))
             (= (answer j (functions (replace z i (program i q))) (outcome (defaults z)))
                (union (answer j (functions z) (outcome (defaults z))) V)))))))))

; using: step-as-wanted-1 step-as-wanted-2 step-common lemma.both-extended/literal/2
(define-fun step-enough () Bool
  (forall ((z Profile) (q Profile) (k Player)) (=> (both z q) (>= (U k q) (m k)))))
