; node: alg-2
; says: a CSR program has a default, which may be any program, and a set-valued renegotiation function
; requires: defaults.smt2 def-6.smt2
(declare-fun csr (Player Program) Bool) ; p_i ∈ P_i^RN
(declare-fun RN (Program) Function) ; RN^i
(declare-fun functions (Profile) Functions)
(assert (! (forall ((p Profile) (i Player)) (= (function i (functions p)) (RN (program i p))))
  :named alg-2.functions))

(assert (! (forall ((i Player) (x Program)) (=> (csr i x) (set-valued i (RN x)))) :named alg-2.function))

(define-fun all-csr ((p Profile)) Bool (forall ((j Player)) (csr j (program j p))))
(define-fun others-csr ((i Player) (p Profile)) Bool
  (forall ((j Player)) (=> (not (= j i)) (csr j (program j p)))))
