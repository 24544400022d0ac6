; import: thm-3.pointwise {base}+csr-only+unconditional any
; import: lemma.expected-alike literal any
; import: lemma.replaced-twice literal any
; import: lemma.outcome literal any
; import: lemma.projection literal any
; import: lemma.larger-set literal any
; conclusion using: step-enough
; q is p with every program extended; r lies between: some of its programs are p's, the others q's.
(define-fun extended ((q Profile)) Bool (forall ((k Player)) (extends k (program k p) (program k q))))
(define-fun between ((q Profile) (r Profile)) Bool
  (forall ((k Player)) (or (= (program k r) (program k p)) (= (program k r) (program k q)))))
(define-fun moved ((k Player) (r Profile)) Bool (not (= (program k r) (program k p))))
(define-fun without ((r Profile) (k Player)) Profile (replace r k (program k p)))
(define-fun answers ((i Player) (r Profile)) ClosedSet (answer i (functions r) (outcome (defaults p))))
(define-fun agreed ((r Profile)) ClosedSet (agreement (functions r) (outcome (defaults p))))
(define-fun met ((a Outcome) (k Player)) Real (max (m k) (u k a)))
; What r reaches has the meet point of what p reaches.
(define-fun level ((r Profile)) Bool (forall ((k Player)) (= (met (outcome r) k) (met (outcome p) k))))

; using: def-7.extension csr-only.profile
(define-fun step-between-csr () Bool
  (forall ((q Profile) (r Profile)) (=> (extended q) (between q r) (all-csr r))))

; using: def-7.extension section-2.profile section-2.defaults
(define-fun step-between-defaults () Bool
  (forall ((q Profile) (r Profile)) (=> (extended q) (between q r) (= (defaults r) (defaults p)))))

; using: step-between-csr step-between-defaults lemma.outcome/literal/any
(define-fun step-between () Bool
  (forall ((q Profile) (r Profile)) (=> (extended q) (between q r)
    (= (outcome r) (chosen (agreed r) (outcome (defaults p)))))))

; using: section-2.profile section-2.replaced section-2.kept
(define-fun step-unchanged () Bool (forall ((q Profile) (i Player)) (= (replace q i (program i q)) q)))

; using: section-2.replaced section-2.kept
(define-fun step-without () Bool
  (forall ((q Profile) (r Profile) (k Player)) (=> (between q r) (between q (without r k)))))

; Functions that look at nobody answer as ever, if they are not extended.
; using: unconditional.profile alg-2.functions
(define-fun step-plain () Bool
  (forall ((r Profile) (k Player)) (=> (not (moved k r)) (= (answers k r) (answers k p)))))

; An extension adds the projection of what its player would reach without.
; using: def-7.extension step-between-csr step-between-defaults step-unchanged lemma.replaced-twice/literal/any
(define-fun step-extension () Bool
  (forall ((q Profile) (r Profile) (k Player)) (=> (extended q) (between q r) (= (program k r) (program k q))
    (= (answers k r) (union (answers k (without r k)) (PMP k (outcome (without r k))))))))

; using: step-extension step-plain section-2.replaced
(define-fun step-added () Bool
  (forall ((q Profile) (r Profile) (k Player)) (=> (extended q) (between q r) (= (program k r) (program k q))
    (= (answers k r) (union (answers k p) (PMP k (outcome (without r k))))))))

; One extension alone: its player gains nothing against what is played, which it holds possible.
; using: grain-of-truth
(define-fun step-supported () Bool
  (forall ((i Player)) (exists ((x Program)) (supports (belief i) (replace p i x)))))

; using: thm-3.pointwise/{base}+csr-only+unconditional/any lemma.expected-alike/literal/any beliefs.distribution thm-3.in-equilibrium def-7.extension
(define-fun step-no-better () Bool
  (forall ((i Player) (y Program) (q Profile)) (=> (extends i (program i p) y) (supports (belief i) q)
    (= (U i (replace q i y)) (U i (replace q i (program i p)))))))

; using: step-no-better step-supported step-unchanged lemma.replaced-twice/literal/any
(define-fun step-no-gain () Bool
  (forall ((i Player) (y Program)) (=> (extends i (program i p) y) (= (U i (replace p i y)) (U i p)))))

(define-fun one ((i Player) (q Profile)) Profile (replace p i (program i q)))

