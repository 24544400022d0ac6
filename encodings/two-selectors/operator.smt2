; node: thm-3
; says: the operator E_i, as in the conditional draft, for every selection function
; requires: two-selectors/proposals.smt2
(declare-fun extension (Player Function) Bool)
(declare-fun base (Function) Function)
(declare-fun bases (Functions) Functions)
(assert (! (forall ((R Functions) (i Player)) (= (function i (bases R)) (base (function i R))))
  :named conditional.bases))
(define-fun others-extended ((i Player) (R Functions)) Bool
  (forall ((j Player)) (=> (not (= j i)) (extension j (function j R)))))
(assert (! (forall ((i Player) (R Functions) (a Outcome) (s Selector))
  (=> (extension i (function i R))
      (= (answer i R a s)
         (ite (others-extended i R)
              (union (answer i (bases R) a s) (PMP i (ro (bases R) a s)))
              (answer i (substitute R i (base (function i R))) a s)))))
  :named conditional.operator))
