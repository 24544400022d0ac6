; node: def-5
; says: the meet point of every outcome is feasible
; requires: def-5.smt2
(assert (! (forall ((a Outcome)) (exists ((b Outcome)) (meet-point a b))) :named meet-feasible))
