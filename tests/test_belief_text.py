"""Belief regions in words say exactly what the constraints say, and no more than needed."""

from __future__ import annotations

import itertools
import re
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spi_verify.games.game import Game
from spi_verify.games.linear import Constraint
from spi_verify.games.polytope import Polytope
from spi_verify.programs.conditions import ALWAYS
from spi_verify.programs.equilibrium import BeliefRegion
from spi_verify.programs.program import Clause, RuleProgram
from spi_verify.reports.belief_text import EVERY, NONE, region_lines

GAME = Game.build("", ("A", "B"), (("x",), ("y",)), [(0, 0)])
Weights = tuple[Fraction, ...]


def program(name: str, player: int) -> RuleProgram:
    return RuleProgram(name, player, (Clause(ALWAYS, 0),))


def region(rows: list[list[int]]) -> BeliefRegion:
    constraints = tuple(Constraint(tuple(map(Fraction, row)), "<=", Fraction(0)) for row in rows)
    counterparts = tuple((program(f"q{k}", 1),) for k in range(len(rows[0]) if rows else 3))
    return BeliefRegion(program("p", 0), counterparts, constraints, tuple("r" for _ in rows))


def says(line: str, weights: Weights) -> bool:
    """Evaluate a line at exact weights."""
    text = re.sub(r"β₁\(q(\d+)\)", lambda m: f"W[{m[1]}]", line)
    text = re.sub(r"(\d+(?:/\d+)?) W", r"\1 * W", text)
    text = re.sub(r"(?<![\[\d])(\d+)(?:/(\d+))?(?!\])", lambda m: f"F({m[1]}, {m[2] or 1})", text)
    text = text.replace("≤", "<=").replace("≥", ">=")
    text = re.sub(r"(?<![<>])=", "==", text)
    return bool(eval(text, {"W": weights, "F": Fraction}))


def corners(rows: list[list[int]], n: int) -> tuple[Weights, ...]:
    part: Polytope | None = Polytope.hull(tuple(Fraction(int(i == k)) for i in range(n)) for k in range(n))
    for row in rows:
        part = part and part.clip(Constraint(tuple(map(Fraction, row)), "<=", Fraction(0)))
    return part.vertices if part else ()


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        ([[-3, 1]], ["β₁(q0) ≥ 1/4"]),
        ([[3, -1]], ["β₁(q1) ≥ 3/4"]),
        ([[3, -1], [-5, 1]], ["1/6 ≤ β₁(q0) ≤ 1/4"]),
        ([[3, -1], [-3, 1]], ["β₁(q0) = 1/4"]),
        ([[1, 1]], [NONE]),
        ([], [EVERY]),
        ([[1, 0]], ["β₁(q1) = 1"]),
        ([[2, -4, 0]], ["β₁(q0) ≤ 2 β₁(q1)"]),
        ([[3, -1, -1]], ["β₁(q0) ≤ 1/4"]),
        ([[3, -1, -1], [7, -1, -1], [5, -1, -1]], ["β₁(q0) ≤ 1/8"]),
        ([[1, -1, 0], [-1, 1, 0]], ["β₁(q0) = β₁(q1)"]),
        ([[1, 1, 0], [0, -1, 1]], [NONE]),
        ([[1, 1, 0]], ["β₁(q2) = 1"]),
        ([[1, 0, 0], [0, 3, -1]], ["β₁(q0) = 0", "β₁(q2) ≥ 3/4"]),
    ],
)
def test_simplest_forms(rows: list[list[int]], lines: list[str]) -> None:
    assert region_lines(region(rows), GAME) == lines


@settings(max_examples=150, deadline=None)
@given(
    st.integers(2, 4).flatmap(
        lambda n: st.lists(st.lists(st.integers(-4, 4), min_size=n, max_size=n), min_size=1, max_size=4)
    )
)
def test_lines_say_what_the_constraints_say(rows: list[list[int]]) -> None:
    n = len(rows[0])
    lines = region_lines(region(rows), GAME)
    inside = corners(rows, n)
    assert (lines == [NONE]) == (not inside)
    if lines in ([NONE], [EVERY]):
        units = [tuple(Fraction(int(i == k)) for i in range(n)) for k in range(n)]
        assert lines == [NONE] or set(units) <= set(inside)
        return
    grid = [w for w in itertools.product(range(7), repeat=n) if sum(w) == 6]
    for weights in [*inside, *(tuple(Fraction(x, 6) for x in w) for w in grid)]:
        true = all(sum(a * x for a, x in zip(row, weights, strict=True)) <= 0 for row in rows)
        assert all(says(line, weights) for line in lines) == true, (lines, weights)
