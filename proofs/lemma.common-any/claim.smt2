; claim: lemma.common-any
; says: if F is convex and every PMP_i(a) is non-empty, some outcome gives all players of a list what the meet point of a does
; readings: literal
; players: any
; requires: projections.smt2 variants/convex-any.smt2
; proof: by induction
; And nobody more than that.
(define-fun conclusion () Bool
  (forall ((l Players))
    (forall ((a Outcome))
      (exists ((z Outcome))
        (and (forall ((i Player)) (<= (u i z) (max (m i) (u i a))))
             (forall ((i Player)) (=> (listed l i) (= (u i z) (max (m i) (u i a))))))))))
