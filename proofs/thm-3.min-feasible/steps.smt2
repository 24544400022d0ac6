; conclusion using: step-above step-low players.two
; Both proposals weakly improve on the default outcome.
; using: alg-2.chosen alg-2.agreement alg-2.function alg-2.functions two-selectors.selection min-feasible.programs
(define-fun step-above () Bool
  (forall ((k Player)) (weakly-better (proposed k q) (outcome (defaults q)))))

; Of two outcomes above d, one better for each player: some mixture of x and y lies on the line from d through ā.
; using: convex
(define-fun step-mixture () Bool
  (forall ((x Outcome) (y Outcome) (t Real))
    (=> (<= 0 t) (<= t 1)
        (exists ((c Outcome)) (and
          (= (u player-1 c) (+ (* t (u player-1 x)) (* (- 1 t) (u player-1 y))))
          (= (u player-2 c) (+ (* t (u player-2 x)) (* (- 1 t) (u player-2 y)))))))))
