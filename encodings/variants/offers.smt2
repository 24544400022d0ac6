; node: prop-4
; says: some profile of P ends at an outcome where everyone's function offers one outcome that is better for someone
(assert (! (exists ((q Profile) (b Outcome)) (and (in-P q) (improves b (outcome q))
  (forall ((i Player)) (in b (answer i R0 (outcome q))))))
  :named offers))
