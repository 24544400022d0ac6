; claim: lemma.replaced-twice
; says: of two programs put at the same place, the later one counts
; readings: literal
; players: any
; requires: programs.smt2
; using: section-2.profile section-2.replaced section-2.kept
(define-fun conclusion () Bool
  (forall ((q Profile) (i Player) (x Program) (y Program))
    (= (replace (replace q i x) i y) (replace q i y))))
