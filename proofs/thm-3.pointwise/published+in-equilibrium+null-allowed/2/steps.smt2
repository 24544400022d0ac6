; import: lemma.represented published+null-allowed 2
; import: lemma.extended published+null-allowed 2
; conclusion using: step-represented lemma.extended/published+null-allowed/2
; What represents a program does as well as the program.
; using: lemma.represented/published+null-allowed/2
(define-fun step-represented () Bool
  (forall ((i Player) (q Profile) (z Program)) (=> (supports (belief i) q) (represents i (program i p) z)
    (= (U i (replace q i z)) (U i (replace q i (program i p)))))))
