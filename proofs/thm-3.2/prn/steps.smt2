; import: lemma.prn-outcome prn any
; import: lemma.prn-active prn any
; conclusion using: step-meet lemma.prn-outcome/prn/any lemma.prn-active/prn/any
; A feasible meet point is in every projection.
; using: meet-feasible def-5.projection
(define-fun step-meet () Bool
  (forall ((a Outcome)) (exists ((z Outcome)) (forall ((i Player)) (in z (PMP i a))))))

