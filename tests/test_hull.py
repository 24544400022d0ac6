"""Vertices, efficient vertices, membership and optimisation, against enumeration and against PPL."""

from __future__ import annotations

import random
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spi_verify.games import certify, vertices
from spi_verify.games.guide import Facets
from spi_verify.games.hull import Hull, efficient_vertices, hull_vertices, nondominated
from spi_verify.games.linear import Constraint, Relation
from spi_verify.games.points import IntegerPoints
from spi_verify.games.rationals import Payoff
from tests.geometry import PointList, Polyhedron, improves, naive_contains, point_lists, rational, table

RELATIONS: list[Relation] = ["<=", "<=", "=="]


def firsts(points: PointList) -> list[int]:
    return [k for k, p in enumerate(points) if points.index(p) == k]


@given(point_lists())
@settings(max_examples=150, deadline=None)
def test_vertices_are_those_of_ppl(points: PointList) -> None:
    for downward, find in [(False, hull_vertices), (True, efficient_vertices)]:
        found = find(table(points))
        assert found == sorted(found)
        assert set(found) <= set(firsts(points)), "of equal rows only the first"
        wanted = Polyhedron(points, downward=downward).vertices()
        assert len(found) == len(wanted)
        assert set(rational([points[k] for k in found])) == wanted


@given(point_lists(dimensions=(1, 2, 3), most=6))
@settings(max_examples=40, deadline=None)
def test_vertices_by_enumeration(points: PointList) -> None:
    payoffs = rational(points)
    wanted = [
        k for k in firsts(points) if not naive_contains([p for p in payoffs if p != payoffs[k]], payoffs[k])
    ]
    assert hull_vertices(table(points)) == wanted


@given(point_lists(most=30))
@settings(max_examples=150, deadline=None)
def test_nondominated_rows_are_those_nothing_improves_on(points: PointList) -> None:
    wanted = [k for k in firsts(points) if not any(improves(q, points[k]) for q in points)]
    assert nondominated(table(points)) == wanted


@pytest.mark.parametrize("n", [1, 2, 3, 4])
@pytest.mark.parametrize("size", [3, 30, 10**20])
def test_nondominated_rows_of_large_tables(n: int, size: int) -> None:
    generator = random.Random(n)
    points = [tuple(generator.randint(0, size) for _ in range(n)) for _ in range(700)]
    wanted = [k for k in firsts(points) if not any(improves(q, points[k]) for q in points)]
    assert nondominated(table(points)) == wanted


@st.composite
def queries(draw: st.DrawFn) -> tuple[PointList, Payoff]:
    points = draw(point_lists())
    mix = draw(st.lists(st.integers(0, 3), min_size=len(points), max_size=len(points)))
    total = sum(mix) or 1
    n = len(points[0])
    inside = [Fraction(sum(w * p[i] for w, p in zip(mix, points, strict=True)), total) for i in range(n)]
    nudge = draw(st.tuples(*[st.sampled_from([0, 0, 0, 1, Fraction(1, 3), Fraction(-1, 10**40)])] * n))
    return points, tuple(a + b for a, b in zip(inside, nudge, strict=True))


@given(queries())
@settings(max_examples=200, deadline=None)
def test_weights_are_a_mixture_or_ppl_says_outside(query: tuple[PointList, Payoff]) -> None:
    points, x = query
    hull = Hull(table(points))
    weights = hull.weights(x)
    assert (weights is not None) == hull.contains(x) == Polyhedron(points).contains(x)
    if weights is not None:
        assert len(weights) <= len(x) + 1
        assert sum(weights.values()) == 1
        assert min(weights.values()) > 0
        assert tuple(sum(w * points[k][i] for k, w in weights.items()) for i in range(len(x))) == x
        assert weights == Hull(table(points)).weights(x), "a function of the table and the point"


@given(queries())
@settings(max_examples=30, deadline=None)
def test_membership_by_enumeration(query: tuple[PointList, Payoff]) -> None:
    points, x = query
    points = points[:5]
    assert Hull(table(points)).contains(x) == naive_contains(rational(points), x)


