; node: alg-3
; says: programs of iterated renegotiation (ICSR), and how they run
; requires: defaults.smt2 def-6.smt2 negotiation.smt2
; A number of rounds is zero, or one more than another. There is a function for each round.
(declare-datatypes ((Rounds 0)) (((zero) (next (previous Rounds)))))
(declare-fun comes-before (Rounds Rounds) Bool) ; k < l
(assert (! (forall ((k Rounds)) (not (comes-before k zero))) :named alg-3.before-zero))
(assert (! (forall ((k Rounds) (l Rounds)) (= (comes-before k (next l)) (or (= k l) (comes-before k l))))
  :named alg-3.before))
(declare-fun icsr (Player Program) Bool)
(declare-fun rounds (Program) Rounds) ; K
(declare-fun RN (Program Rounds) Function) ; RN^{i,(k)}
(assert (! (forall ((i Player) (x Program) (k Rounds)) (=> (icsr i x) (set-valued i (RN x (next k)))))
  :named alg-3.function))
(declare-fun functions (Profile Rounds) Functions)
(assert (! (forall ((p Profile) (k Rounds) (i Player)) (= (function i (functions p k)) (RN (program i p) k)))
  :named alg-3.functions))

(declare-fun after (Profile Rounds) Outcome) ; the outcome of k rounds; ro^(k) starts at that of k - 1
(assert (! (forall ((p Profile)) (= (after p zero) (outcome (defaults p)))) :named alg-3.start))
(assert (! (forall ((p Profile) (k Rounds)) (= (after p (next k)) (ro (functions p (next k)) (after p k))))
  :named alg-3.round))

(define-fun all-icsr ((p Profile) (k Rounds)) Bool
  (forall ((j Player)) (and (icsr j (program j p)) (= (rounds (program j p)) k))))
(define-fun others-icsr ((i Player) (p Profile) (k Rounds)) Bool
  (forall ((j Player)) (=> (not (= j i)) (and (icsr j (program j p)) (= (rounds (program j p)) k)))))

(assert (! (forall ((i Player) (p Profile))
  (=> (icsr i (program i p))
      (= (action i p)
         (ite (all-icsr p (rounds (program i p)))
              (component i (after p (rounds (program i p))))
              (action i (replace p i (default (program i p))))))))
  :named alg-3.run))

; G(P ∪ ICSR programs)
(define-fun playable ((i Player) (x Program)) Bool (or (member i x) (icsr i x)))
