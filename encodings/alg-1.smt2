; node: alg-1
; says: renegotiation programs
; requires: defaults.smt2 def-3.smt2
(declare-fun renegotiates (Player Program) Bool) ; p_i ∈ P_i^rn
(declare-fun rn (Program) Renegotiation) ; rn^i

; Its function is in R; its default is in P_i, and not in P_i^rn(rn^i).
(assert (! (forall ((i Player) (x Program)) (=> (renegotiates i x) (in-R (rn x)))) :named alg-1.function))
(assert (! (forall ((i Player) (x Program))
  (=> (renegotiates i x)
      (and (member i (default x))
           (not (and (renegotiates i (default x)) (= (rn (default x)) (rn x)))))))
  :named alg-1.default))

(define-fun all-renegotiate ((p Profile)) Bool (forall ((j Player)) (renegotiates j (program j p))))
(define-fun agree ((i Player) (p Profile)) Bool
  (forall ((j Player)) (= (renegotiate (rn (program j p)) (outcome (defaults p)))
                          (renegotiate (rn (program i p)) (outcome (defaults p))))))

(assert (! (forall ((i Player) (p Profile))
  (=> (renegotiates i (program i p))
      (= (action i p)
         (ite (all-renegotiate p)
              (ite (agree i p)
                   (component i (renegotiate (rn (program i p)) (outcome (defaults p))))
                   (component i (outcome (defaults p))))
              (action i (replace p i (default (program i p))))))))
  :named alg-1.run))
