; claim: app-b
; says: for other functions in the same spaces, the outcome under any other selection function is the old one
; readings: literal literal+distinct-payoffs literal+distinct-payoffs+null-allowed literal+in-payoffs literal+in-payoffs+null-allowed literal+null-allowed
; requires: app-b.smt2 same-outcome.smt2
; T is found from R and s alone, before the other selection function t is known.
(define-fun conclusion () Bool
  (forall ((R Functions) (s Selector))
    (=> (all-set-valued R) (selects s)
        (exists ((T Functions))
          (and (all-set-valued T)
               (forall ((t Selector) (a Outcome)) (=> (selects t) (same-outcome (ro T a t) (ro R a s)))))))))
