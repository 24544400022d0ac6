; node: def-6
; says: whoever of p's players agrees to an outcome agrees to all that weakly improve on it
(assert (! (forall ((i Player) (R Functions) (a Outcome) (b Outcome) (c Outcome))
    (=> (csr i (program i p)) (= (function i R) (RN (program i p)))
        (in b (answer i R a)) (weakly-better c b)
        (in c (answer i R a))))
  :named upward-closed))
