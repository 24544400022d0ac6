; conclusion using: alg-2.chosen step-union step-agree step-disagree
; T is S and the part of T that weakly improves on a.
; using: sets.extensional sets.union sets.intersection sets.improvements
(define-fun step-union () Bool
  (forall ((S ClosedSet) (T ClosedSet) (a Outcome))
    (=> (subset S T)
        (forall ((b Outcome)) (=> (in b T) (or (in b S) (weakly-better b a))))
        (= T (union S (intersection T (improvements a)))))))

; Transitivity, for what weakly improves on the selected point.
; using: sel.transitive sets.intersection sets.improvements
(define-fun step-transitive () Bool
  (forall ((S ClosedSet) (T ClosedSet))
    (=> (nonempty S) (weakly-better (sel (union S (intersection T (improvements (sel S))))) (sel S)))))

; Where something was selected, transitivity applies.
; using: step-union step-transitive
(define-fun step-agree () Bool
  (forall ((S ClosedSet) (T ClosedSet))
    (=> (nonempty S) (subset S T)
        (forall ((b Outcome)) (=> (in b T) (or (in b S) (weakly-better b (sel S)))))
        (weakly-better (sel T) (sel S)))))

; Where nothing was, everything in T weakly improves on d.
; using: alg-2.chosen def-6.selection
(define-fun step-disagree () Bool
  (forall ((S ClosedSet) (T ClosedSet) (d Outcome))
    (=> (not (nonempty S))
        (forall ((b Outcome)) (=> (in b T) (or (in b S) (weakly-better b d))))
        (weakly-better (chosen T d) d))))
