"""Small problems for the certificate finder: true ones of every kind it must master, and false ones."""

from __future__ import annotations

SETS = """
(declare-sort Player 0) (declare-sort Outcome 0) (declare-sort ClosedSet 0)
(declare-fun u (Player Outcome) Real)
(declare-fun in (Outcome ClosedSet) Bool)
(declare-fun sel (ClosedSet) Outcome)
(declare-fun union (ClosedSet ClosedSet) ClosedSet)
(define-fun weakly-better ((a Outcome) (b Outcome)) Bool (forall ((i Player)) (>= (u i a) (u i b))))
(define-fun nonempty ((S ClosedSet)) Bool (exists ((a Outcome)) (in a S)))
(assert (! (forall ((S ClosedSet)) (=> (nonempty S) (in (sel S) S))) :named sel.member))
(assert (! (forall ((S ClosedSet) (T ClosedSet) (a Outcome)) (= (in a (union S T)) (or (in a S) (in a T))))
  :named sets.union))
(assert (! (forall ((S ClosedSet) (T ClosedSet))
  (=> (forall ((a Outcome)) (= (in a S) (in a T))) (= S T))) :named sets.extensional))
"""

ANOTHER_OFFER = (
    SETS
    + """
(define-fun conclusion () Bool (forall ((d Outcome) (S ClosedSet) (T ClosedSet))
  (=> (forall ((a Outcome)) (=> (in a S) (weakly-better a d)))
      (forall ((a Outcome)) (=> (in a T) (weakly-better a d)))
      (nonempty (union S T))
      (weakly-better (sel (union S T)) d))))
"""
)

COMMUTES = (
    SETS
    + """
(define-fun conclusion () Bool (forall ((S ClosedSet) (T ClosedSet)) (= (sel (union S T)) (sel (union T S)))))
"""
)

STEPS = (
    SETS
    + """
(define-fun step-wrong () Bool (forall ((S ClosedSet)) (nonempty S)))
(define-fun step-idle () Bool (forall ((a Outcome)) (weakly-better a a)))
(define-fun step-commutes () Bool (forall ((S ClosedSet) (T ClosedSet)) (= (union S T) (union T S))))
(define-fun conclusion () Bool (forall ((S ClosedSet) (T ClosedSet)) (= (sel (union S T)) (sel (union T S)))))
"""
)

PROGRAMS = """
(declare-sort Player 0) (declare-sort Program 0) (declare-sort Profile 0) (declare-sort Action 0)
(declare-fun program (Player Profile) Program)
(declare-fun negotiates (Program) Bool)
(declare-fun default (Program) Program)
(declare-fun defaults (Profile) Profile)
(declare-fun action (Player Profile) Action)
(define-fun all-negotiate ((p Profile)) Bool (forall ((j Player)) (negotiates (program j p))))
(assert (! (forall ((i Player) (p Profile)) (= (program i (defaults p)) (default (program i p)))) :named
  defaults.programs))
(assert (! (forall ((x Program)) (not (negotiates (default x)))) :named plain))
(assert (! (forall ((i Player) (p Profile)) (=> (negotiates (program i p))
  (= (action i p) (ite (all-negotiate p) (action i (defaults p)) (action i p))))) :named run))
(define-fun conclusion () Bool (forall ((p Profile) (i Player))
  (=> (all-negotiate p) (and (= (action i p) (action i (defaults p))) (not (all-negotiate (defaults p)))))))
"""

EXPECTATION = """
(declare-sort Profile 0)
(declare-datatypes ((Belief 0)) (((nobody) (believe (weight Real) (others Profile) (rest Belief)))))
(declare-fun positive (Belief) Bool)
(declare-fun supports (Belief Profile) Bool)
(declare-fun old (Profile) Real) (declare-fun new (Profile) Real)
(declare-fun mean-old (Belief) Real) (declare-fun mean-new (Belief) Real)
(assert (! (forall ((w Real) (q Profile) (b Belief)) (= (positive (believe w q b)) (and (> w 0) (positive b))))
  :named positive.believe))
(assert (! (forall ((w Real) (r Profile) (b Belief) (q Profile))
  (= (supports (believe w r b) q) (or (= q r) (supports b q)))) :named supports.believe))
(assert (! (= (mean-old nobody) 0) :named old.nobody))
(assert (! (= (mean-new nobody) 0) :named new.nobody))
(assert (! (forall ((w Real) (q Profile) (b Belief)) (= (mean-old (believe w q b)) (+ (* w (old q)) (mean-old b))))
  :named old.believe))
(assert (! (forall ((w Real) (q Profile) (b Belief)) (= (mean-new (believe w q b)) (+ (* w (new q)) (mean-new b))))
  :named new.believe))
(define-fun conclusion () Bool (forall ((b Belief))
  (=> (positive b) (forall ((q Profile)) (=> (supports b q) (<= (old q) (new q)))) (<= (mean-old b) (mean-new b)))))
"""