@st.composite
def programs(draw: st.DrawFn) -> tuple[PointList, list[int], list[Constraint]]:
    points = draw(point_lists())
    coefficients = st.lists(st.integers(-3, 3), min_size=len(points[0]), max_size=len(points[0]))
    constraints = []
    for a in draw(st.lists(coefficients, max_size=4)):
        touched = sum(v * w for v, w in zip(a, draw(st.sampled_from(points)), strict=True))
        bound = touched + draw(st.sampled_from([0, 0, 1, -1, 10**9]))
        relation: Relation = draw(st.sampled_from(RELATIONS))
        constraints.append(Constraint(tuple(map(Fraction, a)), relation, Fraction(bound)))
    return points, draw(coefficients), constraints


@given(programs())
@settings(max_examples=250, deadline=None)
def test_maximise_finds_the_optimum_of_ppl(program: tuple[PointList, list[int], list[Constraint]]) -> None:
    points, objective, constraints = program
    hull = Hull(table(points))
    found = hull.maximise([Fraction(c) for c in objective], constraints)
    wanted = Polyhedron(points).maximum(objective, constraints)
    assert (found is None) == (wanted is None)
    if found is not None:
        assert hull.contains(found)
        assert all(c.holds(found) for c in constraints)
        assert sum(c * u for c, u in zip(objective, found, strict=True)) == wanted


def test_maximise_with_rational_payoffs_and_constraints() -> None:
    third, hull = (
        Fraction(1, 3),
        Hull(IntegerPoints.of([(Fraction(0), Fraction(1, 3)), (Fraction(1, 7), Fraction(0))])),
    )
    found = hull.maximise(
        [Fraction(1, 2), Fraction(0)], [Constraint((Fraction(0), third), "==", Fraction(1, 18))]
    )
    assert found == (Fraction(1, 14), Fraction(1, 6))
    assert hull.maximise([Fraction(1), Fraction(1)], [Constraint((third, third), "<=", Fraction(0))]) is None


def large_games() -> list[tuple[str, PointList]]:
    generator = random.Random(5)

    def uniform(n: int, count: int, size: int) -> PointList:
        return [tuple(generator.randint(0, size) for _ in range(n)) for _ in range(count)]

    def sphere(n: int, count: int, radius: int) -> PointList:
        found = []
        for _ in range(count):
            v = [abs(generator.gauss(0, 1)) for _ in range(n)]
            length = sum(x * x for x in v) ** 0.5
            found.append(tuple(round(radius * x / length) for x in v))
        return found

    return [
        ("lattice", uniform(3, 300, 4)),
        ("uniform", uniform(4, 300, 100)),
        ("sphere", sphere(3, 200, 10**6)),
        ("coarse sphere", sphere(3, 300, 15)),
        ("sphere 4", sphere(4, 90, 10**6)),
        ("simplex", [(a, b, 30 - a - b) for a, b, _ in uniform(3, 200, 15)]),
        ("plane", [(a, b, a, a + b) for a, b in uniform(2, 200, 9)]),
        ("circle", [(*p, 5) for p in sphere(2, 200, 10**6)]),
        ("far off", [tuple(v + 2**50 for v in p) for p in sphere(3, 80, 1000)]),
        ("thin", [(a, b * 10**6, c * 10**12) for a, b, c in sphere(3, 80, 300)]),
    ]


