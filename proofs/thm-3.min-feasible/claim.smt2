; claim: thm-3.min-feasible
; says: ā with u_l(ā) = min_k u_l(a^(k)) is feasible
; readings: two-selectors
; players: 2
; requires: two-selectors/proposals.smt2 variants/convex.smt2
(declare-const q Profile)
(assert (! (all-csr q) :named min-feasible.programs))
(define-fun conclusion () Bool
  (exists ((b Outcome)) (forall ((l Player))
    (= (u l b) (min (u l (proposed player-1 q)) (u l (proposed player-2 q)))))))
