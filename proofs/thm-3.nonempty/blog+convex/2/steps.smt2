; import: lemma.level literal any
; conclusion using: step-kept step-raised step-low players.two players.distinct
; z is between x and y: no player has less than in both, or more than in both.
(define-fun between ((x Outcome) (z Outcome) (y Outcome)) Bool
  (forall ((i Player))
    (and (=> (<= (u i x) (u i y)) (and (<= (u i x) (u i z)) (<= (u i z) (u i y))))
         (=> (<= (u i y) (u i x)) (and (<= (u i y) (u i z)) (<= (u i z) (u i x)))))))

; Between two outcomes, one where player k gets the payoff of a third, or its PMM.
; using: lemma.level/literal/any
(define-fun step-payoff () Bool
  (forall ((x Outcome) (y Outcome) (k Player) (w Outcome))
    (=> (<= (u k x) (u k w)) (<= (u k w) (u k y))
        (exists ((z Outcome)) (and (= (u k z) (u k w)) (between x z y))))))

; For player i, with j the other player. Where a gives both the PMM, a itself is in the projection.
; using: def-5.projection players.two
(define-fun step-kept () Bool
  (forall ((i Player) (a Outcome)) (=> (forall ((j Player)) (>= (u j a) (m j))) (in a (PMP i a)))))

; j's least payoff in an efficient outcome is that of an outcome g that gives i the PMM.
; using: def-5.attained def-5.lower-bound
(define-fun step-least () Bool
  (forall ((j Player)) (exists ((g Outcome))
    (and (efficient g) (= (u j g) (m j)) (forall ((i Player)) (>= (u i g) (m i)))))))

; using: convex.compact def-5.lower-bound
(define-fun step-best () Bool
  (forall ((a Outcome)) (exists ((e Outcome))
    (and (efficient e) (weakly-better e a) (forall ((i Player)) (>= (u i e) (m i)))))))

; Where a gives j the PMM, and i less: between g and an efficient improvement e of a, some outcome gives j what a does.
; using: step-least step-best step-payoff
(define-fun step-between () Bool
  (forall ((i Player) (j Player) (a Outcome))
    (=> (>= (u j a) (m j))
        (exists ((z Outcome)) (and (= (u j z) (u j a)) (>= (u i z) (m i)))))))

; using: step-between def-5.projection players.two
(define-fun step-raised () Bool
  (forall ((i Player) (j Player) (a Outcome))
    (=> (not (= j i)) (>= (u j a) (m j)) (< (u i a) (m i)) (nonempty (PMP i a)))))

; Where a gives j less than the PMM: g gives i at least as much as a, else e would improve on g.
; using: step-least step-best players.two
(define-fun step-above () Bool
  (forall ((i Player) (j Player) (a Outcome))
    (=> (not (= j i)) (< (u j a) (m j))
        (exists ((g Outcome)) (and (= (u j g) (m j)) (>= (u i g) (m i)) (>= (u i g) (u i a)))))))

; using: step-above def-5.projection players.two
(define-fun step-low () Bool
  (forall ((i Player) (j Player) (a Outcome))
    (=> (not (= j i)) (< (u j a) (m j)) (nonempty (PMP i a)))))
