; conclusion using: alg-2.chosen def-6.selection lemma.projection/literal/any lemma.larger-set/literal/any step-dominated
; A common point z is above whatever has the payoffs of a and is below the PMM somewhere.
; using: def-5.projection
(define-fun step-dominated () Bool
  (forall ((a Outcome) (c Outcome) (z Outcome) (k Player))
    (=> (forall ((i Player)) (in z (PMP i a))) (weakly-better a c) (< (u k c) (m k)) (improves z c))))
