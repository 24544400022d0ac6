; node: thm-3
; says: every program of the profile and of every support is a CSR program or one of the subclass
(assert (! (all-either p) :named csr-only.profile))
(assert (! (forall ((i Player) (q Profile)) (=> (supports (belief i) q) (others-either i q)))
  :named csr-only.supports))
