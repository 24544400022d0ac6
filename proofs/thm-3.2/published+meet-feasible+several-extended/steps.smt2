; import: lemma.outcome literal any
; import: lemma.projection literal any
; import: lemma.larger-set literal any
; conclusion using: step-enough
; q is p with every program extended; r lies between: some of its programs are p's, the others q's.
(define-fun extended ((q Profile)) Bool (forall ((k Player)) (extends k (program k p) (program k q))))
(define-fun between ((q Profile) (r Profile)) Bool
  (forall ((k Player)) (or (= (program k r) (program k p)) (= (program k r) (program k q)))))
(define-fun answers ((i Player) (r Profile)) ClosedSet (answer i (functions r) (outcome (defaults p))))
(define-fun agreed ((r Profile)) ClosedSet (agreement (functions r) (outcome (defaults p))))
; What is agreed on is what p agrees on, and points that weakly improve on its outcome and give everyone the PMM.
(define-fun grown ((r Profile)) Bool
  (and (subset (agreed p) (agreed r))
       (forall ((b Outcome)) (=> (in b (agreed r))
         (or (in b (agreed p)) (and (weakly-better b (outcome p)) (forall ((k Player)) (>= (u k b) (m k)))))))))

; using: def-7.extension
(define-fun step-between-csr () Bool
  (forall ((q Profile) (r Profile)) (=> (extended q) (between q r) (and (all-csr r) (partly-extended r)))))

; using: def-7.extension section-2.profile section-2.defaults
(define-fun step-between-defaults () Bool
  (forall ((q Profile) (r Profile)) (=> (extended q) (between q r) (= (defaults r) (defaults p)))))

; using: step-between-csr step-between-defaults lemma.outcome/literal/any
(define-fun step-between () Bool
  (forall ((q Profile) (r Profile)) (=> (extended q) (between q r)
    (= (outcome r) (chosen (agreed r) (outcome (defaults p)))))))

; using: section-2.replaced section-2.kept
(define-fun step-next () Bool
  (forall ((q Profile) (r Profile) (i Player)) (=> (between q r) (between q (replace r i (program i q))))))

; One more program extends: the others' answers grow, by points of its projection only,
; using: several-extended step-between-csr
(define-fun step-others () Bool
  (forall ((q Profile) (r Profile) (i Player) (j Player))
    (=> (extended q) (between q r) (= (program i r) (program i p)) (not (= j i))
        (exists ((V ClosedSet))
          (and (subset V (PMP i (outcome r)))
               (= (answers j (replace r i (program i q))) (union (answers j r) V)))))))

; using: section-2.profile section-2.replaced section-2.kept
(define-fun step-unchanged () Bool (forall ((q Profile) (i Player)) (= (replace q i (program i q)) q)))

; and its own answer grows by the projection.
; using: def-7.extension step-unchanged step-between-csr step-between-defaults step-next
(define-fun step-own () Bool
  (forall ((q Profile) (r Profile) (i Player))
    (=> (extended q) (between q r) (= (program i r) (program i p))
        (= (answers i (replace r i (program i q))) (union (answers i r) (PMP i (outcome r)))))))

; using: step-others step-own sets.union
(define-fun step-more () Bool
  (forall ((q Profile) (r Profile) (i Player) (j Player))
    (=> (extended q) (between q r) (= (program i r) (program i p))
        (subset (answers j r) (answers j (replace r i (program i q)))))))

; using: step-others step-own sets.union
(define-fun step-no-more () Bool
  (forall ((q Profile) (r Profile) (i Player) (j Player) (b Outcome))
    (=> (extended q) (between q r) (= (program i r) (program i p)) (in b (answers j (replace r i (program i q))))
        (or (in b (answers j r)) (in b (PMP i (outcome r)))))))

; using: step-more step-no-more alg-2.agreement
(define-fun step-sets () Bool
  (forall ((q Profile) (r Profile) (i Player) (b Outcome))
    (=> (extended q) (between q r) (= (program i r) (program i p))
        (and (=> (in b (agreed r)) (in b (agreed (replace r i (program i q)))))
             (=> (in b (agreed (replace r i (program i q)))) (or (in b (agreed r)) (in b (PMP i (outcome r)))))))))

(define-fun step-start () Bool (grown p))

; using: section-2.replaced
(define-fun step-itself () Bool (forall ((q Profile)) (=> (extended q) (and (between q p) (between q q)))))

; While the agreements grow like this, the outcome weakly improves.
; using: step-between step-itself lemma.larger-set/literal/any
(define-fun step-better () Bool
  (forall ((q Profile) (r Profile))
    (=> (extended q) (between q r) (grown r) (weakly-better (outcome r) (outcome p)))))

; using: step-better lemma.projection/literal/any
(define-fun step-above () Bool
  (forall ((q Profile) (r Profile) (i Player) (b Outcome))
    (=> (extended q) (between q r) (grown r) (in b (PMP i (outcome r)))
        (and (weakly-better b (outcome p)) (forall ((k Player)) (>= (u k b) (m k)))))))

; using: step-sets step-above
(define-fun step-grown () Bool
  (forall ((q Profile) (r Profile) (i Player))
    (=> (extended q) (between q r) (= (program i r) (program i p)) (grown r) (grown (replace r i (program i q))))))

