"""Whether some belief makes a program best, decided exactly: against the corners where best responses change."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spi_verify.kernel.terms import Problem, read
from spi_verify.theory.evaluate import Evaluator, Truth
from spi_verify.theory.every_belief import decided
from spi_verify.theory.structure import Structure, constant

SIGNATURE = """
(declare-sort Player 0) (declare-sort Program 0) (declare-sort Profile 0)
(declare-datatypes ((Belief 0)) (((nobody) (believe (weight Real) (others Profile) (rest Belief)))))
(declare-fun weighted (Belief) Bool) (declare-fun mass (Belief) Real)
(declare-fun expected (Player Program Belief) Real)
(declare-fun playable (Program) Bool) (declare-const i Player) (declare-const x Program)
(define-fun distribution ((b Belief)) Bool (and (weighted b) (= (mass b) 1)))
(define-fun best ((z Program) (b Belief)) Bool
  (and (playable z) (forall ((y Program)) (=> (playable y) (>= (expected i z b) (expected i y b))))))
"""
SOME = "(exists ((b Belief)) (and (distribution b) (best x b)))"
EACH = (
    "(forall ((z Program)) (exists ((y Program) (b Belief)) (and (distribution b) (best y b) (not (= y z)))))"
)
Payoffs = Sequence[Sequence[int]]
"""By programs: by profiles."""


def asked(conclusion: str) -> Problem:
    return read(f"{SIGNATURE}(define-fun conclusion () Bool {conclusion})")


def structure(payoffs: Payoffs, playable: Sequence[int]) -> Structure:
    def entries(b: tuple[object, ...]) -> list[tuple[Fraction, int]]:
        return [] if not b else [(b[0], b[1]), *entries(b[2])]  # type: ignore[list-item, arg-type]

    return Structure(
        {
            "Player": (0,),
            "Program": tuple(range(len(payoffs))),
            "Profile": tuple(range(len(payoffs[0]))),
            "Belief": ((),),
            "Real": (0,),
        },
        {
            "nobody": constant(()),
            "believe": lambda w, q, b: (w, q, b),
            "weighted": lambda b: all(w > 0 for w, _ in entries(b)),
            "mass": lambda b: sum(w for w, _ in entries(b)),
            "expected": lambda i, x, b: sum(w * payoffs[x][q] for w, q in entries(b)),
            "playable": lambda x: x in playable,
            "i": constant(0),
            "x": constant(0),
        },
    ).deciding({"Belief": decided})


def truth(conclusion: str, payoffs: Payoffs, playable: Sequence[int] | None = None) -> Truth:
    every = range(len(payoffs)) if playable is None else playable
    return Evaluator(structure(payoffs, every)).truth(asked(conclusion).conclusion)


def best_somewhere(payoffs: Payoffs, program: int) -> bool:
    """With two profiles: at a corner, or where two programs expect the same."""
    lines = [(a, b) for a, b in payoffs]
    corners = {Fraction(0), Fraction(1)}
    for (a, b), (c, d) in itertools.combinations(lines, 2):
        if (a - b) != (c - d):
            corners.add(Fraction(d - b, (a - b) - (c - d)))
    expected = ([w * a + (1 - w) * b for a, b in lines] for w in corners if 0 <= w <= 1)
    return any(values[program] == max(values) for values in expected)


numbers = st.integers(-3, 3)


@given(st.lists(st.tuples(numbers, numbers), min_size=1, max_size=4))
def test_a_program_is_best_for_some_belief_or_for_none(payoffs: list[tuple[int, int]]) -> None:
    assert truth(SOME, payoffs) == Truth(best_somewhere(payoffs, 0), True)
    some = {k for k in range(len(payoffs)) if best_somewhere(payoffs, k)}
    assert truth(EACH, payoffs) == Truth(len(some) > 1, True)


@given(st.lists(st.tuples(numbers, numbers, numbers), min_size=1, max_size=4))
def test_no_belief_that_is_tried_makes_a_program_best_if_none_does(
    payoffs: list[tuple[int, int, int]],
) -> None:
    found = truth(SOME, payoffs)
    weights = [(a, b, 6 - a - b) for a in range(7) for b in range(7 - a)]
    tried = [[sum(w * u for w, u in zip(ws, row, strict=True)) for row in payoffs] for ws in weights]
    assert found.exact
    assert found.value or all(values[0] < max(values) for values in tried)


def test_only_playable_programs_compete() -> None:
    assert truth(SOME, [(0, 0), (1, 1)]) == Truth(False, True)
    assert truth(SOME, [(0, 0), (1, 1)], [0]) == Truth(True, True)
    assert truth(SOME, [(0, 0), (-1, -1)], [1]) == Truth(False, True)


def test_a_mixture_can_beat_a_program_that_none_beats_alone() -> None:
    assert truth(SOME, [(1, 1), (3, 0), (0, 3)]) == Truth(False, True)
    assert truth(SOME, [(2, 2), (3, 0), (0, 3)]) == Truth(True, True)


@pytest.mark.parametrize(
    "conclusion",
    [
        "(exists ((b Belief)) (and (= (mass b) 1) (best x b)))",
        "(exists ((b Belief)) (and (weighted b) (= (mass b) 2) (best x b)))",
        "(exists ((b Belief)) (and (distribution b) (< (expected i x b) 1)))",
        "(exists ((b Belief)) (and (distribution b) (not (= b nobody)) (best x b)))",
        "(exists ((b Belief)) (and (distribution b) (= (expected i x b) (expected i x b))"
        " (exists ((y Program)) (> (expected i x b) (expected i y b)))))",
        "(exists ((b Belief) (c Belief)) (and (distribution b) (distribution c) (best x b)))",
        "(exists ((b Belief)) (and (distribution b) (forall ((r Real)) (<= (expected i x b) (expected i x b)))))",
    ],
)
def test_what_asks_something_else_of_beliefs_is_not_decided(conclusion: str) -> None:
    assert not truth(conclusion, [(0, 0), (1, 1)]).exact
