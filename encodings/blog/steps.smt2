; node: thm-3
; says: the proof's steps speak of any programs of the kinds that the assumptions speak of
; requires: blog/thm-3.smt2
