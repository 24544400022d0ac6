; node: prop-5
; says: every program of P that is not ICSR acts against ICSR programs with K rounds as against their defaults
; requires: prop-5.smt2
(assert (! (forall ((i Player) (x Program) (q Profile))
    (=> (member i x) (not (icsr i x)) (others-icsr i q K)
        (= (action i (replace q i x)) (action i (replace (defaults q) i x)))))
  :named unpunished))
