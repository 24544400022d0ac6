"""Small problems with certificates written by hand, used by the kernel's tests."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from spi_verify.kernel.terms import Problem, read

Json = dict[str, Any]

EXPECTATION = """
(set-logic ALL)
(declare-sort Others 0)
(declare-datatypes ((Belief 0)) (((nobody) (add (weight Real) (others Others) (rest Belief)))))
(declare-fun old (Others) Real)
(declare-fun new (Others) Real)
(declare-fun positive (Belief) Bool)
(declare-fun supports (Belief Others) Bool)
(declare-fun mean-old (Belief) Real)
(declare-fun mean-new (Belief) Real)
(assert (! (forall ((w Real) (o Others) (b Belief)) (= (positive (add w o b)) (and (< 0 w) (positive b))))
  :named positive-add))
(assert (! (forall ((w Real) (o Others) (b Belief) (x Others))
    (= (supports (add w o b) x) (or (= x o) (supports b x)))) :named supports-add))
(assert (! (= (mean-old nobody) 0) :named old-nobody))
(assert (! (= (mean-new nobody) 0) :named new-nobody))
(assert (! (forall ((w Real) (o Others) (b Belief))
    (= (mean-old (add w o b)) (+ (* w (old o)) (mean-old b)))) :named old-add))
(assert (! (forall ((w Real) (o Others) (b Belief))
    (= (mean-new (add w o b)) (+ (* w (new o)) (mean-new b)))) :named new-add))
(define-fun no-worse ((b Belief)) Bool (forall ((o Others)) (=> (supports b o) (<= (old o) (new o)))))
(define-fun conclusion () Bool
  (forall ((b Belief)) (=> (and (positive b) (no-worse b)) (<= (mean-old b) (mean-new b)))))
(assert (! (not conclusion) :named negated-conclusion))
(check-sat)
"""

_ADDED = "(add w o r)"
EXPECTATION_GOAL: Json = {
    "goal": "conclusion",
    "induction": True,
    "cases": {
        "nobody": {
            "uses": ["old-nobody", "new-nobody"],
            "witnesses": [],
            "instances": [],
            "atoms": ["(= (mean-old nobody) 0)", "(= (mean-new nobody) 0)", "(<= (mean-old nobody) (mean-new nobody))"],
            "lemmas": [[[-1, -2, 3], [[1, [2]]]]],
            "cases": None,
        },
        "add": {
            "uses": ["positive-add", "supports-add", "old-add", "new-add"],
            "witnesses": [[["w", "o", "r"], "goal"], ["x", "(no-worse r)"]],
            "instances": [
                ["positive-add", ["w", "o", "r"]],
                ["supports-add", ["w", "o", "r", "o"]],
                ["supports-add", ["w", "o", "r", "x"]],
                ["old-add", ["w", "o", "r"]],
                ["new-add", ["w", "o", "r"]],
                [f"(no-worse {_ADDED})", ["o"]],
                [f"(no-worse {_ADDED})", ["x"]],
            ],
            "atoms": [
                "(= o o)",
                "(<= w 0)",
                "(<= (old o) (new o))",
                "(<= (mean-old r) (mean-new r))",
                f"(= (mean-old {_ADDED}) (+ (* w (old o)) (mean-old r)))",
                f"(= (mean-new {_ADDED}) (+ (* w (new o)) (mean-new r)))",
                f"(<= (mean-old {_ADDED}) (mean-new {_ADDED}))",
            ],
            "lemmas": [
                [[1], None],
                # 0 < w, old o <= new o, mean-old r <= mean-new r: the product of the first two is the step's gain
                [[2, -3, -4, -5, -6, 7], [[1, [0, 1]], [1, [2]], [1, [3]], [-1, [4]], [1, [5]]]],
            ],
            "cases": None,
        },
    },
}  # fmt: skip

SYLLOGISM = """
(declare-sort Player 0)
(declare-fun u (Player) Real)
(declare-fun best (Player) Real)
(declare-const one Player)
(assert (! (forall ((i Player)) (<= (u i) (best i))) :named bounded))
(assert (! (= (u one) 3) :named paid))
(assert (! (= 0 1) :named unused-nonsense))
(define-fun reaches ((level Real)) Bool (exists ((i Player)) (<= level (best i))))
(define-fun step () Bool (<= 3 (best one)))
(define-fun conclusion () Bool (and (reaches 3) (reaches (/ 5 2))))
"""

SYLLOGISM_GOALS: list[Json] = [
    {
        "goal": "step",
        "uses": ["bounded", "paid"],
        "witnesses": [],
        "instances": [["bounded", ["one"]]],
        "atoms": ["(= (u one) 3)", "(<= (u one) (best one))", "step"],
        "lemmas": [[[-1, -2, 3], [[1, [1]], [1, [2]]]]],
        "cases": None,
    },
    {
        "goal": "conclusion",
        "uses": ["step"],
        "witnesses": [],
        "instances": [["(reaches 3)", ["one"]], ["(reaches (/ 5 2))", ["one"]]],
        "atoms": ["step", "(<= (/ 5 2) (best one))", "(reaches 3)"],
        "lemmas": [[[-1, 2], [["1", [0]], ["3/3", [1]]]]],
        "cases": [3, None, None],
    },
]


def certificate(problem: Problem, goals: list[Json], imports: list[list[str]] | None = None) -> Json:
    """Return a certificate for ``problem`` with these goals, independent of the examples."""
    head = {"format": 1, "claim": "c", "reading": "r", "players": "2", "problem": problem.digest}
    return deepcopy({**head, "imports": imports or [], "goals": goals})


def examples() -> list[tuple[str, Json]]:
    """Return all pairs of a problem's text and a certificate that proves it."""
    pairs = ((EXPECTATION, [EXPECTATION_GOAL]), (SYLLOGISM, SYLLOGISM_GOALS))
    return [(text, certificate(read(text), goals)) for text, goals in pairs]
