; node: def-7
; says: the programs and functions that alg-2 and def-7 speak of can be written
; requires: def-7.smt2
(assert (! (forall ((i Player) (d Program) (f Function)) (=> (set-valued i f)
  (exists ((z Program)) (and (csr i z) (= (default z) d) (= (RN z) f)))))
  :named alg-2.programs))
; The program identical but for a function that adds the projection is the extension, if it is a CSR program.
(assert (! (forall ((i Player) (x Program)) (=> (csr i x)
  (exists ((e Function) (y Program))
    (and (forall ((R Functions) (a Outcome)) (=> (= (function i R) (RN x))
           (= (answer i (substitute R i e) a) (union (answer i R a) (PMP i (ro R a))))))
         (=> (set-valued i e) (extends i x y))))))
  :named def-7.program))
(assert (! (forall ((i Player)) (exists ((f Function)) (never-offers i f))) :named def-6.never-offers))
