; claim: lemma.defaults
; says: programs with the same default make the same profile of defaults
; readings: literal
; players: any
; requires: defaults.smt2
; using: section-2.profile section-2.replaced section-2.kept section-2.defaults
(define-fun conclusion () Bool
  (forall ((q Profile) (i Player) (x Program) (y Program))
    (=> (= (default y) (default x)) (= (defaults (replace q i y)) (defaults (replace q i x))))))
