; node: thm-3
; says: of the agreement set of p', the point that is selected
; requires: prn/algorithm.smt2 everyone.smt2
; replaces: prn/agreed.smt2
(define-fun meant ((b Outcome)) Bool
  (and (in b (active (functions p-tilde) (outcome (defaults p-tilde)))) (= b (outcome p-tilde))))
