; node: def-1
; says: subjective equilibrium of the game whose programs are `playable`
; requires: beliefs.smt2
; uses: playable, from the file of the game that is played
(define-fun best ((i Player) (x Program) (b Belief)) Bool
  (and (playable i x)
       (forall ((y Program)) (=> (playable i y) (>= (expected i x b) (expected i y b))))))

; (p, β)
(define-fun equilibrium ((p Profile)) Bool
  (forall ((i Player)) (best i (program i p) (belief i))))

; x is player i's program in some subjective equilibrium: x is best for some belief, and so is something for the others.
(define-fun in-equilibrium ((i Player) (x Program)) Bool
  (and (exists ((b Belief)) (and (distribution b) (best i x b)))
       (forall ((j Player)) (exists ((y Program) (b Belief)) (and (distribution b) (best j y b))))))

; x is player i's program in some subjective equilibrium in which i believes b.
(define-fun in-equilibrium-with ((i Player) (x Program) (b Belief)) Bool
  (and (best i x b)
       (forall ((j Player)) (exists ((y Program) (c Belief)) (and (distribution c) (best j y c))))))

; x is in the support of some β_j, as player i's program
(define-fun believed ((i Player) (x Program)) Bool
  (exists ((j Player) (q Profile))
    (and (not (= j i)) (supports (belief j) q) (= (program i q) x))))
