; node: prop-1
; says: f_i(p_i) is the alg-1 program with default p_i and the function r
; requires: alg-1.smt2 def-2.smt2
(declare-const r Renegotiation)
(assert (! (in-R r) :named prop-1.function))
(assert (! (forall ((p Profile) (i Player)) (=> (in-P p)
  (and (renegotiates i (program i (f p)))
       (= (default (program i (f p))) (program i p))
       (= (rn (program i (f p))) r))))
  :named prop-1.map))
