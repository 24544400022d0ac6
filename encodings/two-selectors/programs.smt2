; node: alg-2
; says: the programs and functions that the draft with two selection functions speaks of can be written
; requires: two-selectors/algorithm.smt2
(assert (! (forall ((i Player) (d Program) (f Function) (s Selector))
  (=> (set-valued i f) (transitive s)
      (exists ((z Program)) (and (csr i z) (= (default z) d) (= (RN z) f) (= (selector z) s)))))
  :named alg-2.programs))
(assert (! (forall ((i Player) (f Function)) (exists ((e Function)) (and (extension i e) (= (base e) f))))
  :named conditional.functions))
(assert (! (forall ((i Player)) (exists ((f Function)) (never-offers i f))) :named def-6.never-offers))
; Some selection function is transitive (`sel.utilitarian.transitive`).
(assert (! (exists ((s Selector)) (transitive s)) :named two-selectors.some-selection))
