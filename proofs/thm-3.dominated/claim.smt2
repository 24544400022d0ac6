; claim: thm-3.dominated
; says: a below-PMM point of the agreement set is Pareto-dominated by a point of ⋂_i PMP_i(a_ref)
; readings: prn prn+convex prn+meet-feasible prn+convex+selected prn+meet-feasible+selected
; requires: prn/steps.smt2 everyone.smt2 prn/agreed.smt2
(define-fun reference () Outcome (ro (functions p-tilde) (outcome (defaults p-tilde))))
(define-fun conclusion () Bool
  (forall ((b Outcome))
    (=> (meant b)
        (exists ((i Player)) (< (u i b) (m i)))
        (exists ((c Outcome)) (and (forall ((i Player)) (in c (PMP i reference))) (improves c b))))))
