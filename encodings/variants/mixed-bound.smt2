; node: asm-8
; says: (i) also binds defaults, and also where only some of the others are CSR programs; defaults are no CSR programs
; requires: csr.smt2 def-1.smt2
; p, where CSR programs are replaced by their defaults
(declare-fun plain (Profile) Profile)
(assert (! (forall ((q Profile) (i Player))
    (= (program i (plain q)) (ite (csr i (program i q)) (default (program i q)) (program i q))))
  :named mixed-bound.plain))

; x is a program in an equilibrium or a support, or the default of one
(declare-fun used (Player Program) Bool)
(assert (! (forall ((i Player) (x Program))
    (= (used i x)
       (or (in-equilibrium i x) (believed i x)
           (exists ((z Program)) (and (csr i z) (= x (default z)) (or (in-equilibrium i z) (believed i z)))))))
  :named mixed-bound.used))

(assert (! (forall ((i Player) (x Program))
    (=> (not (csr i x)) (used i x)
        (forall ((q Profile)) (= (action i (replace q i x)) (action i (replace (plain q) i x))))))
  :named mixed-bound))
(assert (! (forall ((i Player) (z Program))
    (=> (csr i z) (or (in-equilibrium i z) (believed i z)) (not (csr i (default z)))))
  :named mixed-bound.defaults))
