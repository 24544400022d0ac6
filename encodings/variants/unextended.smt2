; node: thm-3
; says: no program of the profile p uses an extension already
; uses: extension
(assert (! (forall ((i Player)) (not (extension i (RN (program i p))))) :named unextended))
