; node: alg-2
; says: CSR programs with a selection function each, for two players, and what each function proposes
; requires: players-2.smt2 defaults.smt2 sets.smt2 def-5.smt2
; As alg-2, but a function takes the selection function as a third argument.
(declare-sort Selector 0)
(declare-fun pick (Selector ClosedSet) Outcome)
(declare-sort Function 0)
(declare-sort Functions 0)
(declare-fun function (Player Functions) Function)
(declare-fun substitute (Functions Player Function) Functions)
(assert (! (forall ((R Functions) (T Functions))
  (=> (forall ((i Player)) (= (function i R) (function i T))) (= R T)))
  :named functions.profile))
(assert (! (forall ((R Functions) (i Player) (f Function)) (= (function i (substitute R i f)) f))
  :named functions.substituted))
(assert (! (forall ((R Functions) (i Player) (f Function) (j Player))
  (=> (not (= j i)) (= (function j (substitute R i f)) (function j R))))
  :named functions.kept))
(declare-fun answer (Player Functions Outcome Selector) ClosedSet) ; RN^i(RN^j, a, sel)

(define-fun selects ((s Selector)) Bool
  (forall ((S ClosedSet)) (=> (nonempty S) (efficient-in (pick s S) S))))
(define-fun transitive ((s Selector)) Bool
  (forall ((S ClosedSet) (T ClosedSet))
    (=> (nonempty S)
        (forall ((x Outcome)) (=> (in x T) (weakly-better x (pick s S))))
        (weakly-better (pick s (union S T)) (pick s S)))))

(define-fun def-6.1 ((i Player) (f Function)) Bool
  (forall ((R Functions) (a Outcome) (s Selector) (b Outcome))
    (=> (= (function i R) f) (in b (answer i R a s)) (weakly-better b a))))
(define-fun never-offers ((i Player) (f Function)) Bool
  (forall ((R Functions) (a Outcome) (s Selector) (b Outcome))
    (=> (= (function i R) f) (not (in b (answer i R a s))))))
(define-fun def-6.2 ((i Player) (f Function)) Bool
  (forall ((R Functions) (s Selector)) (=> (= (function i R) f)
    (exists ((a Outcome) (b Outcome) (k Player)) (and (in b (answer i R a s)) (> (u k b) (u k a)))))))

(declare-fun csr (Player Program) Bool)
(declare-fun RN (Program) Function)
(declare-fun selector (Program) Selector) ; sel_i
(declare-fun functions (Profile) Functions)
(assert (! (forall ((p Profile) (i Player)) (= (function i (functions p)) (RN (program i p))))
  :named alg-2.functions))
; The draft allows the function that is always empty.
(assert (! (forall ((i Player) (x Program))
  (=> (csr i x) (or (never-offers i (RN x)) (and (def-6.1 i (RN x)) (def-6.2 i (RN x))))))
  :named alg-2.function))
(assert (! (forall ((i Player) (x Program)) (=> (csr i x) (selects (selector x)))) :named two-selectors.selection))

(declare-fun agreement (Functions Outcome Selector) ClosedSet) ; S_1 ∩ S_2
(assert (! (forall ((R Functions) (a Outcome) (s Selector) (b Outcome))
  (= (in b (agreement R a s)) (forall ((j Player)) (in b (answer j R a s)))))
  :named alg-2.agreement))
; sel(S), or a if S is empty
(declare-fun chosen (Selector ClosedSet Outcome) Outcome)
(assert (! (forall ((s Selector) (S ClosedSet) (a Outcome)) (= (chosen s S a) (ite (nonempty S) (pick s S) a)))
  :named alg-2.chosen))
(define-fun ro ((R Functions) (a Outcome) (s Selector)) Outcome (chosen s (agreement R a s) a))

; a^(k)
(define-fun proposed ((k Player) (p Profile)) Outcome
  (ro (functions p) (outcome (defaults p)) (selector (program k p))))
(define-fun min ((x Real) (y Real)) Real (ite (<= x y) x y))

(define-fun all-csr ((p Profile)) Bool (forall ((j Player)) (csr j (program j p))))
(define-fun others-csr ((i Player) (p Profile)) Bool
  (forall ((j Player)) (=> (not (= j i)) (csr j (program j p)))))
