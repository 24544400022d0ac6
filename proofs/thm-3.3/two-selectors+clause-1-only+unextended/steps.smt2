; import: thm-3.3 two-selectors+unextended 2
; conclusion using: thm-3.3/two-selectors+unextended/2
