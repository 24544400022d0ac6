; import: lemma.level literal any
; conclusion using: step-move finite.no-one finite.listed
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

; c gives nobody more than M, the payoffs of the meet point of a.
(define-fun below ((c Outcome) (a Outcome)) Bool (forall ((j Player)) (<= (u j c) (max (m j) (u j a)))))

; Whoever gets M_j in c gets it in z.
(define-fun kept ((c Outcome) (z Outcome) (a Outcome)) Bool
  (forall ((j Player)) (=> (= (u j c) (max (m j) (u j a))) (= (u j z) (max (m j) (u j a))))))

; Writing M for the meet point of a: b in PMP_i(a) gives player i at least M_i and the others exactly theirs. So between
; b and an outcome that gives i at most M_i there is one that gives i exactly M_i.
; using: step-payoff step-pmm def-5.projection
(define-fun step-level () Bool
  (forall ((i Player) (a Outcome) (b Outcome) (c Outcome))
    (=> (in b (PMP i a)) (<= (u i c) (max (m i) (u i a)))
        (exists ((z Outcome)) (and (= (u i z) (max (m i) (u i a))) (between c z b))))))

; On the way to b, another player's payoff stays M_j if it was, and does not rise above it.
; using: def-5.projection
(define-fun step-way () Bool
  (forall ((i Player) (a Outcome) (b Outcome) (c Outcome) (z Outcome) (j Player))
    (=> (in b (PMP i a)) (not (= j i)) (<= (u j c) (max (m j) (u j a))) (between c z b)
        (and (<= (u j z) (max (m j) (u j a)))
             (=> (= (u j c) (max (m j) (u j a))) (= (u j z) (max (m j) (u j a))))))))

; using: step-way
(define-fun step-each () Bool
  (forall ((i Player) (a Outcome) (b Outcome) (c Outcome) (z Outcome) (j Player))
    (=> (in b (PMP i a)) (<= (u j c) (max (m j) (u j a))) (= (u i z) (max (m i) (u i a))) (between c z b)
        (and (<= (u j z) (max (m j) (u j a)))
             (=> (= (u j c) (max (m j) (u j a))) (= (u j z) (max (m j) (u j a))))))))

; using: step-each
(define-fun step-all () Bool
  (forall ((i Player) (a Outcome) (b Outcome) (c Outcome) (z Outcome))
    (=> (in b (PMP i a)) (below c a) (= (u i z) (max (m i) (u i a))) (between c z b)
        (and (below z a) (kept c z a)))))

; using: thm-3.projections step-level
(define-fun step-there () Bool
  (forall ((i Player) (a Outcome) (c Outcome))
    (=> (below c a)
        (exists ((b Outcome) (z Outcome))
          (and (in b (PMP i a)) (= (u i z) (max (m i) (u i a))) (between c z b))))))

; So from an outcome c with no payoff above M one gets to such an outcome where player i gets M_i.
; using: step-there step-all
(define-fun step-move () Bool
  (forall ((i Player) (a Outcome) (c Outcome))
    (=> (below c a)
        (exists ((z Outcome)) (and (= (u i z) (max (m i) (u i a))) (below z a) (kept c z a))))))

