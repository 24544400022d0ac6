; conclusion using: step-tie sel.leximin sets.union
; Of two outcomes neither of which is above the other, the payoffs are the same.
; using: order.first-difference
(define-fun step-payoffs () Bool
  (forall ((a Outcome) (b Outcome))
    (or (same-payoffs a b) (lexicographically-above a b) (lexicographically-above b a))))

; using: leximin.first-difference step-payoffs
(define-fun step-tie () Bool
  (forall ((S ClosedSet) (a Outcome) (b Outcome))
    (=> (not (above S a b)) (not (above S b a)) (same-payoffs a b))))
