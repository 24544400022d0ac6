; claim: lemma.not-alone
; says: two players are at least two
; readings: literal
; players: 2
; requires: players-2.smt2
; So what is proved for any number of players, at least two, may be used for two.
(define-fun conclusion () Bool (exists ((i Player) (j Player)) (not (= i j))))
