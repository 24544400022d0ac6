; conclusion using: step-never players.two players.distinct
; There is something to gain for player i: the ideal payoff in S is above the disagreement payoff.
(define-fun wide ((S ClosedSet) (i Player)) Bool (< (disagreement i) (ideal S i)))

; using: players.two
(define-fun step-other () Bool
  (forall ((i Player) (j Player) (k Player)) (or (= i j) (= k i) (= k j))))

; The smaller of two gains is ranked first.
; using: step-other kalai-smorodinsky.holder kalai-smorodinsky.each-once kalai-smorodinsky.sorted order.irreflexive
(define-fun step-ranked () Bool
  (forall ((S ClosedSet) (a Outcome) (k Player) (l Player) (p Player) (q Player))
    (=> (before k l) (not (= p q)) (<= (gain S p a) (gain S q a))
        (and (= (ranked S k a) (gain S p a)) (= (ranked S l a) (gain S q a))))))

; using: step-other order.irreflexive order.transitive
(define-fun step-first () Bool
  (forall ((k Player) (l Player) (m Player))
    (=> (before k l) (and (not (before m k)) (or (not (before m l)) (= m k)) (or (= m k) (= m l))))))

; using: step-first
(define-fun step-lexicographic () Bool
  (forall ((k Player) (l Player) (a Outcome) (b Outcome))
    (=> (before k l) (> (u k a) (u k b)) (lexicographically-above a b))))

; using: order.first-difference
(define-fun step-payoffs () Bool
  (forall ((a Outcome) (b Outcome))
    (or (same-payoffs a b) (lexicographically-above a b) (lexicographically-above b a))))

; using: step-first
(define-fun step-by-first () Bool
  (forall ((S ClosedSet) (a Outcome) (b Outcome) (k Player) (l Player))
    (=> (before k l) (rational a) (rational b) (> (ranked S k a) (ranked S k b)) (above S a b))))

; using: step-first
(define-fun step-by-second () Bool
  (forall ((S ClosedSet) (a Outcome) (b Outcome) (k Player) (l Player))
    (=> (before k l) (rational a) (rational b) (= (ranked S k a) (ranked S k b)) (> (ranked S l a) (ranked S l b))
        (above S a b))))

; using: step-first
(define-fun step-by-last () Bool
  (forall ((S ClosedSet) (a Outcome) (b Outcome) (k Player) (l Player))
    (=> (before k l) (rational a) (rational b) (= (ranked S k a) (ranked S k b)) (= (ranked S l a) (ranked S l b))
        (lexicographically-above a b) (above S a b))))

; The gain ranked first is at most each player's.
; using: step-other kalai-smorodinsky.holder kalai-smorodinsky.each-once kalai-smorodinsky.sorted order.irreflexive
(define-fun step-least () Bool
  (forall ((S ClosedSet) (a Outcome) (k Player) (l Player) (p Player))
    (=> (before k l) (<= (ranked S k a) (gain S p a)))))

; using: step-other kalai-smorodinsky.holder
(define-fun step-either () Bool
  (forall ((S ClosedSet) (a Outcome) (k Player) (p Player) (q Player))
    (=> (not (= p q)) (or (= (ranked S k a) (gain S p a)) (= (ranked S k a) (gain S q a))))))

; using: step-ranked order.irreflexive
(define-fun step-ranked-forward () Bool
  (forall ((S ClosedSet) (a Outcome) (p Player) (q Player))
    (=> (before p q) (<= (gain S p a) (gain S q a))
        (and (= (ranked S p a) (gain S p a)) (= (ranked S q a) (gain S q a))))))

; using: step-ranked order.irreflexive
(define-fun step-ranked-backward () Bool
  (forall ((S ClosedSet) (a Outcome) (p Player) (q Player))
    (=> (before q p) (<= (gain S p a) (gain S q a))
        (and (= (ranked S q a) (gain S p a)) (= (ranked S p a) (gain S q a))))))

