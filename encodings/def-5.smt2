; node: def-5
; says: the Pareto meet minimum m and the Pareto meet projections
; requires: sets.smt2
(declare-fun m (Player) Real)
; m_i is a minimum: it is a lower bound over the efficient outcomes, and attained there.
(assert (! (forall ((i Player) (a Outcome)) (=> (efficient a) (>= (u i a) (m i)))) :named def-5.lower-bound))
(assert (! (forall ((i Player)) (exists ((a Outcome)) (and (efficient a) (= (u i a) (m i))))) :named def-5.attained))

(define-fun max ((x Real) (y Real)) Real (ite (<= x y) y x))

(declare-fun PMP (Player Outcome) ClosedSet)
(assert (! (forall ((i Player) (a Outcome) (b Outcome))
  (= (in b (PMP i a))
     (and (>= (u i b) (max (m i) (u i a)))
          (forall ((j Player)) (=> (not (= j i)) (= (u j b) (max (m j) (u j a))))))))
  :named def-5.projection))

; b has the payoffs of the meet point of a
(define-fun meet-point ((a Outcome) (b Outcome)) Bool
  (forall ((i Player)) (= (u i b) (max (m i) (u i a)))))
