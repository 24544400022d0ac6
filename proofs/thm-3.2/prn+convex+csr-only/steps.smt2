; import: lemma.prn-outcome prn any
; import: lemma.prn-active prn any
; import: thm-3.common {base}+convex {players}
; conclusion using: thm-3.common/{base}+convex/{players} lemma.prn-outcome/prn/any lemma.prn-active/prn/any