; The first to extend answers with its projection of p's outcome.
; using: step-own step-itself sets.union
(define-fun step-first () Bool
  (forall ((q Profile) (i Player)) (=> (extended q)
    (subset (PMP i (outcome p)) (answers i (replace p i (program i q)))))))

; Player i is extended first, then those of a list: r is p with all of these extended, and no others.
(define-fun led ((q Profile) (i Player) (l Players) (r Profile)) Bool
  (forall ((k Player)) (= (program k r) (program k (ite (or (= k i) (listed l k)) q p)))))
(define-fun reached ((q Profile) (i Player) (l Players) (r Profile)) Bool
  (and (led q i l r) (grown r) (subset (PMP i (outcome p)) (answers i r))))

; using: section-2.replaced section-2.kept
(define-fun step-led-first () Bool
  (forall ((q Profile) (i Player) (k Player))
    (= (program k (replace p i (program i q))) (program k (ite (= k i) q p)))))

; using: step-led-first finite.no-one
(define-fun step-led-nobody () Bool
  (forall ((q Profile) (i Player)) (led q i no-one (replace p i (program i q)))))

; using: step-led-nobody step-first step-start step-grown step-itself
(define-fun step-reached-first () Bool
  (forall ((q Profile) (i Player)) (=> (extended q) (reached q i no-one (replace p i (program i q))))))

(define-fun step-led-between () Bool
  (forall ((q Profile) (i Player) (l Players) (r Profile)) (=> (led q i l r) (between q r))))

; One more in the list: somebody who is extended already,
; using: finite.listed
(define-fun step-led-same () Bool
  (forall ((q Profile) (i Player) (l Players) (r Profile) (k Player))
    (=> (led q i l r) (or (= k i) (listed l k)) (led q i (and-also k l) r))))

; or somebody who is not.
; using: finite.listed section-2.replaced section-2.kept
(define-fun step-led-next () Bool
  (forall ((q Profile) (i Player) (l Players) (r Profile) (k Player))
    (=> (led q i l r) (not (or (= k i) (listed l k)))
        (and (= (program k r) (program k p)) (led q i (and-also k l) (replace r k (program k q)))))))

; using: step-led-next step-led-between step-grown step-more
(define-fun step-reached-next () Bool
  (forall ((q Profile) (i Player) (l Players) (r Profile) (k Player))
    (=> (extended q) (reached q i l r) (not (or (= k i) (listed l k)))
        (reached q i (and-also k l) (replace r k (program k q))))))

; using: step-reached-next step-led-same
(define-fun step-one-more () Bool
  (forall ((q Profile) (i Player) (l Players) (k Player))
    (=> (extended q) (exists ((r Profile)) (reached q i l r)) (exists ((r Profile)) (reached q i (and-also k l) r)))))

; So whatever list follows, what is agreed on grows, and player i goes on offering its projection of p's outcome.
; by: induction
; using: step-reached-first step-one-more
(define-fun step-list () Bool
  (forall ((l Players)) (forall ((q Profile) (i Player)) (=> (extended q)
    (exists ((r Profile)) (reached q i l r))))))

; With the list of everybody this is q.
; using: finite.players section-2.profile
(define-fun step-everybody () Bool
  (forall ((q Profile) (i Player) (r Profile)) (=> (led q i everybody r) (= r q))))

; using: step-list step-everybody
(define-fun step-reached () Bool
  (forall ((q Profile) (i Player)) (=> (extended q)
    (and (grown q) (subset (PMP i (outcome p)) (answers i q))))))

; using: step-reached players.at-least-two
(define-fun step-all-grown () Bool (forall ((q Profile)) (=> (extended q) (grown q))))

; using: step-reached
(define-fun step-offered () Bool
  (forall ((q Profile) (i Player)) (=> (extended q) (subset (PMP i (outcome p)) (answers i q)))))

(define-fun below () Bool (exists ((i Player)) (< (U i p) (m i))))

; A common point of the projections improves on an outcome below the PMM.
; using: meet-feasible def-5.projection
(define-fun step-common () Bool
  (=> below (exists ((z Outcome)) (and (improves z (outcome p)) (forall ((i Player)) (in z (PMP i (outcome p))))))))

; It is agreed on, so the new outcome has other payoffs than the old one.
; using: step-common step-offered alg-2.agreement
(define-fun step-agreed () Bool
  (forall ((q Profile)) (=> below (extended q)
    (exists ((z Outcome)) (and (improves z (outcome p)) (in z (agreed q)))))))

; using: step-agreed step-between step-itself alg-2.chosen def-6.selection
(define-fun step-improved () Bool
  (forall ((q Profile)) (=> below (extended q)
    (and (in (outcome q) (agreed q)) (not (same-payoffs (outcome q) (outcome p)))))))

; A point of a set that weakly improves on the selected one has its payoffs.
; using: def-6.selection
(define-fun step-efficient () Bool
  (forall ((S ClosedSet) (b Outcome)) (=> (in b S) (weakly-better b (sel S)) (same-payoffs b (sel S)))))

; using: step-improved step-all-grown step-better step-between step-itself step-efficient alg-2.chosen
(define-fun step-not-old () Bool
  (forall ((q Profile)) (=> below (extended q) (not (in (outcome q) (agreed p))))))

; Where nobody is below the PMM, nobody gets less than before.
; using: step-improved step-all-grown step-not-old step-better
(define-fun step-enough () Bool
  (forall ((q Profile) (k Player)) (=> (extended q) (>= (u k (outcome q)) (m k)))))
