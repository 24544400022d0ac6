; node: alg-2
; says: how CSR programs run
; requires: csr.smt2 negotiation.smt2
(assert (! (forall ((i Player) (p Profile))
  (=> (csr i (program i p))
      (= (action i p)
         (ite (all-csr p)
              (component i (ro (functions p) (outcome (defaults p))))
              (action i (replace p i (default (program i p))))))))
  :named alg-2.run))
