; node: thm-3
; says: the operator E_i: an extension adds the projection only against extensions
; requires: alg-2.smt2 def-5.smt2
; f is recognisably E_i(base f). The base is unique and recoverable; a function need not have an extension of its own
; kind, so E_i itself is not a function symbol here.
(declare-fun extension (Player Function) Bool)
(declare-fun base (Function) Function) ; R^i of E_i(R^i)
(declare-fun bases (Functions) Functions)
(assert (! (forall ((R Functions) (i Player)) (= (function i (bases R)) (base (function i R))))
  :named conditional.bases))

(define-fun others-extended ((i Player) (R Functions)) Bool
  (forall ((j Player)) (=> (not (= j i)) (extension j (function j R)))))

(assert (! (forall ((i Player) (R Functions) (a Outcome))
  (=> (extension i (function i R))
      (= (answer i R a)
         (ite (others-extended i R)
              (union (answer i (bases R) a) (PMP i (ro (bases R) a)))
              (answer i (substitute R i (base (function i R))) a)))))
  :named conditional.operator))

; y is x with E_i(R^i) in place of R^i
(define-fun extends ((i Player) (x Program) (y Program)) Bool
  (and (csr i x) (csr i y) (= (default y) (default x)) (extension i (RN y)) (= (base (RN y)) (RN x))))
