; node: alg-2
; says: CSR programs with a selection function each, for two players, and what each function proposes
; requires: two-selectors/def-6.smt2
; As alg-2, but a function takes the selection function as a third argument.
(declare-fun csr (Player Program) Bool)
(declare-fun RN (Program) Function)
(declare-fun selector (Program) Selector) ; sel_i
(declare-fun functions (Profile) Functions)
(assert (! (forall ((p Profile) (i Player)) (= (function i (functions p)) (RN (program i p))))
  :named alg-2.functions))
(assert (! (forall ((i Player) (x Program)) (=> (csr i x) (set-valued i (RN x)))) :named alg-2.function))

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
