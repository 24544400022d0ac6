; node: thm-3
; says: p̃_i, where a program that is not CSR is represented by one that never offers anything
; replaces: tilde.smt2
; uses: extends
(define-fun represents ((i Player) (x Program) (z Program)) Bool
  (ite (csr i x) (= z x) (and (csr i z) (= (default z) x) (never-offers i (RN z)))))
(define-fun tilde ((i Player) (x Program) (y Program)) Bool
  (exists ((z Program)) (and (represents i x z) (extends i z y))))