@pytest.mark.parametrize(("name", "points"), large_games(), ids=[name for name, _ in large_games()])
@pytest.mark.parametrize("downward", [False, True])
def test_larger_games(name: str, points: PointList, downward: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    find = efficient_vertices if downward else hull_vertices
    found = find(table(points))
    assert set(rational([points[k] for k in found])) == Polyhedron(points, downward=downward).vertices()

    # Whatever is proposed, and however proposals are checked, the answer is the same.
    with monkeypatch.context() as patch:
        patch.setattr(certify, "_DENSE", 0)
        patch.setattr(certify, "_LEAF", 4)
        assert find(table(points)) == found, "search tree"
    with monkeypatch.context() as patch:
        patch.setattr(vertices, "propose_facets", lambda scaled, downward: None)
        assert find(table(points)) == found, "no proposals"
    with monkeypatch.context() as patch:
        patch.setattr(vertices, "propose_facets", _nonsense)
        assert find(table(points)) == found, "false proposals"

    # Huge numbers take another path.
    assert find(table([tuple(v * 10**40 for v in p) for p in points])) == found

    # The set of points decides, not their order.
    order = list(range(len(points)))
    random.Random(1).shuffle(order)
    shuffled = [points[k] for k in order]
    assert {shuffled[k] for k in find(table(shuffled))} == {points[k] for k in found}


def _nonsense(scaled: np.ndarray, *, downward: bool) -> Facets:
    generator = np.random.default_rng(3)
    count, n = scaled.shape
    return Facets(
        generator.integers(0, count + (n if downward else 0), size=(200, n)),
        generator.random((200, n)),
        -generator.random(200),
    )


@pytest.mark.parametrize("count", [1, 2, 3, 70, 1500])
def test_large_sets_in_the_plane(count: int) -> None:
    generator = random.Random(count)
    for size in (1, 9, 1000, 2**45):
        points = [tuple(generator.randint(-size, size) for _ in range(2)) for _ in range(count)]
        found = hull_vertices(table(points))
        assert set(found) <= set(firsts(points))
        assert set(rational([points[k] for k in found])) == Polyhedron(points).vertices()
        hull, ppl_hull = Hull(table(points)), Polyhedron([points[k] for k in found])
        for _ in range(20):
            one, two = generator.choice(points), generator.choice(points)
            nudge = Fraction(generator.choice([0, 0, 1]), 7)
            x = tuple(Fraction(a + b, 2) + nudge for a, b in zip(one, two, strict=True))
            assert hull.contains(x) == (hull.weights(x) is not None) == ppl_hull.contains(x)


def test_a_thousand_digits() -> None:
    huge, tiny = Fraction(10**999), Fraction(1, 3**2000)
    payoffs = [
        (huge, Fraction(0)),
        (Fraction(0), huge),
        (huge / 2, huge / 2 - tiny),
        (huge / 2, huge / 2 + tiny),
    ]
    points = IntegerPoints.of(payoffs)
    assert efficient_vertices(points) == [0, 1, 3]
    assert hull_vertices(points) == [0, 1, 2, 3]
    hull = Hull(points)
    assert hull.contains((huge / 2, huge / 2))
    assert not hull.contains((huge / 2, huge / 2 + 2 * tiny))
    assert hull.maximise([Fraction(1), Fraction(1)]) == payoffs[3]


def test_a_thousand_digits_in_three_dimensions() -> None:
    base = 10**999
    corners = [(base, 0, 0), (0, base, 0), (0, 0, base)]
    third = base // 3
    assert efficient_vertices(table([*corners, (third, third, third)])) == [0, 1, 2]
    assert efficient_vertices(table([*corners, (third, third, third + 1)])) == [0, 1, 2]
    assert efficient_vertices(table([*corners, (third, third, third + 2)])) == [0, 1, 2, 3]


def test_large_hulls_answer_like_their_vertices() -> None:
    generator = random.Random(9)
    points = [tuple(generator.randint(0, 50) for _ in range(3)) for _ in range(3000)]
    whole = Hull(table(points))
    small = Hull(table([points[k] for k in hull_vertices(table(points))]))
    for _ in range(30):
        x = tuple(Fraction(generator.randint(-3, 330), 6) for _ in range(3))
        assert whole.contains(x) == small.contains(x)
        objective = [Fraction(generator.randint(-3, 3)) for _ in range(3)]
        limit = [Constraint((Fraction(1), Fraction(1), Fraction(-1)), "==", x[0])]
        found = [hull.maximise(objective, limit) for hull in (whole, small)]
        values = [u and sum(c * v for c, v in zip(objective, u, strict=True)) for u in found]
        assert values[0] == values[1]