; using: section-2.replaced section-2.kept
(define-fun step-one-between () Bool (forall ((q Profile) (i Player)) (between q (one i q))))

; using: step-added step-one-between step-unchanged lemma.replaced-twice/literal/any section-2.replaced
(define-fun step-one-own () Bool
  (forall ((q Profile) (i Player)) (=> (extended q)
    (= (answers i (one i q)) (union (answers i p) (PMP i (outcome p)))))))

; using: step-plain section-2.kept
(define-fun step-one-other () Bool
  (forall ((q Profile) (i Player) (j Player)) (=> (not (= j i)) (= (answers j (one i q)) (answers j p)))))

; using: step-one-own step-one-other alg-2.agreement sets.union
(define-fun step-one-sets () Bool
  (forall ((q Profile) (i Player) (b Outcome)) (=> (extended q)
    (and (=> (in b (agreed p)) (in b (agreed (one i q))))
         (=> (in b (agreed (one i q))) (or (in b (agreed p)) (in b (PMP i (outcome p)))))
         (=> (in b (PMP i (outcome p))) (forall ((j Player)) (=> (not (= j i)) (in b (answers j p))))
             (in b (agreed (one i q))))))))

(define-fun step-itself () Bool (forall ((q Profile)) (and (between q p) (between q q))))

; using: step-one-sets step-between step-one-between step-itself lemma.projection/literal/any lemma.larger-set/literal/any
(define-fun step-one-better () Bool
  (forall ((q Profile) (i Player)) (=> (extended q) (weakly-better (outcome (one i q)) (outcome p)))))

; A point of a set that weakly improves on the selected one has its payoffs.
; using: def-6.selection
(define-fun step-efficient () Bool
  (forall ((S ClosedSet) (b Outcome)) (=> (in b S) (weakly-better b (sel S)) (same-payoffs b (sel S)))))

; using: step-efficient alg-2.chosen
(define-fun step-chosen () Bool
  (forall ((S ClosedSet) (d Outcome) (b Outcome))
    (=> (in b S) (weakly-better b (chosen S d)) (same-payoffs b (chosen S d)))))

; using: alg-2.chosen def-6.selection
(define-fun step-nothing () Bool
  (forall ((S ClosedSet) (T ClosedSet) (d Outcome))
    (=> (subset S T) (or (in (chosen T d) T) (= (chosen T d) (chosen S d))))))

; using: step-one-sets step-between step-one-between step-itself step-nothing step-one-better step-chosen
(define-fun step-one-cases () Bool
  (forall ((q Profile) (i Player)) (=> (extended q)
    (or (same-payoffs (outcome (one i q)) (outcome p)) (in (outcome (one i q)) (PMP i (outcome p)))))))

; The others get no more than at the meet point.
; using: step-one-cases def-5.projection
(define-fun step-one-low () Bool
  (forall ((q Profile) (i Player) (j Player)) (=> (extended q) (not (= j i))
    (<= (u j (outcome (one i q))) (met (outcome p) j)))))

; So what all others offer of player i's projection gives it no more either: it would be selected.
; using: step-no-gain step-one-low def-5.projection
(define-fun step-over () Bool
  (forall ((q Profile) (i Player) (b Outcome)) (=> (extended q) (in b (PMP i (outcome p)))
    (> (u i b) (met (outcome p) i))
    (and (weakly-better b (outcome (one i q))) (not (same-payoffs b (outcome (one i q))))))))

; using: step-over step-one-sets step-between step-one-between step-chosen
(define-fun step-no-more () Bool
  (forall ((q Profile) (i Player) (b Outcome)) (=> (extended q) (in b (PMP i (outcome p)))
    (forall ((j Player)) (=> (not (= j i)) (in b (answers j p))))
    (<= (u i b) (met (outcome p) i)))))

; A point that each player either offers anyway or has in its projection is offered anyway by all, or has the payoffs of the meet point.
(define-fun at-meet ((b Outcome)) Bool (forall ((k Player)) (= (u k b) (met (outcome p) k))))

; using: def-5.projection
(define-fun step-two () Bool
  (forall ((i Player) (j Player) (b Outcome)) (=> (not (= j i)) (in b (PMP i (outcome p))) (in b (PMP j (outcome p)))
    (at-meet b))))

