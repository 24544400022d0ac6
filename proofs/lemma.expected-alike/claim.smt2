; claim: lemma.expected-alike
; says: a program that is weakly better against everything in a belief's support, and expects no more, is nowhere better
; readings: literal
; players: any
; requires: beliefs.smt2
; import: expectation.monotone literal any
; proof: by induction
(define-fun conclusion () Bool
  (forall ((b Belief))
    (forall ((i Player) (x Program) (y Program))
      (=> (weighted b)
          (forall ((q Profile)) (=> (supports b q) (<= (U i (replace q i x)) (U i (replace q i y)))))
          (<= (expected i y b) (expected i x b))
          (forall ((q Profile)) (=> (supports b q) (<= (U i (replace q i y)) (U i (replace q i x)))))))))
