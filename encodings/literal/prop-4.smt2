; node: prop-4
; says: f^RN puts the alg-2 program with RN^i around p_i; each RN^i offers the projection at the defaults p^def
; requires: alg-2.smt2 def-2.smt2 inclusion.smt2
(assert (! (forall ((q Profile) (i Player)) (=> (in-P q)
  (and (csr i (program i (f q)))
       (= (default (program i (f q))) (program i q))
       (= (RN (program i (f q))) (function i R0)))))
  :named prop-4.map))
(assert (! (in-P d) :named prop-4.defaults))
