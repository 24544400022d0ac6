; claim: lemma.two-functions
; says: with two players, a profile of functions is known by the functions of any two different players
; readings: literal
; players: 2
; requires: functions.smt2
; using: players.two functions.profile
(define-fun conclusion () Bool
  (forall ((R Functions) (T Functions) (i Player) (j Player))
    (=> (not (= j i)) (= (function i R) (function i T)) (= (function j R) (function j T)) (= R T))))
