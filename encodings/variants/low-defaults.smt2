; node: prop-5
; says: P holds programs, none of them ICSR, that end below the PMM for every player when they are played
; requires: alg-3.smt2 def-5.smt2
(declare-const low Profile)
(assert (! (and (in-P low)
                (forall ((i Player)) (and (not (icsr i (program i low))) (< (U i low) (m i)))))
  :named low-defaults))
