; node: alg-2
; says: how programs with a selection function each run: they play a common outcome of the two proposals
; requires: two-selectors/proposals.smt2
; A common outcome for each pair of proposals, with u_l the lower one for both l. That it is feasible is
; `thm-3.min-feasible`, a claim of its own, which is used here as the draft uses it.
(declare-fun common (Outcome Outcome) Outcome) ; ā
(assert (! (forall ((p Profile) (l Player))
  (=> (all-csr p)
      (= (u l (common (proposed player-1 p) (proposed player-2 p)))
         (min (u l (proposed player-1 p)) (u l (proposed player-2 p))))))
  :named two-selectors.common))

(assert (! (forall ((i Player) (p Profile))
  (=> (csr i (program i p))
      (= (action i p)
         (ite (all-csr p)
              (component i (common (proposed player-1 p) (proposed player-2 p)))
              (action i (replace p i (default (program i p))))))))
  :named alg-2.run))

(define-fun playable ((i Player) (x Program)) Bool (or (member i x) (csr i x)))
