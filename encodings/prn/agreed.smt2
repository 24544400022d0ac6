; node: thm-3
; says: the draft's proof speaks of any point of the agreement set of p'
; requires: prn/algorithm.smt2 everyone.smt2
(define-fun meant ((b Outcome)) Bool (in b (active (functions p-tilde) (outcome (defaults p-tilde)))))
