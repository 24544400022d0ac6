; node: asm-8
; says: (ii) also where p is played and some of its programs are extended already, for the program that extends next
; uses: extends
; Of asm-8 (ii) only what p's own programs are concerned: p_i extends, at the default outcome of p. V lies in the
; projection of the outcome that the others, extended or not, reach with p_i; an extension is bound by it like its base.
; What an extension adds is fixed by def-7. So of it this says something about what is reached: that the outcome which it
; projects does not change so that it withdraws anything.
(define-fun partly-extended ((q Profile)) Bool
  (forall ((k Player)) (or (= (program k q) (program k p)) (extends k (program k p) (program k q)))))
(assert (! (forall ((q Profile) (i Player) (y Program) (j Player))
  (=> (partly-extended q) (others-csr i q) (= (program i q) (program i p)) (extends i (program i p) y) (not (= j i))
      (exists ((V ClosedSet))
        (and (subset V (PMP i (outcome q)))
             (= (answer j (functions (replace q i y)) (outcome (defaults p)))
                (union (answer j (functions q) (outcome (defaults p))) V))))))
  :named several-extended))
