; node: def-6
; says: functions that take a selection function as a third argument, for two players
; requires: players-2.smt2 defaults.smt2 sets.smt2 def-5.smt2
(declare-sort Selector 0) ; selection functions
(declare-fun pick (Selector ClosedSet) Outcome)
(declare-sort Function 0)
(declare-sort Functions 0)
(declare-fun function (Player Functions) Function)
(declare-fun substitute (Functions Player Function) Functions)
(assert (! (forall ((R Functions) (T Functions))
  (=> (forall ((i Player)) (= (function i R) (function i T))) (= R T)))
  :named functions.profile))
(assert (! (forall ((R Functions) (i Player) (f Function)) (= (function i (substitute R i f)) f))
  :named functions.substituted))
(assert (! (forall ((R Functions) (i Player) (f Function) (j Player))
  (=> (not (= j i)) (= (function j (substitute R i f)) (function j R))))
  :named functions.kept))
(declare-fun answer (Player Functions Outcome Selector) ClosedSet) ; RN^i(RN^j, a, sel)

(define-fun selects ((s Selector)) Bool
  (forall ((S ClosedSet)) (=> (nonempty S) (efficient-in (pick s S) S))))
(assert (! (forall ((s Selector)) (selects s)) :named two-selectors.selection))
(define-fun transitive ((s Selector)) Bool
  (forall ((S ClosedSet) (T ClosedSet))
    (=> (nonempty S)
        (forall ((x Outcome)) (=> (in x T) (weakly-better x (pick s S))))
        (weakly-better (pick s (union S T)) (pick s S)))))
