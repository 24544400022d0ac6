; node: thm-3
; says: p̃_i, what extending makes of p_i: its extension, if it is a CSR program
; uses: extends
(define-fun tilde ((i Player) (x Program) (y Program)) Bool (extends i x y))
