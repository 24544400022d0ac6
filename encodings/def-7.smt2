; node: def-7
; says: y is the PMP-extension of player i's CSR program x
; requires: alg-2.smt2 def-5.smt2
; "For all CSR p_{-i}": its function is determined where the default outcome of such a profile is the input.
; The blog's extension is the same: d is the default outcome there, and r the outcome of (p_i, p_{-i}).
; Which program is the extension is seen from its code; what it does follows.
(declare-fun extends (Player Program Program) Bool)
(assert (! (forall ((i Player) (x Program) (y Program)) (=> (extends i x y)
  (and (csr i x)
       (csr i y)
       (= (default y) (default x))
       (forall ((p Profile))
         (=> (others-csr i p)
             (= (answer i (functions (replace p i y)) (outcome (defaults (replace p i y))))
                (union (answer i (functions (replace p i x)) (outcome (defaults (replace p i y))))
                       (PMP i (outcome (replace p i x))))))))))
  :named def-7.extension))
