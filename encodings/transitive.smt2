; node: thm-3
; says: the selection function is transitive
; requires: selection.smt2
(assert (! transitive :named sel.transitive))
