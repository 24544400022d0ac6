; node: def-3
; says: renegotiation functions, and the set R of all of them
; requires: game.smt2
(declare-sort Renegotiation 0)
(declare-fun renegotiate (Renegotiation Outcome) Outcome) ; rn(a)
(define-fun in-R ((rn Renegotiation)) Bool
  (and (forall ((a Outcome)) (weakly-better (renegotiate rn a) a))
       (exists ((a Outcome) (i Player)) (> (u i (renegotiate rn a)) (u i a)))))
