; node: section-2
; says: beliefs with finite support over the others' programs, and expected utility
; requires: programs.smt2
; A belief lists its support: a weight and a p_{-i} each. p_{-i} is written as a profile whose i-th program is ignored.

(declare-datatypes ((Belief 0)) (((nobody) (believe (weight Real) (others Profile) (rest Belief)))))

(declare-fun weighted (Belief) Bool) ; every weight is positive
(assert (! (weighted nobody) :named beliefs.weighted-nobody))
(assert (! (forall ((w Real) (q Profile) (b Belief))
  (= (weighted (believe w q b)) (and (> w 0) (weighted b))))
  :named beliefs.weighted))

(declare-fun mass (Belief) Real) ; the sum of the weights
(assert (! (= (mass nobody) 0) :named beliefs.mass-nobody))
(assert (! (forall ((w Real) (q Profile) (b Belief)) (= (mass (believe w q b)) (+ w (mass b))))
  :named beliefs.mass))

(define-fun distribution ((b Belief)) Bool (and (weighted b) (= (mass b) 1)))

(declare-fun supports (Belief Profile) Bool) ; p_{-i} is in the support
(assert (! (forall ((q Profile)) (not (supports nobody q))) :named beliefs.supports-nobody))
(assert (! (forall ((w Real) (r Profile) (b Belief) (q Profile))
  (= (supports (believe w r b) q) (or (= q r) (supports b q))))
  :named beliefs.supports))

; E U_i(x, p_{-i}) over p_{-i} ~ b
(declare-fun expected (Player Program Belief) Real)
(assert (! (forall ((i Player) (x Program)) (= (expected i x nobody) 0)) :named beliefs.expected-nobody))
(assert (! (forall ((i Player) (x Program) (w Real) (q Profile) (b Belief))
  (= (expected i x (believe w q b)) (+ (* w (U i (replace q i x))) (expected i x b))))
  :named beliefs.expected))

(declare-fun belief (Player) Belief) ; β_i
(assert (! (forall ((i Player)) (distribution (belief i))) :named beliefs.distribution))
