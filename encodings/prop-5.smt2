; node: prop-5
; says: what the proposition assumes of the game, of K and of Δ
; requires: alg-3.smt2 def-1.smt2 def-5.smt2 transitive.smt2 projections.smt2 everybody.smt2
; That F is continuous is left out: it is no statement about payoffs alone (a proof would hold without it).
(declare-fun greatest (Player) Real) ; u*_i
(assert (! (forall ((i Player) (a Outcome)) (<= (u i a) (greatest i))) :named prop-5.greatest))
(assert (! (forall ((i Player)) (exists ((a Outcome)) (= (u i a) (greatest i)))) :named prop-5.attained))
(declare-fun total (Players Outcome) Real)
(assert (! (forall ((a Outcome)) (= (total no-one a) 0)) :named prop-5.no-one))
(assert (! (forall ((i Player) (l Players) (a Outcome)) (= (total (and-also i l) a) (+ (u i a) (total l a))))
  :named prop-5.total))
(assert (! (exists ((a Outcome)) (not (= (total everybody a) 0))) :named prop-5.non-zero-sum))
(assert (! (forall ((a Outcome) (i Player) (j Player))
  (=> (= (u i a) (greatest i)) (not (= j i)) (< (u j a) (greatest j))))
  :named prop-5.conflict))
(declare-const K Rounds)
(assert (! (not (= K zero)) :named prop-5.rounds))
(declare-fun Delta (Player) Real)
(assert (! (forall ((i Player)) (> (Delta i) 0)) :named prop-5.delta))

; Beliefs of all players, as an object.
(declare-sort Beliefs 0)
(declare-fun of (Beliefs Player) Belief)
(define-fun believed-in ((B Beliefs) (i Player) (x Program)) Bool
  (exists ((j Player) (q Profile)) (and (not (= j i)) (supports (of B j) q) (= (program i q) x))))

; thm-3's assumptions on beliefs, for ICSR programs with K rounds: (i) as printed, (ii) about the last round.
(define-fun asm-8-for ((B Beliefs)) Bool
  (and (forall ((i Player) (x Program))
         (=> (not (icsr i x)) (or (in-equilibrium i x) (believed-in B i x))
             (forall ((q Profile))
               (=> (others-icsr i q K) (= (action i (replace q i x)) (action i (replace (defaults q) i x)))))))
       (forall ((i Player) (q Profile) (x Program) (y Program))
         (=> (supports (of B i) q) (others-icsr i q K) (icsr i x) (= (rounds x) K) (icsr i y) (= (rounds y) K)
             (= (default y) (default x))
             (forall ((k Rounds)) (=> (not (= k K)) (= (RN y k) (RN x k))))
             (forall ((r Profile)) (=> (others-icsr i r K)
               (= (answer i (functions (replace r i y) K) (after (replace r i x) (previous K)))
                  (union (answer i (functions (replace r i x) K) (after (replace r i x) (previous K)))
                         (PMP i (outcome (replace r i x)))))))
             (forall ((j Player) (a Outcome)) (=> (not (= j i))
               (exists ((V ClosedSet))
                 (and (subset V (PMP i (outcome (replace q i x))))
                      (= (answer j (functions (replace q i y) K) a)
                         (union (answer j (functions (replace q i x) K) a) V))))))))))
