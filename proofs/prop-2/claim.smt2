; claim: prop-2
; says: replacing every other program of a subjective equilibrium by the alg-1 program around it leaves an equilibrium
; readings: literal literal+defaults-alike literal+own-support literal+simulated-alike
; requires: asm-4.smt2
(declare-const r Renegotiation)
(assert (! (in-R r) :named prop-2.function))
(declare-const p* Profile)
(declare-const p-prime Profile)
(assert (! (equilibrium p*) :named prop-2.in-equilibrium))
(assert (! (exists ((i Player)) (not (renegotiates i (program i p*)))) :named prop-2.other))
(assert (! (forall ((i Player)) (ite (renegotiates i (program i p*))
  (= (program i p-prime) (program i p*))
  (and (renegotiates i (program i p-prime))
       (= (default (program i p-prime)) (program i p*))
       (= (rn (program i p-prime)) r))))
  :named prop-2.replaced))
(define-fun conclusion () Bool (equilibrium p-prime))
