; claim: lemma.selector-larger-set
; says: as lemma.larger-set and lemma.common-point, for a program's own selection function
; readings: two-selectors
; players: 2
; requires: two-selectors/proposals.smt2
; import: lemma.projection literal any
(define-fun conclusion () Bool
  (forall ((s Selector) (S ClosedSet) (T ClosedSet) (d Outcome))
    (=> (selects s) (transitive s) (subset S T)
        (forall ((b Outcome))
          (=> (in b T) (or (in b S) (exists ((i Player)) (in b (PMP i (chosen s S d)))))))
        (and (weakly-better (chosen s T d) (chosen s S d))
             (=> (exists ((z Outcome)) (and (in z T) (forall ((i Player)) (in z (PMP i (chosen s S d))))))
                 (forall ((i Player)) (>= (u i (chosen s T d)) (m i))))))))
