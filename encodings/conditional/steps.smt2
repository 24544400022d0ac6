; node: thm-3
; says: the proof's steps use that p is in an equilibrium: the draft's assumption speaks of such programs
; requires: conditional/thm-3.smt2 thm-3.smt2
