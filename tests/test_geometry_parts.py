"""The parts of the exact geometry: tables, filters, checks of proposals, linear programs."""

from __future__ import annotations

import random
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spi_verify.games import certify
from spi_verify.games.affine import independent_coordinates
from spi_verify.games.certify import inside_cone, strict_maximisers
from spi_verify.games.lp import Infeasible, Optimum, Row, solve
from spi_verify.games.order import distinct_rows
from spi_verify.games.points import SMALL, IntegerPoints
from spi_verify.games.support import Support
from tests.geometry import PointList, point_lists, rational, table

WEIGHT = st.one_of(
    st.integers(-3, 3), st.integers(-(10**6), 10**6), st.integers(-(2**70), 2**70), st.just(10**400)
)


def dot(a: list[int] | tuple[int, ...], b: list[int] | tuple[int, ...]) -> int:
    return sum(x * y for x, y in zip(a, b, strict=True))


@given(point_lists(), st.integers(1, 60))
@settings(max_examples=50, deadline=None)
def test_a_table_gives_its_payoffs_back(points: PointList, denominator: int) -> None:
    payoffs = [tuple(v / (denominator + i) for i, v in enumerate(p)) for p in rational(points)]
    built = IntegerPoints.of(payoffs)
    assert [built.payoff(k) for k in range(len(built))] == payoffs
    assert (len(built), built.n) == (len(points), len(points[0]))


def test_tables_are_small_integers_where_that_is_exact() -> None:
    assert table([(SMALL - 1, 1 - SMALL)]).rows.dtype == np.int64
    assert table([(SMALL, 0)]).rows.dtype == object
    assert table([(0, -SMALL)]).rows.dtype == object


@pytest.mark.parametrize("payoffs", [[], [()], [(Fraction(1),), (Fraction(1), Fraction(2))]])
def test_tables_refuse_what_is_no_table(payoffs: list[tuple[Fraction, ...]]) -> None:
    with pytest.raises(ValueError, match="payoff vectors of one length"):
        IntegerPoints.of(payoffs)


