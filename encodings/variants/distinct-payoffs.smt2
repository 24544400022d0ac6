; node: app-b
; says: no two outcomes have the same payoffs
; requires: sets.smt2
(assert (! (forall ((a Outcome) (b Outcome)) (=> (same-payoffs a b) (= a b))) :named distinct-payoffs))
