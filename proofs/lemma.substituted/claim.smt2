; claim: lemma.substituted
; says: putting a function at a place and the old one back changes nothing; functions of changed profiles
; readings: literal
; players: any
; requires: csr.smt2
; using: functions.profile functions.substituted functions.kept alg-2.functions section-2.replaced section-2.kept
(define-fun conclusion () Bool
  (and (forall ((R Functions) (i Player) (f Function))
         (= (substitute (substitute R i f) i (function i R)) R))
       (forall ((q Profile) (i Player) (x Program) (y Program))
         (= (functions (replace q i y)) (substitute (functions (replace q i x)) i (RN y))))))
