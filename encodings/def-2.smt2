; node: def-2
; says: the two clauses of a safe Pareto improvement for G(P)
; requires: programs.smt2
(declare-fun f (Profile) Profile)
(define-fun spi-improves () Bool
  (forall ((p Profile)) (=> (in-P p) (weakly-better (outcome (f p)) (outcome p)))))
(define-fun spi-strictly () Bool
  (exists ((p Profile) (i Player)) (and (in-P p) (> (U i (f p)) (U i p)))))