; using: step-no-more def-5.projection
(define-fun step-single () Bool
  (forall ((q Profile) (i Player) (b Outcome)) (=> (extended q) (in b (PMP i (outcome p)))
    (forall ((j Player)) (=> (not (= j i)) (in b (answers j p))))
    (at-meet b))))

; using: step-two step-single alg-2.agreement
(define-fun step-points () Bool
  (forall ((q Profile) (b Outcome)) (=> (extended q)
    (forall ((k Player)) (or (in b (answers k p)) (in b (PMP k (outcome p)))))
    (or (in b (agreed p)) (at-meet b)))))

(define-fun step-meet-better () Bool
  (forall ((b Outcome)) (=> (at-meet b) (and (weakly-better b (outcome p)) (forall ((k Player)) (>= (u k b) (m k)))))))

; A profile from which each single return to p's program leads to p's meet point has it too.
(define-fun quiet ((q Profile) (s Profile)) Bool
  (and (between q s) (forall ((k Player)) (=> (moved k s) (level (without s k))))))

; using: def-5.projection
(define-fun step-same-projection () Bool
  (forall ((r Profile) (k Player) (b Outcome)) (=> (level r)
    (= (in b (PMP k (outcome r))) (in b (PMP k (outcome p)))))))

; using: step-plain step-added step-same-projection sets.union
(define-fun step-quiet-answers () Bool
  (forall ((q Profile) (s Profile) (k Player) (b Outcome)) (=> (extended q) (quiet q s)
    (and (=> (in b (answers k p)) (in b (answers k s)))
         (=> (in b (answers k s)) (or (in b (answers k p)) (in b (PMP k (outcome p)))))))))

; using: step-quiet-answers step-points alg-2.agreement
(define-fun step-quiet-sets () Bool
  (forall ((q Profile) (s Profile) (b Outcome)) (=> (extended q) (quiet q s)
    (and (=> (in b (agreed p)) (in b (agreed s)))
         (=> (in b (agreed s)) (or (in b (agreed p)) (at-meet b)))))))

; using: step-quiet-sets step-meet-better step-between step-itself lemma.larger-set/literal/any
(define-fun step-quiet-better () Bool
  (forall ((q Profile) (s Profile)) (=> (extended q) (quiet q s) (weakly-better (outcome s) (outcome p)))))

; using: step-quiet-sets step-quiet-better step-between step-itself step-nothing step-chosen
(define-fun step-quiet-cases () Bool
  (forall ((q Profile) (s Profile)) (=> (extended q) (quiet q s)
    (or (same-payoffs (outcome s) (outcome p)) (at-meet (outcome s))))))

; using: step-quiet-cases
(define-fun step-quiet-level () Bool
  (forall ((q Profile) (s Profile)) (=> (extended q) (quiet q s) (level s))))

; If some profile between has it not, one of these is quiet: going through the players, each returns if that leads to another.
; r has all of b's extensions, and of the others only some of players in l.
(define-fun around ((q Profile) (b Profile) (l Players) (r Profile)) Bool
  (and (between q b) (between q r)
       (forall ((k Player)) (=> (moved k b) (moved k r)))
       (forall ((k Player)) (=> (moved k r) (or (moved k b) (listed l k))))))
(define-fun returning ((b Profile) (s Profile)) Bool
  (forall ((k Player)) (=> (moved k s) (not (moved k b)) (level (without s k)))))
(define-fun least ((q Profile) (b Profile) (l Players) (s Profile)) Bool
  (and (around q b l s) (not (level s)) (returning b s)))

; using: finite.no-one
(define-fun step-least-nobody () Bool
  (forall ((q Profile) (b Profile) (r Profile)) (=> (around q b no-one r) (not (level r)) (least q b no-one r))))

; using: finite.listed
(define-fun step-around-more () Bool
  (forall ((q Profile) (b Profile) (l Players) (s Profile) (i Player))
    (=> (around q b l s) (around q b (and-also i l) s))))

; using: step-around-more
(define-fun step-least-more () Bool
  (forall ((q Profile) (b Profile) (l Players) (s Profile) (i Player))
    (=> (least q b l s) (least q b (and-also i l) s))))

; using: finite.listed
(define-fun step-around-same () Bool
  (forall ((q Profile) (b Profile) (l Players) (r Profile) (i Player))
    (=> (around q b (and-also i l) r) (or (moved i b) (not (moved i r))) (around q b l r))))

