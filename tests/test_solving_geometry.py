"""Geometry asked of the solvers, against exact geometry by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spi_verify.errors import InputError
from spi_verify.games.linear import Constraint, at_least, at_most, equals
from spi_verify.solving.formulas import Linear, variable
from spi_verify.solving.geometry import coordinates, escapes, in_hull, satisfies, violates
from spi_verify.solving.questions import Solvers


def point(*entries: Fraction | int | str) -> tuple[Fraction, ...]:
    return tuple(Fraction(entry) for entry in entries)


TRIANGLE = [point(0, 0), point(3, 1), point(1, 3)]
TRIANGLE_SIDES = [
    Constraint(point(1, -3), "<=", Fraction(0)),
    Constraint(point(-3, 1), "<=", Fraction(0)),
    Constraint(point(1, 1), "<=", Fraction(4)),
]


@settings(max_examples=30, deadline=None)
@given(x=st.tuples(*[st.fractions(min_value=0, max_value=3, max_denominator=4)] * 2))
def test_hull_is_the_intersection_of_its_sides(solvers: Solvers, x: tuple[Fraction, ...]) -> None:
    at = [Linear((), entry) for entry in x]
    inside = solvers.ask(in_hull(at, TRIANGLE, "weight")).status == "sat"
    assert inside == all(side.holds(x) for side in TRIANGLE_SIDES)
    assert inside == all(satisfies(side, at).evaluate({}) for side in TRIANGLE_SIDES)
    assert inside != any(violates(side, at).evaluate({}) for side in TRIANGLE_SIDES)


def test_inclusion_of_unions(solvers: Solvers) -> None:
    u = coordinates(2)
    assert solvers.ask(escapes(u, [TRIANGLE], [TRIANGLE_SIDES])).status == "unsat"
    halves = [[at_least(0, 2, Fraction(1))], [at_most(0, 2, Fraction(1))]]
    assert solvers.ask(escapes(u, [TRIANGLE, [point(1, 1)]], halves)).status == "unsat"
    gap = [[at_least(0, 2, Fraction(1))], [at_most(0, 2, Fraction(99, 100))]]
    model = solvers.ask(escapes(u, [[point(0, 0)], TRIANGLE], gap)).model
    assert model is not None
    assert Fraction(99, 100) < model["u_1"] < 1
    line = [[equals(1, 2, Fraction(1))]]
    assert solvers.ask(escapes(u, [[point(0, 1), point(5, 1)]], line)).status == "unsat"
    assert solvers.ask(escapes(u, [TRIANGLE], line)).status == "sat"


def test_empty_unions(solvers: Solvers) -> None:
    u = coordinates(2)
    assert solvers.ask(escapes(u, [], [])).status == "unsat"
    assert solvers.ask(escapes(u, [[]], [])).status == "unsat"
    assert solvers.ask(escapes(u, [TRIANGLE], [])).status == "sat"
    assert solvers.ask(escapes(u, [TRIANGLE], [[]])).status == "unsat"


def test_many_vertices(solvers: Solvers) -> None:
    square = [point(i, 0) for i in range(100)] + [point(i, i) for i in range(100)]
    assert solvers.ask(escapes(coordinates(2), [square], [[at_most(0, 2, Fraction(99))]])).status == "unsat"


def test_weights_need_new_names() -> None:
    with pytest.raises(InputError, match="w_0: a weight needs a new name"):
        in_hull([variable("w_0")], [point(1)], "w")


@pytest.mark.parametrize("vertices", [[point(1)], [point(1, 2), point(1)], [point(1, 2, 3)]])
def test_dimensions_must_match(vertices: list[tuple[Fraction, ...]]) -> None:
    with pytest.raises(ValueError, match="zip"):
        in_hull(coordinates(2), vertices, "w")
