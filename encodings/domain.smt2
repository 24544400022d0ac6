; node: def-6
; says: sel : C(A) → A is to pick from every closed set, the empty one too
; requires: sets.smt2
; C(A) holds the empty set: it is closed, and set-valued functions return it. alg-2 asks sel of non-empty sets only, so
; elsewhere a selection function is one that picks from these.
(define-fun in-domain ((S ClosedSet)) Bool true)
