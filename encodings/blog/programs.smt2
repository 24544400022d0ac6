; node: def-7
; says: the blog's programs and functions are the published ones
; requires: published/programs.smt2
