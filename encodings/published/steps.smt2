; node: thm-3
; says: the proof's steps speak of any programs of the kinds that the assumptions speak of
; requires: published/thm-3.smt2
