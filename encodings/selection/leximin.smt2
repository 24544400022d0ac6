; node: sel.leximin.transitive
; says: the point whose payoffs, sorted from the worst off, are lexicographically greatest; ties are broken lexicographically
; requires: selection.smt2 order.smt2
; ranked k a: the k-th smallest payoff of a, k counted along the order of the players
(declare-fun ranked (Player Outcome) Real)
(declare-fun holder (Player Outcome) Player) ; whose payoff that is
(assert (! (forall ((k Player) (a Outcome)) (= (ranked k a) (u (holder k a) a))) :named leximin.holder))
(assert (! (forall ((k Player) (l Player) (a Outcome)) (=> (= (holder k a) (holder l a)) (= k l)))
  :named leximin.each-once))
(assert (! (forall ((k Player) (l Player) (a Outcome)) (=> (before k l) (<= (ranked k a) (ranked l a))))
  :named leximin.sorted))
(define-fun same-ranked ((a Outcome) (b Outcome)) Bool (forall ((k Player)) (= (ranked k a) (ranked k b))))
(assert (! (forall ((a Outcome) (b Outcome)) (=> (not (same-ranked a b))
  (exists ((k Player))
    (and (not (= (ranked k a) (ranked k b)))
         (forall ((l Player)) (=> (before l k) (= (ranked l a) (ranked l b))))))))
  :named leximin.first-difference))
(define-fun above ((S ClosedSet) (a Outcome) (b Outcome)) Bool
  (or (exists ((k Player))
        (and (> (ranked k a) (ranked k b))
             (forall ((l Player)) (=> (before l k) (= (ranked l a) (ranked l b))))))
      (and (same-ranked a b) (lexicographically-above a b))))

(assert (! (forall ((S ClosedSet)) (=> (nonempty S)
  (and (in (sel S) S) (forall ((b Outcome)) (=> (in b S) (not (above S b (sel S))))))))
  :named sel.leximin))
