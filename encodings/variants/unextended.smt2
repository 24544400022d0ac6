; node: thm-3
; says: no CSR program of the profile p uses an extension already
; uses: extension
(assert (! (forall ((i Player)) (=> (csr i (program i p)) (not (extension i (RN (program i p))))))
  :named unextended))
