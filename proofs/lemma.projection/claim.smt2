; claim: lemma.projection
; says: what is in a projection of a weakly improves on a, and gives everyone the PMM
; readings: literal
; players: any
; requires: def-5.smt2
; using: def-5.projection
(define-fun conclusion () Bool
  (forall ((i Player) (a Outcome) (b Outcome))
    (=> (in b (PMP i a))
        (and (weakly-better b a) (forall ((j Player)) (>= (u j b) (m j)))))))