; Aligned: both outcomes give p no more than q. Crossed: a does, and b gives q no more than p.
; using: step-ranked-forward step-by-second
(define-fun step-aligned-second-forward () Bool
  (forall ((S ClosedSet) (a Outcome) (b Outcome) (p Player) (q Player))
    (=> (before p q) (rational a) (rational b)
        (<= (gain S p a) (gain S q a)) (<= (gain S p b) (gain S q b))
        (= (gain S p a) (gain S p b)) (> (gain S q a) (gain S q b))
        (above S a b))))

; using: step-ranked-backward step-by-second
(define-fun step-aligned-second-backward () Bool
  (forall ((S ClosedSet) (a Outcome) (b Outcome) (p Player) (q Player))
    (=> (before q p) (rational a) (rational b)
        (<= (gain S p a) (gain S q a)) (<= (gain S p b) (gain S q b))
        (= (gain S p a) (gain S p b)) (> (gain S q a) (gain S q b))
        (above S a b))))

; using: step-aligned-second-forward step-aligned-second-backward order.total
(define-fun step-aligned-second () Bool
  (forall ((S ClosedSet) (a Outcome) (b Outcome) (p Player) (q Player))
    (=> (not (= p q)) (rational a) (rational b)
        (<= (gain S p a) (gain S q a)) (<= (gain S p b) (gain S q b))
        (= (gain S p a) (gain S p b)) (> (gain S q a) (gain S q b))
        (above S a b))))

; using: step-ranked-forward step-by-second step-ranked-backward
(define-fun step-crossed-second-forward () Bool
  (forall ((S ClosedSet) (a Outcome) (b Outcome) (p Player) (q Player))
    (=> (before p q) (rational a) (rational b)
        (<= (gain S p a) (gain S q a)) (<= (gain S q b) (gain S p b))
        (= (gain S p a) (gain S q b)) (> (gain S q a) (gain S p b))
        (above S a b))))

; using: step-ranked-backward step-by-second step-ranked-forward
(define-fun step-crossed-second-backward () Bool
  (forall ((S ClosedSet) (a Outcome) (b Outcome) (p Player) (q Player))
    (=> (before q p) (rational a) (rational b)
        (<= (gain S p a) (gain S q a)) (<= (gain S q b) (gain S p b))
        (= (gain S p a) (gain S q b)) (> (gain S q a) (gain S p b))
        (above S a b))))

; using: step-crossed-second-forward step-crossed-second-backward order.total
(define-fun step-crossed-second () Bool
  (forall ((S ClosedSet) (a Outcome) (b Outcome) (p Player) (q Player))
    (=> (not (= p q)) (rational a) (rational b)
        (<= (gain S p a) (gain S q a)) (<= (gain S q b) (gain S p b))
        (= (gain S p a) (gain S q b)) (> (gain S q a) (gain S p b))
        (above S a b))))

; using: step-ranked-forward step-by-last step-ranked-backward
(define-fun step-crossed-last-forward () Bool
  (forall ((S ClosedSet) (a Outcome) (b Outcome) (p Player) (q Player))
    (=> (before p q) (rational a) (rational b)
        (<= (gain S p a) (gain S q a)) (<= (gain S q b) (gain S p b))
        (= (gain S p a) (gain S q b)) (= (gain S q a) (gain S p b))
        (lexicographically-above a b)
        (above S a b))))

; using: step-ranked-backward step-by-last step-ranked-forward
(define-fun step-crossed-last-backward () Bool
  (forall ((S ClosedSet) (a Outcome) (b Outcome) (p Player) (q Player))
    (=> (before q p) (rational a) (rational b)
        (<= (gain S p a) (gain S q a)) (<= (gain S q b) (gain S p b))
        (= (gain S p a) (gain S q b)) (= (gain S q a) (gain S p b))
        (lexicographically-above a b)
        (above S a b))))

; using: step-crossed-last-forward step-crossed-last-backward order.total
(define-fun step-crossed-last () Bool
  (forall ((S ClosedSet) (a Outcome) (b Outcome) (p Player) (q Player))
    (=> (not (= p q)) (rational a) (rational b)
        (<= (gain S p a) (gain S q a)) (<= (gain S q b) (gain S p b))
        (= (gain S p a) (gain S q b)) (= (gain S q a) (gain S p b))
        (lexicographically-above a b)
        (above S a b))))

