; import: lemma.level literal any
; conclusion using: step-meet def-5.projection
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

; using: lemma.level/literal/any
(define-fun step-pmm () Bool
  (forall ((x Outcome) (y Outcome) (k Player))
    (=> (<= (u k x) (m k)) (<= (m k) (u k y))
        (exists ((z Outcome)) (and (= (u k z) (m k)) (between x z y))))))

; Writing M for the meet point of a, b_i gives player i at least M_i and the others exactly theirs.
; using: thm-3.projections def-5.projection
(define-fun step-corner () Bool
  (forall ((i Player) (a Outcome))
    (exists ((b Outcome))
      (and (>= (u i b) (max (m i) (u i a)))
           (forall ((j Player)) (=> (not (= j i)) (= (u j b) (max (m j) (u j a)))))))))

; On the way from c, with no payoff above M, to b_i, player i gets M_i, and nobody more than M.
; using: step-payoff step-pmm step-corner
(define-fun step-move () Bool
  (forall ((i Player) (a Outcome) (c Outcome))
    (=> (forall ((j Player)) (<= (u j c) (max (m j) (u j a))))
        (exists ((z Outcome))
          (and (= (u i z) (max (m i) (u i a)))
               (forall ((j Player)) (<= (u j z) (max (m j) (u j a))))
               (forall ((j Player)) (=> (= (u j c) (max (m j) (u j a))) (= (u j z) (max (m j) (u j a))))))))))

; One player after the other.
; using: step-move players.two
(define-fun step-meet () Bool (forall ((a Outcome)) (exists ((z Outcome)) (meet-point a z))))

