; node: sel.lexicographic.transitive
; says: the lexicographically greatest point, the players in any fixed order
; requires: selection.smt2 order.smt2
(define-fun above ((S ClosedSet) (a Outcome) (b Outcome)) Bool (lexicographically-above a b))

(assert (! (forall ((S ClosedSet)) (=> (nonempty S)
  (and (in (sel S) S) (forall ((b Outcome)) (=> (in b S) (not (above S b (sel S))))))))
  :named sel.lexicographic))
