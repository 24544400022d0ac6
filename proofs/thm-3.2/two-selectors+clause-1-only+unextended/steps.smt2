; import: thm-3.2 two-selectors 2
; conclusion using: thm-3.2/two-selectors/2