; using: step-by-first step-least step-either order.irreflexive
(define-fun step-above-least-forward () Bool
  (forall ((S ClosedSet) (a Outcome) (b Outcome) (i Player) (j Player))
    (=> (before i j) (rational a) (rational b) (< (gain S i b) (gain S i a)) (< (gain S i b) (gain S j a))
        (above S a b))))

; using: step-by-first step-least step-either order.irreflexive
(define-fun step-above-least-backward () Bool
  (forall ((S ClosedSet) (a Outcome) (b Outcome) (i Player) (j Player))
    (=> (before j i) (rational a) (rational b) (< (gain S i b) (gain S i a)) (< (gain S i b) (gain S j a))
        (above S a b))))

; using: step-above-least-forward step-above-least-backward order.total
(define-fun step-above-least () Bool
  (forall ((S ClosedSet) (a Outcome) (b Outcome) (i Player) (j Player))
    (=> (rational a) (rational b) (not (= i j))
        (< (gain S i b) (gain S i a)) (< (gain S i b) (gain S j a))
        (above S a b))))

; using: step-above-least step-aligned-second
(define-fun step-above-both () Bool
  (forall ((S ClosedSet) (a Outcome) (b Outcome) (i Player) (j Player))
    (=> (rational a) (rational b) (not (= i j))
        (< (gain S i b) (gain S i a)) (<= (gain S j b) (gain S j a))
        (above S a b))))

; using: step-above-both kalai-smorodinsky.ideal
(define-fun step-dominates () Bool
  (forall ((S ClosedSet) (a Outcome) (b Outcome) (i Player) (j Player))
    (=> (rational a) (rational b) (not (= i j)) (in a S)
        (< (u i b) (u i a)) (<= (u j b) (u j a))
        (above S a b))))

; using: sel.kalai-smorodinsky
(define-fun step-chosen () Bool
  (forall ((S ClosedSet) (a Outcome)) (=> (in a S) (and (in (sel S) S) (not (above S a (sel S)))))))

; What would refute transitivity: x is selected from S, all of T is weakly better, z is selected from both, and i loses.
(define-fun refutes ((S ClosedSet) (T ClosedSet) (i Player) (j Player)) Bool
  (and (not (= i j)) (nonempty S) (forall ((y Outcome)) (=> (in y T) (weakly-better y (sel S))))
       (< (u i (sel (union S T))) (u i (sel S)))))

; Then x and z are both in S.
; using: step-chosen sets.union
(define-fun step-in () Bool
  (forall ((S ClosedSet) (T ClosedSet) (i Player) (j Player))
    (=> (refutes S T i j)
        (and (in (sel S) S) (in (sel (union S T)) S) (in (sel S) (union S T))
             (not (above S (sel (union S T)) (sel S))) (not (above (union S T) (sel S) (sel (union S T))))))))

; using: step-in step-payoffs
(define-fun step-rational () Bool
  (forall ((S ClosedSet) (T ClosedSet) (i Player) (j Player))
    (=> (refutes S T i j) (and (rational (sel S)) (rational (sel (union S T)))))))

; using: step-in step-rational step-dominates
(define-fun step-gainer () Bool
  (forall ((S ClosedSet) (T ClosedSet) (i Player) (j Player))
    (=> (refutes S T i j) (< (u j (sel S)) (u j (sel (union S T)))))))

; using: kalai-smorodinsky.attained kalai-smorodinsky.ideal sets.union
(define-fun step-larger () Bool
  (forall ((S ClosedSet) (T ClosedSet) (k Player) (a Outcome))
    (=> (in a S) (rational a) (<= (ideal S k) (ideal (union S T) k)))))

; using: step-in step-rational step-gainer step-larger kalai-smorodinsky.ideal
(define-fun step-wide () Bool
  (forall ((S ClosedSet) (T ClosedSet) (i Player) (j Player))
    (=> (refutes S T i j)
        (and (wide S i) (wide S j)
             (<= (ideal S i) (ideal (union S T) i)) (<= (ideal S j) (ideal (union S T) j))))))

