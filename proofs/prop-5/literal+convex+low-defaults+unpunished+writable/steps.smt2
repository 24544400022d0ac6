; conclusion using: step-distribution step-programs step-best step-asm-8 step-rises step-end
; ICSR programs with the defaults of low start where low ends.
; using: section-2.defaults section-2.profile writable.hoped writable.played writable.among alg-3.start
(define-fun step-start () Bool
  (and (= (after played zero) (outcome low))
       (forall ((i Player)) (= (after (among i) zero) (outcome low)))))

; using: alg-3.functions writable.played writable.hoped writable.among
(define-fun step-functions () Bool
  (and (forall ((k Rounds) (j Player)) (= (function j (functions played k)) (halfway j)))
       (forall ((i Player) (k Rounds)) (= (function i (functions (among i) k)) (halfway i)))
       (forall ((i Player) (k Rounds) (j Player))
         (=> (not (= j i)) (= (function j (functions (among i) k)) (agreeable j))))))

(define-fun step-weight () Bool (exists ((t Real)) (and (= t (/ 1 2)) (<= 0 t) (<= t 1))))

; using: step-weight convex
(define-fun step-mixture () Bool
  (forall ((a Outcome) (b Outcome))
    (exists ((c Outcome) (t Real))
      (and (= t (/ 1 2))
           (forall ((i Player)) (= (u i c) (+ (* t (u i a)) (* (- 1 t) (u i b)))))))))

(define-fun step-average () Bool
  (forall ((t Real) (x Real) (y Real) (z Real))
    (=> (= t (/ 1 2)) (= z (+ (* t x) (* (- 1 t) y))) (= (* 2 z) (+ x y)))))

; There is an outcome halfway from any outcome to the PMM.
; using: step-mixture step-average prop-5.pareto-meet
(define-fun step-midway () Bool (forall ((a Outcome)) (exists ((b Outcome)) (midway a b))))

; using: players.at-least-two players.two players.three players.distinct
(define-fun step-other () Bool (forall ((i Player)) (exists ((j Player)) (not (= j i)))))

; using: step-other writable.different
(define-fun step-nobody-agreeable () Bool
  (forall ((R Functions))
    (=> (forall ((j Player)) (= (function j R) (halfway j))) (forall ((i Player)) (not (all-agreeable i R))))))

; Halfway functions offer each other what is halfway from an outcome below the PMM.
; using: writable.halfway step-nobody-agreeable
(define-fun step-offered () Bool
  (forall ((R Functions) (a Outcome) (b Outcome) (i Player))
    (=> (forall ((j Player)) (= (function j R) (halfway j)))
        (forall ((j Player)) (< (u j a) (m j)))
        (midway a b)
        (in b (answer i R a)))))

; using: step-offered step-midway alg-2.agreement
(define-fun step-nonempty () Bool
  (forall ((R Functions) (a Outcome))
    (=> (forall ((j Player)) (= (function j R) (halfway j)))
        (forall ((j Player)) (< (u j a) (m j)))
        (nonempty (agreement R a)))))

; What is chosen from a set that is not empty is in it.
; using: alg-2.chosen def-6.selection
(define-fun step-chosen () Bool
  (forall ((S ClosedSet) (a Outcome)) (=> (nonempty S) (in (chosen S a) S))))

; using: step-nonempty step-chosen alg-2.agreement writable.halfway step-nobody-agreeable
(define-fun step-half () Bool
  (forall ((R Functions) (a Outcome))
    (=> (forall ((j Player)) (= (function j R) (halfway j)))
        (forall ((j Player)) (< (u j a) (m j)))
        (midway a (ro R a)))))

; by: induction
; using: alg-3.round step-start step-functions step-half low-defaults
(define-fun step-below () Bool
  (forall ((k Rounds)) (forall ((j Player)) (< (u j (after played k)) (m j)))))

; using: alg-3.round step-functions step-half step-below
(define-fun step-rises () Bool
  (forall ((k Rounds)) (strictly-better (after played (next k)) (after played k))))

; using: writable.favourite def-5.lower-bound low-defaults
(define-fun step-above-low () Bool (forall ((i Player)) (weakly-better (favourite i) (outcome low))))

