; node: section-1
; says: F is convex, and every outcome is weakly improved by an efficient one, as where F is compact
; requires: game.smt2
(assert (! (forall ((a Outcome) (b Outcome) (t Real)) (=> (<= 0 t) (<= t 1)
  (exists ((c Outcome)) (forall ((i Player)) (= (u i c) (+ (* t (u i a)) (* (- 1 t) (u i b))))))))
  :named convex))
(assert (! (forall ((a Outcome)) (exists ((b Outcome)) (and (efficient b) (weakly-better b a))))
  :named convex.compact))
