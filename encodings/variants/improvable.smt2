; node: prop-1
; says: some profile of P ends at an outcome that the function r improves for someone
(assert (! (exists ((p Profile) (i Player)) (and (in-P p) (> (u i (renegotiate r (outcome p))) (U i p))))
  :named improvable))