; using: step-in sets.union
(define-fun step-added-better () Bool
  (forall ((S ClosedSet) (T ClosedSet) (i Player) (j Player) (y Outcome))
    (=> (refutes S T i j) (in y T)
        (and (weakly-better y (sel S)) (in y (union S T)) (< (u i (sel (union S T))) (u i y))))))

; using: step-added-better step-rational
(define-fun step-added-rational () Bool
  (forall ((S ClosedSet) (T ClosedSet) (i Player) (j Player) (y Outcome))
    (=> (refutes S T i j) (in y T) (rational y))))

; using: step-added-better step-chosen
(define-fun step-added-not-above () Bool
  (forall ((S ClosedSet) (T ClosedSet) (i Player) (j Player) (y Outcome))
    (=> (refutes S T i j) (in y T) (not (above (union S T) y (sel (union S T)))))))

; A point of T gives i more than z does, and so j less.
; using: step-added-better step-added-rational step-added-not-above step-rational step-dominates
(define-fun step-added-less () Bool
  (forall ((S ClosedSet) (T ClosedSet) (i Player) (j Player) (y Outcome))
    (=> (refutes S T i j) (in y T) (< (u j y) (u j (sel (union S T)))))))

; using: kalai-smorodinsky.attained kalai-smorodinsky.ideal
(define-fun step-some-ideal () Bool
  (forall ((S ClosedSet) (i Player) (a Outcome))
    (=> (in a S) (rational a)
        (exists ((y Outcome)) (and (in y S) (rational y) (= (ideal S i) (u i y)) (<= (u i a) (u i y)))))))

; j's ideal payoff in S and T together is attained in S.
; using: step-in step-rational step-some-ideal step-added-less step-wide kalai-smorodinsky.ideal sets.union
(define-fun step-same () Bool
  (forall ((S ClosedSet) (T ClosedSet) (i Player) (j Player))
    (=> (refutes S T i j) (= (ideal S j) (ideal (union S T) j)))))

; using: step-in step-rational step-gainer step-wide step-above-least
(define-fun step-bound () Bool
  (forall ((S ClosedSet) (T ClosedSet) (i Player) (j Player))
    (=> (refutes S T i j) (<= (gain S i (sel (union S T))) (gain S j (sel S))))))

; z's gain for i is no greater in S and T together than in S.
; using: step-rational step-wide
(define-fun step-shrunk () Bool
  (forall ((S ClosedSet) (T ClosedSet) (i Player) (j Player))
    (=> (refutes S T i j) (<= (gain (union S T) i (sel (union S T))) (gain S i (sel (union S T)))))))

; using: step-wide
(define-fun step-loss () Bool
  (forall ((S ClosedSet) (T ClosedSet) (i Player) (j Player))
    (=> (refutes S T i j) (< (gain (union S T) i (sel (union S T))) (gain (union S T) i (sel S))))))

; using: step-loss step-in step-rational step-above-least
(define-fun step-not-below () Bool
  (forall ((S ClosedSet) (T ClosedSet) (i Player) (j Player))
    (=> (refutes S T i j) (<= (gain (union S T) j (sel S)) (gain (union S T) i (sel (union S T)))))))

; using: step-same
(define-fun step-j-kept () Bool
  (forall ((S ClosedSet) (T ClosedSet) (i Player) (j Player))
    (=> (refutes S T i j) (= (gain S j (sel S)) (gain (union S T) j (sel S))))))

; The least gains are the same.
; using: step-shrunk step-not-below step-j-kept step-bound
(define-fun step-equal () Bool
  (forall ((S ClosedSet) (T ClosedSet) (i Player) (j Player))
    (=> (refutes S T i j)
        (and (= (gain (union S T) i (sel (union S T))) (gain (union S T) j (sel S)))
             (= (gain S i (sel (union S T))) (gain S j (sel S)))
             (= (gain (union S T) i (sel (union S T))) (gain S i (sel (union S T))))))))

