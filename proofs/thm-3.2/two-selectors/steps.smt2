; import: lemma.selector-outcome two-selectors 2
; import: lemma.selector-extended two-selectors 2
; conclusion using: step-extended step-proposals lemma.selector-outcome/two-selectors/2
; All functions of p' are extensions.
; using: alg-2.functions
(define-fun step-extended () Bool
  (forall ((q Profile)) (=> (forall ((i Player)) (tilde i (program i p) (program i q)))
    (and (all-csr q) (forall ((i Player)) (extension i (function i (functions q))))))))

; using: two-selectors.projections
(define-fun step-reference () Bool
  (forall ((q Profile) (k Player)) (=> (all-csr q) (forall ((i Player)) (tilde i (program i p) (program i q)))
    (exists ((b Outcome)) (forall ((i Player))
      (in b (PMP i (ro (bases (functions q)) (outcome (defaults q)) (selector (program k q))))))))))

; using: two-selectors.selection sel.transitive
(define-fun step-selectors () Bool
  (forall ((q Profile) (k Player)) (=> (all-csr q)
    (and (selects (selector (program k q))) (transitive (selector (program k q)))))))

; Then both proposals give everyone the PMM.
; using: lemma.selector-extended/two-selectors/2 step-reference step-selectors
(define-fun step-proposals () Bool
  (forall ((q Profile) (k Player)) (=> (all-csr q) (forall ((i Player)) (tilde i (program i p) (program i q)))
    (forall ((i Player)) (extension i (function i (functions q))))
    (forall ((l Player)) (>= (u l (proposed k q)) (m l))))))
