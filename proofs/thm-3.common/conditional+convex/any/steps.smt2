; import: lemma.common-any literal any
; conclusion using: step-meet def-5.projection
; For the list of all players.
; using: lemma.common-any/literal/any convex.finite
(define-fun step-meet () Bool (forall ((a Outcome)) (exists ((z Outcome)) (meet-point a z))))
