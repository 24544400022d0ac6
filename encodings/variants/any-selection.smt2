; node: thm-3
; says: the selection function is efficient but need not be transitive
; replaces: transitive.smt2
; requires: selection.smt2