; using: finite.listed section-2.replaced section-2.kept
(define-fun step-around-next () Bool
  (forall ((q Profile) (b Profile) (l Players) (r Profile) (i Player))
    (=> (around q b (and-also i l) r) (moved i r) (not (moved i b))
        (and (around q (replace b i (program i q)) l r) (not (= (program i q) (program i p)))))))

; using: section-2.replaced section-2.kept
(define-fun step-around-without () Bool
  (forall ((q Profile) (b Profile) (l Players) (s Profile) (i Player))
    (=> (around q (replace b i (program i q)) l s) (between q b) (not (moved i b)) (around q b l (without s i)))))

; using: finite.listed section-2.replaced section-2.kept
(define-fun step-around-back () Bool
  (forall ((q Profile) (b Profile) (l Players) (s Profile) (i Player))
    (=> (around q (replace b i (program i q)) l s) (between q b) (not (moved i b)) (around q b (and-also i l) s))))

; using: step-around-without step-around-back
(define-fun step-least-back () Bool
  (forall ((q Profile) (b Profile) (l Players) (s Profile) (i Player))
    (=> (least q (replace b i (program i q)) l s) (between q b) (not (moved i b))
        (and (around q b (and-also i l) s) (not (level s)) (around q b l (without s i))))))

; using: section-2.kept
(define-fun step-least-kept () Bool
  (forall ((q Profile) (b Profile) (l Players) (s Profile) (i Player) (k Player))
    (=> (least q (replace b i (program i q)) l s) (not (= k i)) (moved k s) (not (moved k b)) (level (without s k)))))

(define-fun settled ((q Profile) (b Profile) (l Players)) Bool
  (forall ((r Profile)) (=> (around q b l r) (level r))))

; using: step-least-back step-least-kept
(define-fun step-least-each () Bool
  (forall ((q Profile) (b Profile) (l Players) (s Profile) (i Player) (k Player))
    (=> (least q (replace b i (program i q)) l s) (between q b) (not (moved i b)) (settled q b l)
        (moved k s) (not (moved k b)) (level (without s k)))))

; using: step-least-each
(define-fun step-least-returning () Bool
  (forall ((q Profile) (b Profile) (l Players) (s Profile) (i Player))
    (=> (least q (replace b i (program i q)) l s) (between q b) (not (moved i b)) (settled q b l)
        (returning b s))))

; using: step-least-back step-least-returning
(define-fun step-least-next () Bool
  (forall ((q Profile) (b Profile) (l Players) (s Profile) (i Player))
    (=> (least q (replace b i (program i q)) l s) (between q b) (not (moved i b)) (settled q b l)
        (least q b (and-also i l) s))))

(define-fun some-least ((q Profile) (b Profile) (l Players)) Bool (exists ((s Profile)) (least q b l s)))
(define-fun found ((q Profile) (l Players)) Bool
  (forall ((b Profile) (r Profile)) (=> (around q b l r) (not (level r)) (some-least q b l))))

; using: step-least-more
(define-fun step-some-more () Bool
  (forall ((q Profile) (b Profile) (l Players) (i Player)) (=> (some-least q b l) (some-least q b (and-also i l)))))

(define-fun step-found-apply () Bool
  (forall ((q Profile) (l Players) (b Profile) (r Profile))
    (=> (found q l) (around q b l r) (not (level r)) (some-least q b l))))

; using: step-found-apply step-some-more
(define-fun step-found-fewer () Bool
  (forall ((q Profile) (l Players) (i Player) (b Profile) (r Profile))
    (=> (found q l) (around q b l r) (not (level r)) (some-least q b (and-also i l)))))

; using: step-found-fewer step-around-same
(define-fun step-found-same () Bool
  (forall ((q Profile) (l Players) (i Player) (b Profile) (r Profile))
    (=> (found q l) (around q b (and-also i l) r) (not (level r)) (or (moved i b) (not (moved i r)))
        (some-least q b (and-also i l)))))

; using: step-least-next
(define-fun step-some-next () Bool
  (forall ((q Profile) (b Profile) (l Players) (i Player))
    (=> (some-least q (replace b i (program i q)) l) (between q b) (not (moved i b)) (settled q b l)
        (some-least q b (and-also i l)))))

