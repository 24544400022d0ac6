; claim: lemma.one-extended
; says: where (ii) is about any number of extensions, a function that is none answers one extension as it answers its base
; readings: conditional+bases-bound
; players: any
; requires: {base}/thm-3.smt2
; What (ii) says without the variant.
(define-fun conclusion () Bool
  (forall ((j Player) (x Program))
    (=> (csr j x) (not (extension j (RN x))) (or (in-equilibrium j x) (believed j x))
        (forall ((i Player) (R Functions) (e Function) (a Outcome))
          (=> (not (= i j)) (= (function j R) (RN x)) (extension i e)
              (= (answer j (substitute R i e) a) (answer j (substitute R i (base e)) a)))))))
