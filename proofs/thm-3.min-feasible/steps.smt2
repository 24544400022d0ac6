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

; using: step-payoff
(define-fun step-second () Bool
  (forall ((c Outcome) (x Outcome) (y Outcome) (i Player) (j Player))
    (=> (= (u i c) (u i x)) (<= (u j c) (u j y)) (< (u j y) (u j x))
        (exists ((z Outcome)) (and (= (u i z) (u i x)) (= (u j z) (u j y)))))))

; using: step-first step-second
(define-fun step-crossing () Bool
  (forall ((d Outcome) (x Outcome) (y Outcome) (i Player) (j Player))
    (=> (weakly-better x d) (weakly-better y d) (< (u i x) (u i y)) (< (u j y) (u j x))
        (exists ((z Outcome)) (and (= (u i z) (u i x)) (= (u j z) (u j y)))))))

; z has the lower payoffs of x and y.
(define-fun lower ((x Outcome) (y Outcome) (z Outcome)) Bool
  (forall ((l Player)) (= (u l z) (min (u l x) (u l y)))))

(define-fun step-below () Bool
  (forall ((x Outcome) (y Outcome)) (=> (weakly-better y x) (lower x y x))))

(define-fun step-beyond () Bool
  (forall ((x Outcome) (y Outcome)) (=> (weakly-better x y) (lower x y y))))

; using: players.two
(define-fun step-both () Bool
  (forall ((x Outcome) (y Outcome) (z Outcome) (i Player) (j Player))
    (=> (< (u i x) (u i y)) (< (u j y) (u j x)) (= (u i z) (u i x)) (= (u j z) (u j y)) (lower x y z))))

; using: step-crossing step-both
(define-fun step-between () Bool
  (forall ((d Outcome) (x Outcome) (y Outcome) (i Player) (j Player))
    (=> (weakly-better x d) (weakly-better y d) (< (u i x) (u i y)) (< (u j y) (u j x))
        (exists ((z Outcome)) (lower x y z)))))

(define-fun step-cases () Bool
  (forall ((x Outcome) (y Outcome))
    (or (weakly-better y x) (weakly-better x y)
        (exists ((i Player) (j Player)) (and (< (u i x) (u i y)) (< (u j y) (u j x)))))))

; using: step-below step-beyond step-between step-cases
(define-fun step-low () Bool
  (forall ((d Outcome) (x Outcome) (y Outcome))
    (=> (weakly-better x d) (weakly-better y d) (exists ((z Outcome)) (lower x y z)))))
