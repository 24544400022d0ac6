; node: alg-2
; says: the programs of the subclass can be written
; requires: prn/algorithm.smt2
(assert (! (forall ((i Player) (d Program) (f Function))
  (=> (or (set-valued i f) (never-offers i f))
      (exists ((z Program)) (and (pmp-renegotiates i z) (= (default z) d) (= (RN z) f)))))
  :named prn.programs))
(assert (! (forall ((i Player)) (exists ((f Function)) (never-offers i f))) :named def-6.never-offers))
