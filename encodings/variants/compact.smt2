; node: section-1
; says: F is compact: some outcome of every non-empty closed set has the greatest total payoff
; requires: sets.smt2
; Of the total, only that it grows with every payoff matters; so it serves any number of players.
(declare-fun total (Outcome) Real)
(assert (! (forall ((a Outcome) (b Outcome)) (=> (improves a b) (> (total a) (total b)))) :named compact.total))
(assert (! (forall ((S ClosedSet)) (=> (nonempty S)
  (exists ((a Outcome)) (and (in a S) (forall ((b Outcome)) (=> (in b S) (>= (total a) (total b))))))))
  :named compact.attained))
