; node: section-2
; says: programs are code with a behaviour; running a profile gives an outcome
; requires: game.smt2
; A program is an element, not a set of pairs: two that act alike may differ. Any code may stand at any player's
; place; which codes a game admits there is `member`.

(declare-sort Program 0)
(declare-sort Profile 0) ; p, a program for every player
(declare-fun program (Player Profile) Program) ; p_i
(declare-fun member (Player Program) Bool) ; p_i ∈ P_i

(assert (! (forall ((p Profile) (q Profile))
  (=> (forall ((i Player)) (= (program i p) (program i q))) (= p q)))
  :named section-2.profile))

; (x, p_{-i})
(declare-fun replace (Profile Player Program) Profile)
(assert (! (forall ((p Profile) (i Player) (x Program)) (= (program i (replace p i x)) x))
  :named section-2.replaced))
(assert (! (forall ((p Profile) (i Player) (x Program) (j Player))
  (=> (not (= j i)) (= (program j (replace p i x)) (program j p))))
  :named section-2.kept))

(declare-fun action (Player Profile) Action) ; p_i(p_{-i})
(declare-fun outcome (Profile) Outcome) ; a(p)
(assert (! (forall ((p Profile) (i Player)) (= (component i (outcome p)) (action i p)))
  :named section-2.run))

(define-fun U ((i Player) (p Profile)) Real (u i (outcome p)))

; p ∈ P
(define-fun in-P ((p Profile)) Bool (forall ((i Player)) (member i (program i p))))
