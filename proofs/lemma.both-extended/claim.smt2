; claim: lemma.both-extended
; says: two CSR programs of which neither gains by extending, nor is punished for it, give both the PMM when extended
; readings: literal
; players: 2
; requires: def-7.smt2 transitive.smt2
(define-fun extended ((z Profile) (q Profile)) Bool (forall ((i Player)) (extends i (program i z) (program i q))))
(define-fun no-gain ((z Profile) (q Profile)) Bool
  (forall ((i Player)) (= (U i (replace z i (program i q))) (U i z))))
(define-fun one-not-punished ((z Profile) (q Profile)) Bool
  (forall ((i Player) (j Player)) (=> (not (= j i))
    (exists ((V ClosedSet))
      (and (subset V (PMP i (outcome z)))
           (= (answer j (functions (replace z i (program i q))) (outcome (defaults z)))
              (union (answer j (functions z) (outcome (defaults z))) V)))))))
(define-fun conclusion () Bool
  (forall ((z Profile) (q Profile))
    (=> (extended z q) (no-gain z q) (one-not-punished z q)
        (exists ((b Outcome)) (forall ((i Player)) (in b (PMP i (outcome z)))))
        (forall ((k Player)) (>= (U k q) (m k))))))
