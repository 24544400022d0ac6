; claim: lemma.two-programs
; says: with two players, a profile is known by the programs of any two different players
; readings: literal
; players: 2
; requires: programs.smt2
; using: players.two section-2.profile
(define-fun conclusion () Bool
  (forall ((q Profile) (r Profile) (i Player) (j Player))
    (=> (not (= j i)) (= (program i q) (program i r)) (= (program j q) (program j r)) (= q r))))
