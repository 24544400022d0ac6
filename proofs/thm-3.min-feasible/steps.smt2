; import: lemma.level literal any
; conclusion using: step-above step-low players.two
; Both proposals weakly improve on the default outcome.
; using: alg-2.chosen alg-2.agreement alg-2.function alg-2.functions two-selectors.selection min-feasible.programs
(define-fun step-above () Bool
  (forall ((k Player)) (weakly-better (proposed k q) (outcome (defaults q)))))

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

; The lower payoffs of x and y, where x is worse for player i and y for player j: on the way from d to y, player i gets
; as much as in x; on the way from there to x, player j gets as much as in y.
; using: step-payoff
(define-fun step-first () Bool
  (forall ((d Outcome) (x Outcome) (y Outcome) (i Player) (j Player))
    (=> (weakly-better x d) (weakly-better y d) (< (u i x) (u i y)) (< (u j y) (u j x))
        (exists ((c Outcome)) (and (= (u i c) (u i x)) (<= (u j c) (u j y)))))))

; using: step-payoff step-first
(define-fun step-crossing () Bool
  (forall ((d Outcome) (x Outcome) (y Outcome) (i Player) (j Player))
    (=> (weakly-better x d) (weakly-better y d) (< (u i x) (u i y)) (< (u j y) (u j x))
        (exists ((z Outcome)) (and (= (u i z) (u i x)) (= (u j z) (u j y)))))))

; using: step-crossing players.two
(define-fun step-low () Bool
  (forall ((d Outcome) (x Outcome) (y Outcome))
    (=> (weakly-better x d) (weakly-better y d)
        (exists ((z Outcome)) (forall ((l Player)) (= (u l z) (min (u l x) (u l y))))))))
