; node: asm-8
; says: (ii) a function that is no extension answers E_i(R^i) exactly as it answers R^i
; requires: def-1.smt2 conditional/extension.smt2
(assert (! (forall ((j Player) (x Program))
    (=> (csr j x) (not (extension j (RN x))) (or (in-equilibrium j x) (believed j x))
        (forall ((i Player) (R Functions) (e Function) (a Outcome))
          (=> (not (= i j)) (= (function j R) (RN x)) (extension i e)
              (= (answer j (substitute R i e) a) (answer j (substitute R i (base e)) a))))))
  :named asm-8.ii))
