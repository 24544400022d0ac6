; node: thm-3
; says: each p_{-i} that is played is in the support of β_i
(assert (! (forall ((i Player)) (exists ((x Program)) (supports (belief i) (replace p i x))))
  :named grain-of-truth))
