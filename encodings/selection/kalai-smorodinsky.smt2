; node: sel.kalai-smorodinsky.transitive
; says: among the points that leave nobody below the disagreement point, leximin of the gains relative to the ideal point of S
; requires: selection.smt2 order.smt2
(declare-fun disagreement (Player) Real) ; d
(define-fun rational ((a Outcome)) Bool (forall ((i Player)) (>= (u i a) (disagreement i))))
; The ideal point of S: the greatest payoff of each player among the points of S that leave nobody below d.
(declare-fun ideal (ClosedSet Player) Real)
(assert (! (forall ((S ClosedSet) (i Player) (a Outcome)) (=> (in a S) (rational a) (<= (u i a) (ideal S i))))
  :named kalai-smorodinsky.ideal))
(assert (! (forall ((S ClosedSet) (i Player)) (=> (exists ((a Outcome)) (and (in a S) (rational a)))
  (exists ((a Outcome)) (and (in a S) (rational a) (= (u i a) (ideal S i))))))
  :named kalai-smorodinsky.attained))
; A player whose ideal payoff is d_i has no gain to compare: 0 for every point alike.
(define-fun gain ((S ClosedSet) (i Player) (a Outcome)) Real
  (ite (= (ideal S i) (disagreement i)) 0.0
       (/ (- (u i a) (disagreement i)) (- (ideal S i) (disagreement i)))))
(declare-fun ranked (ClosedSet Player Outcome) Real) ; the k-th smallest gain
(declare-fun holder (ClosedSet Player Outcome) Player)
(assert (! (forall ((S ClosedSet) (k Player) (a Outcome)) (= (ranked S k a) (gain S (holder S k a) a)))
  :named kalai-smorodinsky.holder))
(assert (! (forall ((S ClosedSet) (k Player) (l Player) (a Outcome))
  (=> (= (holder S k a) (holder S l a)) (= k l)))
  :named kalai-smorodinsky.each-once))
(assert (! (forall ((S ClosedSet) (k Player) (l Player) (a Outcome))
  (=> (before k l) (<= (ranked S k a) (ranked S l a))))
  :named kalai-smorodinsky.sorted))
(define-fun above ((S ClosedSet) (a Outcome) (b Outcome)) Bool
  (or (and (rational a) (not (rational b)))
      (and (rational a) (rational b)
           (or (exists ((k Player))
                 (and (> (ranked S k a) (ranked S k b))
                      (forall ((l Player)) (=> (before l k) (= (ranked S l a) (ranked S l b))))))
               (and (forall ((k Player)) (= (ranked S k a) (ranked S k b))) (lexicographically-above a b))))
      (and (not (rational a)) (not (rational b)) (lexicographically-above a b))))

(assert (! (forall ((S ClosedSet)) (=> (nonempty S)
  (and (in (sel S) S) (forall ((b Outcome)) (=> (in b S) (not (above S b (sel S))))))))
  :named sel.kalai-smorodinsky))
