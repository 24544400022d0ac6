; claim: lemma.level
; says: if F is convex, between two outcomes there is one where a player has any given payoff in between
; readings: literal
; players: any
; requires: variants/convex.smt2
; Between: no player has less than in both, or more than in both.
(define-fun between ((x Outcome) (z Outcome) (y Outcome)) Bool
  (forall ((i Player))
    (and (=> (<= (u i x) (u i y)) (and (<= (u i x) (u i z)) (<= (u i z) (u i y))))
         (=> (<= (u i y) (u i x)) (and (<= (u i y) (u i z)) (<= (u i z) (u i x)))))))
(define-fun conclusion () Bool
  (forall ((x Outcome) (y Outcome) (k Player) (c Real))
    (=> (<= (u k x) c) (<= c (u k y))
        (exists ((z Outcome)) (and (= (u k z) c) (between x z y))))))
