; import: lemma.projection literal any
; conclusion using: step-represented step-set-valued alg-2.programs alg-2.function two-selectors.selection conditional.functions
; What is reached weakly improves on where it started, if some function offers only such outcomes.
; using: alg-2.chosen alg-2.agreement
(define-fun step-start () Bool
  (forall ((i Player) (R Functions) (a Outcome) (s Selector))
    (=> (selects s) (def-6.1 i (function i R)) (weakly-better (ro R a s) a))))
