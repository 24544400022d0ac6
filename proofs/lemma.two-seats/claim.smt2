; claim: lemma.two-seats
; says: with two players, what profiles become when programs are put in their places or replaced by their defaults
; readings: literal
; players: 2
; requires: defaults.smt2
; import: lemma.two-programs literal 2
(define-fun conclusion () Bool
  (forall ((i Player) (j Player) (q Profile) (x Program) (y Program))
    (=> (not (= j i))
        (and (= (replace (replace q i x) j (program j q)) (replace q i x))
             (= (replace (replace q i x) j (default (program j q))) (replace (defaults q) i x))
             (= (replace (defaults (replace q i y)) j (program j q)) (replace q i (default y)))
             (= (defaults (replace q i y)) (replace (defaults q) i (default y)))))))
