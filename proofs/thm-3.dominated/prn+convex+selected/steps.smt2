; import: thm-3.2 prn+convex {players}
; conclusion using: step-nobody-below
; In p' nobody is below the PMM, so what is selected never is.
; using: thm-3.2/prn+convex/{players} thm-3.extended
(define-fun step-nobody-below () Bool (forall ((i Player)) (>= (U i p-tilde) (m i))))
