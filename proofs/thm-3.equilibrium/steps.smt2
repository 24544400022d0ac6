; import: expectation.monotone literal any
; conclusion using: def-7.extension step-best thm-3.in-equilibrium beliefs.distribution thm-3.pointwise
; What is weakly better against everything in the support is best too, if the game has it.
; using: expectation.monotone/literal/any
(define-fun step-best () Bool
  (forall ((i Player) (x Program) (y Program) (b Belief))
    (=> (weighted b) (best i x b) (playable i y)
        (forall ((q Profile)) (=> (supports b q) (<= (U i (replace q i x)) (U i (replace q i y)))))
        (best i y b))))
