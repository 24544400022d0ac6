; node: prop-5
; says: the ICSR programs of a construction, halfway to the PMM in every round, can be written, and believed in
; requires: prop-5.smt2 variants/low-defaults.smt2
; An efficient outcome that is best for player i; there is one where F is convex as in convex.smt2: a best outcome, weakly
; improved by an efficient one.
(declare-fun favourite (Player) Outcome)
(assert (! (forall ((i Player)) (and (efficient (favourite i)) (= (u i (favourite i)) (greatest i))))
  :named writable.favourite))

; A function that agrees to every improvement, whatever the others' functions are.
(declare-fun agreeable (Player) Function)
(assert (! (forall ((i Player) (R Functions) (a Outcome))
    (=> (= (function i R) (agreeable i)) (= (answer i R a) (improvements a))))
  :named writable.agreeable))

; A function that offers player i's favourite where all others are agreeable, and else what is halfway to the PMM.
(declare-fun halfway (Player) Function)
(define-fun all-agreeable ((i Player) (R Functions)) Bool
  (forall ((j Player)) (=> (not (= j i)) (= (function j R) (agreeable j)))))
(define-fun midway ((a Outcome) (b Outcome)) Bool
  (forall ((j Player)) (= (* 2 (u j b)) (+ (u j a) (m j)))))
(assert (! (forall ((i Player) (R Functions) (a Outcome) (b Outcome))
    (=> (= (function i R) (halfway i))
        (= (in b (answer i R a))
           (and (weakly-better b a)
                (ite (all-agreeable i R) (same-payoffs b (favourite i)) (midway a b))))))
  :named writable.halfway))
(assert (! (forall ((i Player)) (not (= (halfway i) (agreeable i)))) :named writable.different))

; The ICSR programs that use them in each of K rounds, with the defaults that end below the PMM.
(define-fun uses ((i Player) (x Program) (f Function)) Bool
  (and (icsr i x) (= (rounds x) K) (= (default x) (program i low)) (forall ((k Rounds)) (= (RN x k) f))))
(declare-fun hoped (Player) Program)
(assert (! (forall ((i Player)) (uses i (hoped i) (agreeable i))) :named writable.hoped))
(declare-const played Profile)
(assert (! (forall ((i Player)) (uses i (program i played) (halfway i))) :named writable.played))

; Player i's own program among those it hopes for, and the belief that is sure of them.
(declare-fun among (Player) Profile)
(assert (! (forall ((i Player) (j Player)) (= (program j (among i)) (ite (= j i) (program i played) (hoped j))))
  :named writable.among))
(declare-const hopes Beliefs)
(assert (! (forall ((i Player)) (= (of hopes i) (believe 1.0 (among i) nobody))) :named writable.hopes))