; In S and in S and T together: z gives j more than i, x gives i more than j.
; using: step-wide step-same step-gainer step-equal
(define-fun step-order () Bool
  (forall ((S ClosedSet) (T ClosedSet) (i Player) (j Player))
    (=> (refutes S T i j)
        (and (< (gain S i (sel (union S T))) (gain S j (sel (union S T))))
             (< (gain S j (sel S)) (gain S i (sel S)))
             (< (gain (union S T) i (sel (union S T))) (gain (union S T) j (sel (union S T))))
             (< (gain (union S T) j (sel S)) (gain (union S T) i (sel S)))))))

; using: step-in step-rational step-order step-equal step-crossed-second
(define-fun step-second () Bool
  (forall ((S ClosedSet) (T ClosedSet) (i Player) (j Player))
    (=> (refutes S T i j) (<= (gain S j (sel (union S T))) (gain S i (sel S))))))

; using: step-in step-rational step-order step-equal step-second step-crossed-last
(define-fun step-tied () Bool
  (forall ((S ClosedSet) (T ClosedSet) (i Player) (j Player))
    (=> (refutes S T i j) (= (gain S j (sel (union S T))) (gain S i (sel S)))
        (not (lexicographically-above (sel (union S T)) (sel S))))))

; using: step-in step-rational step-order step-equal step-crossed-last
(define-fun step-tied-in-both () Bool
  (forall ((S ClosedSet) (T ClosedSet) (i Player) (j Player))
    (=> (refutes S T i j) (= (gain (union S T) j (sel (union S T))) (gain (union S T) i (sel S)))
        (not (lexicographically-above (sel S) (sel (union S T)))))))

; using: step-in step-rational step-order step-equal step-crossed-second
(define-fun step-second-in-both () Bool
  (forall ((S ClosedSet) (T ClosedSet) (i Player) (j Player))
    (=> (refutes S T i j) (<= (gain (union S T) i (sel S)) (gain (union S T) j (sel (union S T)))))))

; Were i's ideal payoff the same as in S, the gains would be.
; using: step-same
(define-fun step-gains-kept () Bool
  (forall ((S ClosedSet) (T ClosedSet) (i Player) (j Player))
    (=> (refutes S T i j) (= (ideal S i) (ideal (union S T) i))
        (and (= (gain S i (sel S)) (gain (union S T) i (sel S)))
             (= (gain S j (sel (union S T))) (gain (union S T) j (sel (union S T))))))))

; using: step-gains-kept step-second step-second-in-both
(define-fun step-gains-alike () Bool
  (forall ((S ClosedSet) (T ClosedSet) (i Player) (j Player))
    (=> (refutes S T i j) (= (ideal S i) (ideal (union S T) i))
        (and (= (gain S j (sel (union S T))) (gain S i (sel S)))
             (= (gain (union S T) j (sel (union S T))) (gain (union S T) i (sel S)))))))

; using: step-payoffs
(define-fun step-one-above () Bool
  (forall ((S ClosedSet) (T ClosedSet) (i Player) (j Player))
    (=> (refutes S T i j) (not (lexicographically-above (sel S) (sel (union S T))))
        (lexicographically-above (sel (union S T)) (sel S)))))

; using: step-gains-alike step-tied step-tied-in-both step-one-above
(define-fun step-not-the-same () Bool
  (forall ((S ClosedSet) (T ClosedSet) (i Player) (j Player))
    (=> (refutes S T i j) (not (= (ideal S i) (ideal (union S T) i))))))

; So i's ideal payoff grows, else x and z would be ranked in S and T together as they are in S.
; using: step-not-the-same step-wide
(define-fun step-grows () Bool
  (forall ((S ClosedSet) (T ClosedSet) (i Player) (j Player))
    (=> (refutes S T i j) (< (ideal S i) (ideal (union S T) i)))))

