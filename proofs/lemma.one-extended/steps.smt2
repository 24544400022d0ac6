; conclusion using: step-shortened step-bound asm-8.ii functions.kept
; using: functions.substituted functions.kept
(define-fun step-shortened () Bool
  (forall ((i Player) (j Player) (R Functions) (e Function))
    (=> (not (= i j)) (extension i e) (shortened j (substitute R i e) (substitute R i (base e))))))

(define-fun step-bound () Bool
  (forall ((j Player) (x Program))
    (=> (csr j x) (not (extension j (RN x))) (or (in-equilibrium j x) (believed j x)) (bound j (RN x)))))
