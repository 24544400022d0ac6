; node: thm-3
; says: every program of the profile and of every support is a CSR program
(assert (! (all-csr p) :named csr-only.profile))
(assert (! (forall ((i Player) (q Profile)) (=> (supports (belief i) q) (others-csr i q)))
  :named csr-only.supports))
