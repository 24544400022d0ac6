; node: def-6
; says: profiles of set-valued functions, and what each answers to the others
; requires: sets.smt2
; A function is code, like a program. Player i's function in R answers the others' functions in R at an outcome.
(declare-sort Function 0)
(declare-sort Functions 0) ; (RN^1, ..., RN^n)
(declare-fun function (Player Functions) Function) ; RN^i
(assert (! (forall ((R Functions) (T Functions))
  (=> (forall ((i Player)) (= (function i R) (function i T))) (= R T)))
  :named functions.profile))
(declare-fun substitute (Functions Player Function) Functions) ; f in place of RN^i
(assert (! (forall ((R Functions) (i Player) (f Function)) (= (function i (substitute R i f)) f))
  :named functions.substituted))
(assert (! (forall ((R Functions) (i Player) (f Function) (j Player))
  (=> (not (= j i)) (= (function j (substitute R i f)) (function j R))))
  :named functions.kept))

(declare-fun answer (Player Functions Outcome) ClosedSet) ; RN^i(RN^{-i}, a)
