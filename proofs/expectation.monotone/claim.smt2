; claim: expectation.monotone
; says: a program that is weakly better against everything in a belief's support has weakly higher expected utility
; readings: literal
; players: any
; requires: beliefs.smt2
; proof: by induction
(define-fun conclusion () Bool
  (forall ((b Belief))
    (forall ((i Player) (x Program) (y Program))
      (=> (weighted b)
          (forall ((q Profile)) (=> (supports b q) (<= (U i (replace q i x)) (U i (replace q i y)))))
          (<= (expected i x b) (expected i y b))))))
