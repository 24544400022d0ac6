; import: lemma.common-any literal any
; conclusion using: step-meet def-5.projection
; For the list of all players.
; using: lemma.common-any/literal/any
(define-fun step-list () Bool
  (forall ((a Outcome)) (exists ((z Outcome))
    (forall ((i Player)) (=> (listed everybody i) (= (u i z) (max (m i) (u i a))))))))

; using: step-list finite.players
(define-fun step-meet () Bool (forall ((a Outcome)) (exists ((z Outcome)) (meet-point a z))))
