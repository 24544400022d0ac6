; node: prop-5
; says: F contains the Pareto meet: every payoff point between the PMM and an efficient outcome is feasible
; requires: def-5.smt2
; replaces: pareto-meet.smt2
; A payoff point is given by one outcome per player, whose payoff it takes.
(declare-sort Mixture 0)
(declare-fun source (Mixture Player) Outcome)
(assert (! (forall ((x Mixture) (e Outcome))
  (=> (efficient e)
      (forall ((i Player)) (and (<= (m i) (u i (source x i))) (<= (u i (source x i)) (u i e))))
      (exists ((a Outcome)) (forall ((i Player)) (= (u i a) (u i (source x i)))))))
  :named prop-5.pareto-meet))
