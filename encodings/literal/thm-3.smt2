; node: thm-3
; says: "under thm-3's assumptions" means the published ones
; requires: published/thm-3.smt2