; using: step-around-next step-found-apply
(define-fun step-found-beyond () Bool
  (forall ((q Profile) (l Players) (i Player) (b Profile) (r Profile))
    (=> (found q l) (around q b (and-also i l) r) (not (level r)) (moved i r) (not (moved i b))
        (some-least q (replace b i (program i q)) l))))

; using: step-found-beyond step-some-next
(define-fun step-found-next () Bool
  (forall ((q Profile) (l Players) (i Player) (b Profile) (r Profile))
    (=> (found q l) (around q b (and-also i l) r) (not (level r)) (moved i r) (not (moved i b)) (between q b)
        (settled q b l) (some-least q b (and-also i l)))))

; using: step-found-fewer
(define-fun step-found-unsettled () Bool
  (forall ((q Profile) (l Players) (i Player) (b Profile))
    (=> (found q l) (not (settled q b l)) (some-least q b (and-also i l)))))

; using: step-found-same step-found-next step-found-unsettled
(define-fun step-found-step () Bool
  (forall ((q Profile) (l Players) (i Player) (b Profile) (r Profile))
    (=> (found q l) (around q b (and-also i l) r) (not (level r)) (some-least q b (and-also i l)))))

; using: step-found-step
(define-fun step-found-more () Bool
  (forall ((q Profile) (l Players) (i Player)) (=> (found q l) (found q (and-also i l)))))

; using: step-least-nobody
(define-fun step-found-nobody () Bool (forall ((q Profile)) (found q no-one)))

; by: induction
; using: step-found-nobody step-found-more
(define-fun step-found () Bool (forall ((l Players)) (forall ((q Profile)) (found q l))))

; using: finite.players step-itself
(define-fun step-around-everybody () Bool
  (forall ((q Profile) (r Profile)) (=> (between q r) (around q p everybody r))))

; using: step-found step-around-everybody
(define-fun step-quiet () Bool
  (forall ((q Profile) (r Profile)) (=> (between q r) (not (level r))
    (exists ((s Profile)) (and (quiet q s) (not (level s)))))))

; So all of them have p's meet point.
; using: step-quiet step-quiet-level
(define-fun step-level () Bool
  (forall ((q Profile) (r Profile)) (=> (extended q) (between q r) (level r))))

; With all extended, each adds the projection of what p reaches.
; using: step-added step-level step-without step-itself step-same-projection sets.union
(define-fun step-answers () Bool
  (forall ((q Profile) (k Player) (b Outcome)) (=> (extended q)
    (= (in b (answers k q)) (or (in b (answers k p)) (in b (PMP k (outcome p))))))))

; using: step-answers step-points alg-2.agreement
(define-fun step-sets () Bool
  (forall ((q Profile) (b Outcome)) (=> (extended q)
    (and (=> (in b (agreed p)) (in b (agreed q)))
         (=> (in b (agreed q)) (or (in b (agreed p)) (at-meet b)))))))

; using: step-sets step-meet-better step-between step-itself lemma.larger-set/literal/any
(define-fun step-better () Bool
  (forall ((q Profile)) (=> (extended q) (weakly-better (outcome q) (outcome p)))))

; A common point of the projections improves on an outcome below the PMM.
; using: meet-feasible thm-3.below def-5.projection
(define-fun step-common () Bool
  (exists ((z Outcome)) (and (improves z (outcome p)) (forall ((i Player)) (in z (PMP i (outcome p)))))))

; It is agreed on, so the new outcome has other payoffs than the old one.
; using: step-common step-answers alg-2.agreement
(define-fun step-agreed () Bool
  (forall ((q Profile)) (=> (extended q) (exists ((z Outcome)) (and (improves z (outcome p)) (in z (agreed q)))))))

; using: step-agreed step-between step-itself alg-2.chosen def-6.selection
(define-fun step-improved () Bool
  (forall ((q Profile)) (=> (extended q)
    (and (in (outcome q) (agreed q)) (not (same-payoffs (outcome q) (outcome p)))))))

; using: step-improved step-better step-between step-itself step-chosen
(define-fun step-not-old () Bool
  (forall ((q Profile)) (=> (extended q) (not (in (outcome q) (agreed p))))))

; using: step-improved step-sets step-not-old step-meet-better
(define-fun step-enough () Bool
  (forall ((q Profile) (k Player)) (=> (extended q) (>= (u k (outcome q)) (m k)))))