; So z gives i the disagreement payoff: a greater ideal payoff would make any gain of i's smaller.
; using: step-rational step-wide step-grows step-equal
(define-fun step-z-at-d () Bool
  (forall ((S ClosedSet) (T ClosedSet) (i Player) (j Player))
    (=> (refutes S T i j) (= (disagreement i) (u i (sel (union S T)))))))

; Some outcome y attains i's ideal payoff in S and T together; as z is selected, y is not above it.
; using: step-in step-rational step-grows step-chosen kalai-smorodinsky.attained kalai-smorodinsky.ideal sets.union
(define-fun step-attained () Bool
  (forall ((S ClosedSet) (T ClosedSet) (i Player) (j Player))
    (=> (refutes S T i j)
        (exists ((y Outcome))
          (and (rational y) (in y (union S T)) (= (ideal (union S T) i) (u i y))
               (not (above (union S T) y (sel (union S T)))))))))

; It gives j the disagreement payoff, else its least gain would be more than z's, which is 0.
; using: step-rational step-wide step-z-at-d step-above-least
(define-fun step-y-at-d () Bool
  (forall ((S ClosedSet) (T ClosedSet) (i Player) (j Player) (y Outcome))
    (=> (refutes S T i j) (rational y) (= (ideal (union S T) i) (u i y))
        (not (above (union S T) y (sel (union S T))))
        (= (disagreement j) (u j y)))))

; using: step-wide
(define-fun step-wide-in-both () Bool
  (forall ((S ClosedSet) (T ClosedSet) (i Player) (j Player))
    (=> (refutes S T i j) (and (wide (union S T) i) (wide (union S T) j)))))

; using: step-wide-in-both step-z-at-d
(define-fun step-z-zero () Bool
  (forall ((S ClosedSet) (T ClosedSet) (i Player) (j Player))
    (=> (refutes S T i j) (= (gain (union S T) i (sel (union S T))) 0.0))))

; using: step-wide-in-both
(define-fun step-y-one () Bool
  (forall ((S ClosedSet) (T ClosedSet) (i Player) (j Player) (y Outcome))
    (=> (refutes S T i j) (= (ideal (union S T) i) (u i y)) (= (gain (union S T) i y) 1.0))))

; using: step-wide-in-both step-y-at-d
(define-fun step-y-zero () Bool
  (forall ((S ClosedSet) (T ClosedSet) (i Player) (j Player) (y Outcome))
    (=> (refutes S T i j) (rational y) (= (ideal (union S T) i) (u i y)) (not (above (union S T) y (sel (union S T))))
        (= (gain (union S T) j y) 0.0))))

; using: step-wide-in-both step-same
(define-fun step-z-less () Bool
  (forall ((S ClosedSet) (T ClosedSet) (i Player) (j Player))
    (=> (refutes S T i j) (< (u j (sel (union S T))) (ideal S j)) (< (gain (union S T) j (sel (union S T))) 1.0))))

; using: step-wide-in-both step-same
(define-fun step-z-one () Bool
  (forall ((S ClosedSet) (T ClosedSet) (i Player) (j Player))
    (=> (refutes S T i j) (= (ideal S j) (u j (sel (union S T)))) (= (gain (union S T) j (sel (union S T))) 1.0))))

; using: step-in step-rational kalai-smorodinsky.ideal
(define-fun step-z-bound () Bool
  (forall ((S ClosedSet) (T ClosedSet) (i Player) (j Player))
    (=> (refutes S T i j) (<= (u j (sel (union S T))) (ideal S j)))))

; using: step-y-one step-y-zero step-z-zero
(define-fun step-y-order () Bool
  (forall ((S ClosedSet) (T ClosedSet) (i Player) (j Player) (y Outcome))
    (=> (refutes S T i j) (rational y) (= (ideal (union S T) i) (u i y)) (not (above (union S T) y (sel (union S T))))
        (and (<= (gain (union S T) j y) (gain (union S T) i y))
        (= (gain (union S T) j y) (gain (union S T) i (sel (union S T))))))))

