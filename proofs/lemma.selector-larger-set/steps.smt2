; conclusion using: step-better step-common
; using: sets.extensional sets.union sets.intersection sets.improvements
(define-fun step-union () Bool
  (forall ((S ClosedSet) (T ClosedSet) (a Outcome))
    (=> (subset S T)
        (forall ((b Outcome)) (=> (in b T) (or (in b S) (weakly-better b a))))
        (= T (union S (intersection T (improvements a)))))))

; using: sets.intersection sets.improvements
(define-fun step-transitive () Bool
  (forall ((s Selector) (S ClosedSet) (T ClosedSet))
    (=> (transitive s) (nonempty S)
        (weakly-better (pick s (union S (intersection T (improvements (pick s S))))) (pick s S)))))

; using: step-union step-transitive
(define-fun step-agree () Bool
  (forall ((s Selector) (S ClosedSet) (T ClosedSet))
    (=> (transitive s) (nonempty S) (subset S T)
        (forall ((b Outcome)) (=> (in b T) (or (in b S) (weakly-better b (pick s S)))))
        (weakly-better (pick s T) (pick s S)))))

; using: alg-2.chosen
(define-fun step-disagree () Bool
  (forall ((s Selector) (S ClosedSet) (T ClosedSet) (d Outcome))
    (=> (selects s) (not (nonempty S))
        (forall ((b Outcome)) (=> (in b T) (or (in b S) (weakly-better b d))))
        (weakly-better (chosen s T d) d))))

; using: alg-2.chosen step-union step-agree step-disagree
(define-fun step-larger () Bool
  (forall ((s Selector) (S ClosedSet) (T ClosedSet) (d Outcome))
    (=> (selects s) (transitive s) (subset S T)
        (forall ((b Outcome)) (=> (in b T) (or (in b S) (weakly-better b (chosen s S d)))))
        (weakly-better (chosen s T d) (chosen s S d)))))

; using: step-larger lemma.projection/literal/any
(define-fun step-better () Bool
  (forall ((s Selector) (S ClosedSet) (T ClosedSet) (d Outcome))
    (=> (selects s) (transitive s) (subset S T)
        (forall ((b Outcome))
          (=> (in b T) (or (in b S) (exists ((i Player)) (in b (PMP i (chosen s S d)))))))
        (weakly-better (chosen s T d) (chosen s S d)))))

; A common point z is above whatever has the payoffs of a and is below the PMM somewhere.
; using: def-5.projection
(define-fun step-dominated () Bool
  (forall ((a Outcome) (c Outcome) (z Outcome) (k Player))
    (=> (forall ((i Player)) (in z (PMP i a))) (weakly-better a c) (< (u k c) (m k)) (improves z c))))

; using: alg-2.chosen
(define-fun step-efficient () Bool
  (forall ((s Selector) (S ClosedSet) (d Outcome) (z Outcome))
    (=> (selects s) (in z S) (efficient-in (chosen s S d) S))))

; What is selected is in a projection, or was there before, and then has the payoffs of the old selection.
; using: alg-2.chosen
(define-fun step-old () Bool
  (forall ((s Selector) (S ClosedSet) (d Outcome) (c Outcome))
    (=> (selects s) (in c S) (weakly-better c (chosen s S d)) (weakly-better (chosen s S d) c))))

; using: step-better step-dominated step-efficient step-old lemma.projection/literal/any
(define-fun step-common () Bool
  (forall ((s Selector) (S ClosedSet) (T ClosedSet) (d Outcome) (z Outcome))
    (=> (selects s) (transitive s) (subset S T)
        (forall ((b Outcome))
          (=> (in b T) (or (in b S) (exists ((i Player)) (in b (PMP i (chosen s S d)))))))
        (in z T) (forall ((i Player)) (in z (PMP i (chosen s S d))))
        (forall ((i Player)) (>= (u i (chosen s T d)) (m i))))))
