; node: def-7
; says: the programs and functions that alg-2 and the operator E_i speak of can be written
; requires: conditional/extension.smt2
(assert (! (forall ((i Player) (d Program) (f Function)) (=> (set-valued i f)
  (exists ((z Program)) (and (csr i z) (= (default z) d) (= (RN z) f)))))
  :named alg-2.programs))
(assert (! (forall ((i Player) (f Function)) (exists ((e Function)) (and (extension i e) (= (base e) f))))
  :named conditional.functions))
(assert (! (forall ((i Player)) (exists ((f Function)) (never-offers i f))) :named def-6.never-offers))
