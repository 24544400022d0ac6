; node: thm-3
; says: every player extends
(declare-const p-tilde Profile)
(assert (! (forall ((i Player)) (tilde i (program i p) (program i p-tilde))) :named thm-3.extended))
(define-fun inclusion () Bool
  (forall ((i Player))
    (subset (PMP i (outcome p-tilde)) (answer i (functions p-tilde) (outcome (defaults p-tilde))))))
