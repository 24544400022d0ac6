; import: thm-3.1 two-selectors+clause-1-only 2
; conclusion using: thm-3.1/two-selectors+clause-1-only/2