REALS = """
(declare-const a Real) (declare-const b Real) (declare-const c Real)
(declare-fun f (Real) Real) (declare-fun p (Real) Bool)
"""

TRUE = {
    "nothing": "(define-fun conclusion () Bool true)",
    "reals": "(define-fun conclusion () Bool (forall ((x Real)) (exists ((y Real)) (< x y))))",
    "excluded-middle": "(declare-const p Bool) (define-fun conclusion () Bool (or p (not p)))",
    "someone": """(declare-sort S 0) (declare-fun p (S) Bool)
        (define-fun conclusion () Bool (exists ((x S)) (=> (p x) (forall ((y S)) (p y)))))""",
    "nobody-named": """(declare-sort S 0) (declare-fun p (S) Bool)
        (assert (! (forall ((x S)) (p x)) :named every)) (define-fun conclusion () Bool (exists ((x S)) (p x)))""",
    "contradiction": """(declare-const p Bool) (assert (! p :named one)) (assert (! (not p) :named two))
        (define-fun conclusion () Bool false)""",
    "another-offer": ANOTHER_OFFER,
    "commutes": COMMUTES,
    "programs": PROGRAMS,
    "squeezed": REALS
    + """(assert (! (<= (+ a 1) b) :named low)) (assert (! (<= b (+ a 1)) :named high))
        (define-fun conclusion () Bool (= (f b) (f (+ 1 a))))""",
    "predicate": REALS
    + """(assert (! (and (<= a b) (<= b a) (p a)) :named same)) (define-fun conclusion () Bool (p b))""",
    "maximum": REALS
    + """(define-fun max ((x Real) (y Real)) Real (ite (<= x y) y x))
        (define-fun conclusion () Bool (and (<= a (max a b)) (<= b (max a b)) (= (max a b) (max b a))))""",
    "product": REALS
    + """(assert (! (> a 0) :named positive)) (assert (! (<= b c) :named order))
        (define-fun conclusion () Bool (<= (* a b) (* a c)))""",
    "square": REALS + "(define-fun conclusion () Bool (<= 0 (+ (* a a) (* b b))))",
    "quotient": REALS
    + """(assert (! (< b c) :named order)) (assert (! (<= b a) :named low)) (assert (! (<= a c) :named high))
        (define-fun conclusion () Bool (<= (/ (- c a) (- c b)) 1))""",
    "equation": REALS
    + """(assert (! (= a (* b c)) :named one)) (define-fun conclusion () Bool (= (* a a) (* a b c)))""",
    "mean": REALS
    + """(define-fun conclusion () Bool (forall ((x Real) (y Real)) (=> (< x y) (exists ((z Real))
        (and (= z (/ (+ x y) 2)) (< x z) (< z y))))))""",
    "names": """(declare-sort S 0) (declare-fun x (S) S) (declare-fun goal (S) Bool) (declare-const i S)
        (assert (! (forall ((y S)) (goal (x y))) :named fact))
        (define-fun conclusion () Bool (forall ((i S) (goal2 S)) (exists ((z S)) (and (goal z) (= (x i) z)))))""",
    "captured": """(declare-sort S 0) (declare-fun r (S S) Bool)
        (define-fun total ((x S)) Bool (forall ((y S)) (r x y)))
        (define-fun conclusion () Bool (forall ((y S)) (=> (total y) (r y y))))""",
    "drinkers": """(declare-sort S 0) (declare-fun r (S S) Bool)
        (assert (! (forall ((x S)) (exists ((y S)) (r x y))) :named serial))
        (assert (! (forall ((x S) (y S)) (=> (r x y) (r y x))) :named symmetric))
        (assert (! (forall ((x S) (y S) (z S)) (=> (r x y) (r y z) (r x z))) :named transitive))
        (define-fun conclusion () Bool (forall ((x S)) (r x x)))""",
}

FALSE = {
    "false": "(define-fun conclusion () Bool false)",
    "larger": "(define-fun conclusion () Bool (exists ((x Real)) (forall ((y Real)) (<= y x))))",
    "converse": """(declare-sort S 0) (declare-fun r (S S) Bool)
        (assert (! (forall ((x S) (y S)) (=> (r x y) (r y x))) :named symmetric))
        (define-fun conclusion () Bool (forall ((x S)) (r x x)))""",
    "exchange": """(declare-sort S 0) (declare-fun r (S S) Bool)
        (assert (! (forall ((x S)) (exists ((y S)) (r x y))) :named serial))
        (define-fun conclusion () Bool (exists ((y S)) (forall ((x S)) (r x y))))""",
    "function": REALS + "(define-fun conclusion () Bool (=> (= (f a) (f b)) (= a b)))",
    "product": REALS + "(define-fun conclusion () Bool (=> (<= b c) (<= (* a b) (* a c))))",
    "division": REALS + "(define-fun conclusion () Bool (= (* (/ a b) b) a))",
    "sel": SETS + "(define-fun conclusion () Bool (forall ((S ClosedSet)) (in (sel S) S)))",
}
