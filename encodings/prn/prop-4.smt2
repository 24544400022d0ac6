; node: prop-4
; says: f^RN puts the subclass program with reference function RN^i around p_i
; requires: prn/algorithm.smt2 def-2.smt2
(declare-const R0 Functions)
(declare-const d Profile) ; p^def
(assert (! (forall ((q Profile) (i Player)) (=> (in-P q)
  (and (pmp-renegotiates i (program i (f q)))
       (= (default (program i (f q))) (program i q))
       (= (RN (program i (f q))) (function i R0)))))
  :named prop-4.map))
(assert (! (in-P d) :named prop-4.defaults))