; using: step-y-one
(define-fun step-y-greatest () Bool
  (forall ((S ClosedSet) (T ClosedSet) (i Player) (j Player) (y Outcome))
    (=> (refutes S T i j) (= (ideal (union S T) i) (u i y)) (< (gain (union S T) j (sel (union S T))) 1.0)
        (< (gain (union S T) j (sel (union S T))) (gain (union S T) i y)))))

; using: step-order
(define-fun step-z-order () Bool
  (forall ((S ClosedSet) (T ClosedSet) (i Player) (j Player))
    (=> (refutes S T i j) (<= (gain (union S T) i (sel (union S T))) (gain (union S T) j (sel (union S T)))))))

; using: step-y-order step-y-greatest step-z-order step-rational step-crossed-second
(define-fun step-y-above-less () Bool
  (forall ((S ClosedSet) (T ClosedSet) (i Player) (j Player) (y Outcome))
    (=> (refutes S T i j) (rational y) (= (ideal (union S T) i) (u i y))
        (< (gain (union S T) j (sel (union S T))) 1.0)
        (above (union S T) y (sel (union S T))))))

; So z gives j the ideal payoff.
; using: step-y-above-less step-z-less step-z-bound
(define-fun step-z-ideal () Bool
  (forall ((S ClosedSet) (T ClosedSet) (i Player) (j Player) (y Outcome))
    (=> (refutes S T i j) (rational y) (= (ideal (union S T) i) (u i y)) (not (above (union S T) y (sel (union S T))))
        (= (ideal S j) (u j (sel (union S T)))))))

; using: step-in step-rational kalai-smorodinsky.ideal
(define-fun step-x-bound () Bool
  (forall ((S ClosedSet) (T ClosedSet) (i Player) (j Player))
    (=> (refutes S T i j) (<= (u i (sel S)) (ideal S i)))))

; Then x gives i the ideal payoff of S.
; using: step-x-bound step-wide step-second
(define-fun step-full () Bool
  (forall ((S ClosedSet) (T ClosedSet) (i Player) (j Player))
    (=> (refutes S T i j) (= (ideal S j) (u j (sel (union S T))))
        (and (= (gain S i (sel S)) 1.0) (= (gain S j (sel (union S T))) 1.0)))))

; using: step-gainer step-lexicographic order.total
(define-fun step-lexicographic-z () Bool
  (forall ((S ClosedSet) (T ClosedSet) (i Player) (j Player))
    (=> (refutes S T i j) (or (before i j) (lexicographically-above (sel (union S T)) (sel S))))))

; The tie shows that i stands before j.
; using: step-full step-tied step-lexicographic-z
(define-fun step-before () Bool
  (forall ((S ClosedSet) (T ClosedSet) (i Player) (j Player))
    (=> (refutes S T i j) (= (ideal S j) (u j (sel (union S T)))) (before i j))))

; using: step-wide-in-both step-z-at-d step-lexicographic
(define-fun step-y-lexicographic () Bool
  (forall ((S ClosedSet) (T ClosedSet) (i Player) (j Player) (y Outcome))
    (=> (refutes S T i j) (= (ideal (union S T) i) (u i y)) (before i j)
        (lexicographically-above y (sel (union S T))))))

; using: step-y-one step-y-zero step-z-zero step-z-one step-rational step-crossed-last
(define-fun step-y-tied () Bool
  (forall ((S ClosedSet) (T ClosedSet) (i Player) (j Player) (y Outcome))
    (=> (refutes S T i j) (rational y) (= (ideal (union S T) i) (u i y)) (= (ideal S j) (u j (sel (union S T))))
        (lexicographically-above y (sel (union S T)))
        (above (union S T) y (sel (union S T))))))

; using: step-z-ideal step-before step-y-lexicographic step-y-tied
(define-fun step-y-above () Bool
  (forall ((S ClosedSet) (T ClosedSet) (i Player) (j Player) (y Outcome))
    (=> (refutes S T i j) (rational y) (= (ideal (union S T) i) (u i y)) (above (union S T) y (sel (union S T))))))

; using: step-attained step-y-above
(define-fun step-never () Bool
  (forall ((S ClosedSet) (T ClosedSet) (i Player) (j Player)) (not (refutes S T i j))))
