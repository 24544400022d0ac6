; node: thm-3
; says: what the theorem assumes, in the draft with two selection functions
; requires: two-selectors/algorithm.smt2 two-selectors/operator.smt2 def-1.smt2 projections.smt2 variants/convex.smt2
(declare-const p Profile)

(define-fun extends ((i Player) (x Program) (y Program)) Bool
  (and (csr i x) (csr i y) (= (default y) (default x)) (= (selector y) (selector x))
       (extension i (RN y)) (= (base (RN y)) (RN x))))
; A program that is not CSR is represented by one whose function is always empty, with any selection function.
(define-fun represents ((i Player) (x Program) (z Program)) Bool
  (ite (csr i x) (= z x) (and (csr i z) (= (default z) x) (never-offers i (RN z)))))
(define-fun tilde ((i Player) (x Program) (y Program)) Bool
  (exists ((z Program)) (and (represents i x z) (extends i z y))))

(assert (! (forall ((i Player) (x Program)) (=> (csr i x) (transitive (selector x)))) :named sel.transitive))

(assert (! (forall ((i Player) (x Program))
    (=> (not (csr i x)) (or (in-equilibrium i x) (believed i x))
        (forall ((q Profile))
          (=> (others-csr i q) (= (action i (replace q i x)) (action i (replace (defaults q) i x)))))))
  :named asm-8.i))
(assert (! (forall ((j Player) (x Program))
    (=> (csr j x) (not (extension j (RN x))) (or (in-equilibrium j x) (believed j x))
        (forall ((i Player) (R Functions) (e Function) (a Outcome) (s Selector))
          (=> (not (= i j)) (= (function j R) (RN x)) (extension i e)
              (= (answer j (substitute R i e) a s) (answer j (substitute R i (base e)) a s))))))
  :named asm-8.ii))

; The projections of every reference outcome met have a common point. Met: by p's programs, by what extending makes of
; them, and by the CSR programs in supports; with the bases of extensions, and with functions that are none.
(define-fun met ((q Profile)) Bool
  (forall ((i Player))
    (or (= (program i q) (program i p)) (tilde i (program i p) (program i q)) (believed i (program i q)))))
(assert (! (forall ((q Profile) (k Player) (R Functions))
  (=> (all-csr q) (met q)
      (or (= R (bases (functions q)))
          (and (= R (functions q)) (forall ((i Player)) (not (extension i (function i R))))))
      (exists ((b Outcome)) (forall ((i Player))
        (in b (PMP i (ro R (outcome (defaults q)) (selector (program k q)))))))))
  :named two-selectors.projections))
