; node: def-6
; says: no function in the profile or in a support looks at the others' functions
(define-fun unconditional ((i Player) (x Program)) Bool
  (forall ((R Functions) (T Functions) (a Outcome))
    (=> (= (function i R) (RN x)) (= (function i T) (RN x)) (= (answer i R a) (answer i T a)))))
(assert (! (forall ((i Player)) (unconditional i (program i p))) :named unconditional.profile))
(assert (! (forall ((i Player) (j Player) (q Profile))
  (=> (supports (belief i) q) (not (= j i)) (unconditional j (program j q))))
  :named unconditional.supports))
