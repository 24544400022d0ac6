; claim: prop-5
; says: some subjective equilibrium of ICSR programs with K rounds ends at most Δ above the PMM
; readings: literal literal+frontier-box literal+weakly literal+convex+low-defaults+unpunished+writable
; requires: prop-5.smt2 pareto-meet.smt2 strict-round.smt2
(define-fun conclusion () Bool
  (exists ((q Profile) (B Beliefs))
    (and (forall ((i Player)) (distribution (of B i)))
         (forall ((i Player)) (and (icsr i (program i q)) (= (rounds (program i q)) K)))
         (forall ((i Player)) (best i (program i q) (of B i)))
         (asm-8-for B)
         ; (1) each of the first K - 1 rounds is a strict Pareto improvement
         (forall ((k Rounds))
           (=> (comes-before (next k) K)
               (strict-round (after q (next k)) (after q k))))
         ; (2) U(p*) ⪯ u^PMM + Δ
         (forall ((i Player)) (<= (U i q) (+ (m i) (Delta i)))))))
