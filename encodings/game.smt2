; node: section-1
; says: players, outcomes as action profiles, payoffs, Pareto comparisons, efficiency
(set-logic ALL)

(declare-sort Player 0)
(declare-sort Action 0)
(declare-sort Outcome 0)
(declare-fun component (Player Outcome) Action) ; a_i
(declare-fun u (Player Outcome) Real)

; An outcome is an action profile: it is known by its components.
(assert (! (forall ((a Outcome) (b Outcome))
  (=> (forall ((i Player)) (= (component i a) (component i b))) (= a b)))
  :named section-1.profile))

; x ⪰ y
(define-fun weakly-better ((x Outcome) (y Outcome)) Bool
  (forall ((i Player)) (>= (u i x) (u i y))))

; x ≻ y
(define-fun strictly-better ((x Outcome) (y Outcome)) Bool
  (forall ((i Player)) (> (u i x) (u i y))))

; x Pareto-improves on y
(define-fun improves ((x Outcome) (y Outcome)) Bool
  (and (weakly-better x y) (exists ((i Player)) (> (u i x) (u i y)))))

(define-fun efficient ((a Outcome)) Bool
  (not (exists ((b Outcome)) (improves b a))))
