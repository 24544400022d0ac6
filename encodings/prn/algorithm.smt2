; node: alg-2
; says: PMP-renegotiation programs, and how they and CSR programs run
; requires: csr.smt2 negotiation.smt2 def-5.smt2
; The function of a program of the subclass is its reference function. The draft lets it be one that never offers.
(declare-fun pmp-renegotiates (Player Program) Bool)
(assert (! (forall ((i Player) (x Program))
  (=> (pmp-renegotiates i x) (or (set-valued i (RN x)) (never-offers i (RN x)))))
  :named prn.function))

(define-fun either ((i Player) (x Program)) Bool (or (csr i x) (pmp-renegotiates i x)))
(define-fun all-pmp ((p Profile)) Bool (forall ((j Player)) (pmp-renegotiates j (program j p))))
(define-fun all-either ((p Profile)) Bool (forall ((j Player)) (either j (program j p))))
(define-fun others-either ((i Player) (p Profile)) Bool
  (forall ((j Player)) (=> (not (= j i)) (either j (program j p)))))

; ⋂_i RN^i_ref(RN^{-i}_ref, a) ∪ PMP_i(a_ref)
(declare-fun active (Functions Outcome) ClosedSet)
(assert (! (forall ((R Functions) (a Outcome) (b Outcome))
  (= (in b (active R a))
     (forall ((i Player)) (or (in b (answer i R a)) (in b (PMP i (ro R a)))))))
  :named prn.active))
(define-fun ro-active ((R Functions) (a Outcome)) Outcome (chosen (active R a) a))

(assert (! (forall ((i Player) (p Profile))
  (=> (either i (program i p))
      (= (action i p)
         (ite (all-pmp p)
              (component i (ro-active (functions p) (outcome (defaults p))))
              (ite (all-either p)
                   (component i (ro (functions p) (outcome (defaults p))))
                   (action i (replace p i (default (program i p)))))))))
  :named prn.run))

; G(P ∪ P^RN ∪ subclass)
(define-fun playable ((i Player) (x Program)) Bool (or (member i x) (either i x)))
