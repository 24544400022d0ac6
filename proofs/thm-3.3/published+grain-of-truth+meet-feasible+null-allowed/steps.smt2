; import: lemma.represented published+null-allowed 2
; import: lemma.extended published+null-allowed 2
; import: expectation.monotone literal any
; conclusion using: step-playable step-better step-best thm-3.in-equilibrium beliefs.distribution
; What represents a program does as well as the program.
; using: lemma.represented/published+null-allowed/2
(define-fun step-represented () Bool
  (forall ((i Player) (q Profile) (z Program)) (=> (supports (belief i) q) (represents i (program i p) z)
    (= (U i (replace q i z)) (U i (replace q i (program i p)))))))

; And its extension does as well as that, or better.
; using: step-represented lemma.extended/published+null-allowed/2
(define-fun step-better () Bool
  (forall ((i Player) (q Profile) (y Program)) (=> (supports (belief i) q) (tilde i (program i p) y)
    (>= (U i (replace q i y)) (U i (replace q i (program i p)))))))

; using: def-7.extension
(define-fun step-playable () Bool
  (forall ((i Player) (x Program) (y Program)) (=> (tilde i x y) (playable i y))))

; What is weakly better against everything in the support is best too, if the game has it.
; using: expectation.monotone/literal/any
(define-fun step-best () Bool
  (forall ((i Player) (x Program) (y Program) (b Belief))
    (=> (weighted b) (best i x b) (playable i y)
        (forall ((q Profile)) (=> (supports b q) (<= (U i (replace q i x)) (U i (replace q i y)))))
        (best i y b))))
