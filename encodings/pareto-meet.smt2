; node: prop-5
; says: F contains the Pareto meet: the PMM is feasible
; requires: def-5.smt2
(assert (! (exists ((a Outcome)) (forall ((i Player)) (= (u i a) (m i)))) :named prop-5.pareto-meet))
