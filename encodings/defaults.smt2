; node: section-2
; says: default programs, and the profile p^def
; requires: programs.smt2
(declare-fun default (Program) Program) ; p_i^def
(declare-fun defaults (Profile) Profile) ; p^def
(assert (! (forall ((p Profile) (i Player)) (= (program i (defaults p)) (default (program i p))))
  :named section-2.defaults))
