; import: lemma.prn-outcome prn any
; import: lemma.prn-active prn any
; import: prop-4.1.improves prn {players}
; conclusion using: step-pmm prop-4.1.improves/prn/{players} prop-4.defaults
; A feasible meet point is in every projection.
; using: meet-feasible def-5.projection
(define-fun step-meet () Bool
  (forall ((a Outcome)) (exists ((z Outcome)) (forall ((i Player)) (in z (PMP i a))))))

; f^RN(p) starts from p, with the given functions.
; using: prop-4.map section-2.profile section-2.defaults
(define-fun step-defaults () Bool (forall ((q Profile)) (=> (in-P q) (= (defaults (f q)) q))))

; using: prop-4.map functions.profile alg-2.functions
(define-fun step-functions () Bool (forall ((q Profile)) (=> (in-P q) (= (functions (f q)) R0))))

; using: prop-4.map
(define-fun step-all () Bool (forall ((q Profile)) (=> (in-P q) (all-pmp (f q)))))

; using: step-defaults step-functions step-all lemma.prn-outcome/prn/any
(define-fun step-reached () Bool (forall ((q Profile)) (=> (in-P q) (= (outcome (f q)) (ro-active R0 (outcome q))))))

; using: step-meet step-reached lemma.prn-active/prn/any prop-4.defaults
(define-fun step-pmm () Bool (forall ((i Player)) (>= (U i (f d)) (m i))))