@given(point_lists(), st.data())
@settings(max_examples=200, deadline=None)
def test_support_compares_exactly(points: PointList, data: st.DataObject) -> None:
    support = Support(table(points).rows)
    weights = data.draw(st.lists(WEIGHT, min_size=support.n, max_size=support.n))
    origin = [min(column) for column in zip(*points, strict=True)]
    values = [dot(weights, p) - dot(weights, origin) for p in points]
    value, best = support.best(weights)
    assert value == max(values)
    assert best.tolist() == [k for k, v in enumerate(values) if v == value]

    bound = data.draw(st.sampled_from([*values, values[0] + 1, values[0] - 1, 0]))
    rows = np.arange(len(points))
    assert support.not_below(weights, bound, rows).tolist() == [v >= bound for v in values]

    support.look_first_at(rows[: 1 + len(rows) // 2])
    found = support.exceeding(weights, bound)
    assert (found is None) == (value <= bound)
    assert found is None or values[found[1]] == found[0] > bound


@given(point_lists(), st.data())
@settings(max_examples=100, deadline=None)
def test_strict_maximisers_are_strict(points: PointList, data: st.DataObject) -> None:
    support = Support(table(points).rows)
    weights = np.array(
        data.draw(
            st.lists(
                st.lists(st.floats(-2, 2), min_size=support.n, max_size=support.n), min_size=1, max_size=5
            )
        )
    )
    claimed = np.array(
        data.draw(st.lists(st.integers(0, len(points) - 1), min_size=len(weights), max_size=len(weights)))
    )
    unit = [1] * support.n
    if (
        support.floats.max() <= 1 and max(support.spread) > 1
    ):  # huge entries: the floats are shares of the spread
        unit = [max(s, 1) for s in support.spread]
    for k, w, accepted in zip(
        claimed, weights.tolist(), strict_maximisers(support, claimed, weights), strict=True
    ):
        exact = [Fraction(v) / u for v, u in zip(w, unit, strict=True)]
        values = [sum(a * b for a, b in zip(exact, p, strict=True)) for p in points]
        if accepted:
            assert all(v < values[k] for j, v in enumerate(values) if j != k)


def test_the_search_tree_accepts_what_the_full_table_accepts(monkeypatch: pytest.MonkeyPatch) -> None:
    generator = np.random.default_rng(2)
    for n in (1, 2, 3, 5):
        rows = generator.integers(0, 1000, size=(777, n))
        support = Support(rows)
        weights = generator.standard_normal((100, n))
        claimed = np.argmax(support.floats.T @ weights.T, axis=0)
        claimed[::7] = generator.integers(0, 777, size=len(claimed[::7]))
        full = strict_maximisers(support, claimed, weights)
        monkeypatch.setattr(certify, "_DENSE", 0)
        assert strict_maximisers(support, claimed, weights).tolist() == full.tolist()
        monkeypatch.undo()
        assert full.any() or n == 1


def test_weights_that_are_no_numbers_prove_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    support = Support(np.array([[0, 0], [5, 1], [1, 5], [9, 9]]))
    weights = np.array([[np.nan, 1.0], [np.inf, 1.0], [1.0, 1.0]])
    for dense in (10**9, 0):
        monkeypatch.setattr(certify, "_DENSE", dense)
        with np.errstate(all="ignore"):
            accepted = strict_maximisers(support, np.array([3, 3, 3]), weights)
        assert accepted.tolist() == [False, False, True]


def test_a_tie_beyond_float_precision_is_no_strict_maximum() -> None:
    support = Support(np.array([[0, 0], [2**50, 1], [2**50, 0]]))
    assert not strict_maximisers(support, np.array([1]), np.array([[1.0, 1e-12]]))[0]
    assert strict_maximisers(support, np.array([1]), np.array([[1e-12, 1.0]]))[0]


def test_inside_a_cone() -> None:
    square = Support(np.array([[0, 0], [4, 0], [0, 4], [1, 1], [3, 3], [2, 2]]))
    triangle = [[0, 0, 1], [4, 0, 1], [0, 4, 1]]
    rows = np.arange(6)
    assert inside_cone(square, triangle, rows).tolist() == [True, True, True, True, False, True]
    below = [[4, 0, 1], [0, 4, 1], [-1, -1, 0]]
    assert inside_cone(square, below, rows).tolist() == [True, True, True, True, False, True]
    assert not inside_cone(square, [[0, 0, 1], [1, 1, 1], [2, 2, 1]], rows).any()


@given(point_lists())
@settings(max_examples=100, deadline=None)
def test_independent_coordinates_determine_the_point(points: PointList) -> None:
    rows = table(points).rows
    chosen = independent_coordinates(rows)
    distinct = distinct_rows(rows)
    assert distinct.tolist() == [k for k, p in enumerate(points) if points.index(p) == k]
    assert len({tuple(points[k][c] for c in chosen) for k in distinct}) == len(distinct)
    differences = [[a - b for a, b in zip(p, points[0], strict=True)] for p in points]
    assert len(chosen) == rank(differences)


def rank(rows: list[list[int]]) -> int:
    """Return the rank of an integer matrix, by elimination."""
    table, found = [[Fraction(v) for v in row] for row in rows], 0
    for column in range(len(rows[0])):
        pivot = next((row for row in table[found:] if row[column]), None)
        if pivot is None:
            continue
        table.remove(pivot)
        table = [
            [a - b * row[column] / pivot[column] for a, b in zip(row, pivot, strict=True)] for row in table
        ]
        table.insert(0, pivot)
        found += 1
    return found


def test_a_separator_separates() -> None:
    generator = random.Random(3)
    for _ in range(300):
        n = generator.randint(1, 4)
        points = [[generator.randint(0, 6) for _ in range(n)] for _ in range(generator.randint(1, 9))]
        support = Support(np.array(points))
        shifted = [[a - o for a, o in zip(p, support.origin, strict=True)] for p in points]
        target = [generator.randint(-2, 7) for _ in range(n)]
        limits = [Row([-int(i == j) for j in range(n)], -target[i], False) for i in range(n)]
        found = solve(support, limits, [0] * n, generator.randrange(len(points)))
        if isinstance(found, Infeasible):
            weights = [-v for v in found.separator]
            assert min(weights) >= 0
            assert all(dot(weights, p) < dot(weights, target) for p in shifted)
        else:
            mixture = [sum(w * shifted[k][i] for k, w in found.weights.items()) for i in range(n)]
            assert all(a >= b for a, b in zip(mixture, target, strict=True))


def test_redundant_and_contradictory_equalities() -> None:
    line = Support(np.array([[0, 0], [6, 0], [3, 0]]))
    same = [Row([1, 0], 2, True), Row([2, 0], 4, True), Row([0, 1], 0, True), Row([1, 1], 2, False)]
    for start in range(3):
        found = solve(line, same, [1, 1], start)
        assert isinstance(found, Optimum)
        assert sum(w * [0, 6, 3][k] for k, w in found.weights.items()) == 2
        assert isinstance(solve(line, [*same, Row([1, 0], 3, True)], [0, 0], start), Infeasible)