; With agreeable functions player i agrees on its favourite, where that improves on the start.
; using: alg-2.agreement step-functions writable.agreeable writable.halfway sets.improvements
(define-fun step-taken () Bool
  (forall ((i Player) (k Rounds) (a Outcome))
    (=> (weakly-better (favourite i) a) (in (favourite i) (agreement (functions (among i) k) a)))))

; using: step-taken step-chosen alg-2.agreement step-functions writable.halfway
(define-fun step-agreed () Bool
  (forall ((i Player) (k Rounds) (a Outcome))
    (=> (weakly-better (favourite i) a) (same-payoffs (ro (functions (among i) k) a) (favourite i)))))

; by: induction
; using: alg-3.round step-start step-agreed step-above-low
(define-fun step-reached () Bool
  (forall ((k Rounds)) (forall ((i Player)) (same-payoffs (after (among i) (next k)) (favourite i)))))

; by: induction
(define-fun step-predecessor () Bool
  (forall ((k Rounds)) (or (= k zero) (exists ((l Rounds)) (= k (next l))))))

; using: alg-3.run section-2.run section-1.profile
(define-fun step-outcome () Bool
  (forall ((p Profile)) (=> (all-icsr p K) (= (outcome p) (after p K)))))

; using: writable.played writable.hoped writable.among
(define-fun step-programs () Bool
  (and (all-icsr played K) (forall ((i Player)) (all-icsr (among i) K))))

; using: step-outcome step-programs step-reached step-predecessor prop-5.rounds writable.favourite
(define-fun step-greatest () Bool (forall ((i Player)) (= (U i (among i)) (greatest i))))

; using: writable.hopes beliefs.expected beliefs.expected-nobody
(define-fun step-expected () Bool
  (forall ((i Player) (x Program)) (= (expected i x (of hopes i)) (U i (replace (among i) i x)))))

; using: section-2.profile section-2.replaced section-2.kept writable.among
(define-fun step-own () Bool (forall ((i Player)) (= (replace (among i) i (program i played)) (among i))))

; Nothing gets more than the player's greatest payoff.
; using: step-expected step-own step-greatest prop-5.greatest step-programs
(define-fun step-best () Bool (forall ((i Player)) (best i (program i played) (of hopes i))))

; using: writable.hopes beliefs.weighted beliefs.weighted-nobody beliefs.mass beliefs.mass-nobody
(define-fun step-distribution () Bool (forall ((i Player)) (distribution (of hopes i))))

; using: writable.hopes beliefs.supports beliefs.supports-nobody
(define-fun step-supported () Bool
  (forall ((i Player) (q Profile)) (=> (supports (of hopes i) q) (= q (among i)))))

; using: step-supported writable.among writable.hoped unpunished
(define-fun step-unpunished () Bool
  (forall ((i Player) (x Program))
    (=> (not (icsr i x)) (or (in-equilibrium i x) (believed-in hopes i x))
        (forall ((q Profile))
          (=> (others-icsr i q K) (= (action i (replace q i x)) (action i (replace (defaults q) i x))))))))

; What is believed of j answers everybody alike.
; using: alg-3.functions section-2.kept writable.among writable.hoped writable.agreeable
(define-fun step-answers () Bool
  (forall ((i Player) (j Player) (x Program) (k Rounds) (a Outcome))
    (=> (not (= j i)) (= (answer j (functions (replace (among i) i x) k) a) (improvements a)))))

; using: sets.extensional sets.union sets.intersection
(define-fun step-absorbed () Bool
  (forall ((S ClosedSet) (T ClosedSet)) (= (union S (intersection T S)) S)))

; using: sets.intersection
(define-fun step-part () Bool (forall ((S ClosedSet) (T ClosedSet)) (subset (intersection T S) T)))

; using: step-unpunished step-supported step-answers step-absorbed step-part
(define-fun step-asm-8 () Bool (asm-8-for hopes))

; using: step-outcome step-programs step-below prop-5.delta
(define-fun step-end () Bool (forall ((i Player)) (<= (U i played) (+ (m i) (Delta i)))))
