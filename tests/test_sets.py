"""The algebra of closed sets of outcomes, point by point."""

from __future__ import annotations

import itertools
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spi_verify.games.cells import canonical
from spi_verify.games.extreme import barycentre
from spi_verify.games.linear import Constraint, all_hold, at_most, dot
from spi_verify.games.sets import OutcomeSet
from tests.payoff_strategies import box, constraints, finite_sets, point, points, small, space_of, unions

few = settings(max_examples=30, deadline=None)
players = pytest.mark.parametrize("n", [2, 3])
SQUARE = [point(0, 0), point(0, 2), point(2, 0), point(2, 2)]


def rebuilt(one, other):
    """``other`` as a set of the feasible set of ``one`` (both are boxes)."""
    return OutcomeSet.of(one.feasible, other.cells)


def probes(*sets):
    """Vertices, middles of cells, and midpoints between vertices, maybe of different cells."""
    corners = [v for s in sets for v in s.vertices()]
    found = set(corners) | {cell.polytope.middle() for s in sets for cell in s.cells}
    return found | {barycentre(pair) for pair in itertools.pairwise(corners)}


@players
@few
@given(data=st.data())
def test_unions_and_intersections_point_by_point(n, data):
    one = data.draw(unions(n))
    other = rebuilt(one, data.draw(unions(n)))
    both, either = one & other, one | other
    for x in probes(one, other, both, either):
        assert both.contains(x) == (one.contains(x) and other.contains(x))
        assert either.contains(x) == (one.contains(x) or other.contains(x))
    assert both <= one <= either
    assert both == other & one
    assert either == other | one
    assert hash(either) == hash(other | one)


@players
@few
@given(data=st.data())
def test_a_witness_of_difference_is_one(n, data):
    one = data.draw(unions(n))
    other = rebuilt(one, data.draw(unions(n)))
    x = one.outside(other)
    if x is None:
        assert all(other.contains(y) for y in probes(one) if one.contains(y))
    else:
        assert one.contains(x)
        assert not other.contains(x)
    assert (one == other) == (one <= other and other <= one)


@players
@few
@given(data=st.data())
def test_cutting_a_set_in_two_changes_nothing(n, data):
    whole = data.draw(unions(n))
    limit = data.draw(constraints(n).filter(lambda c: c.relation == "<="))
    parts = whole.cut([limit]) | whole.cut([limit.reversed()])
    assert parts == whole
    assert all(limit.holds(v) for v in whole.cut([limit]).vertices())


@players
@few
@given(data=st.data())
def test_no_cell_is_inside_another(n, data):
    cells = data.draw(unions(n)).cells
    assert canonical(cells[::-1]) == cells
    for a in cells:
        assert not any(a is not b and all(b.admits(v) for v in a.vertices) for b in cells)


@players
@few
@given(data=st.data())
def test_improvements_are_efficient_and_found_when_there(n, data):
    s = data.draw(unions(n))
    x = data.draw(st.tuples(*[small] * n))
    for start in {x, *s.vertices(), *probes(s)}:
        better = s.improvement(start)
        if better is not None:
            assert better != start
            assert all(b >= a for a, b in zip(start, better, strict=True))
            assert s.is_efficient(better)
        else:
            above = [y for y in probes(s) if all(b >= a for a, b in zip(start, y, strict=True))]
            assert not any(y != start and s.contains(y) for y in above)


@players
@few
@given(data=st.data())
def test_maximisers_are_greatest_then_lexicographically_greatest(n, data):
    s = data.draw(unions(n))
    objective = data.draw(st.tuples(*[small] * n))
    value, best = s.maximise(objective)
    assert dot(objective, best) == value
    assert all((dot(objective, x), x) <= (value, best) for x in probes(s) if s.contains(x))


@few
@given(finite_sets(2), st.lists(constraints(2), max_size=2))
def test_finite_sets_are_sets_of_points(s, limits):
    chosen = set(s.vertices())
    assert len(s.cells) == len(chosen)
    assert set(s.cut(limits).vertices()) == {x for x in chosen if all_hold(limits, x)}
    half = s.feasible.points(sorted(chosen)[::2])
    assert (s & half, s | half) == (half, s)
    assert s.outside(half) in ({None} if half == s else chosen - set(half.vertices()))


def test_a_square_less_isolated_points_and_halves():
    space = box(2)
    square = space.hull_of(SQUARE)
    dots = space.points([point(1, 1), point(0.5, 0.5)])
    x = square.outside(dots)
    assert square.contains(x)
    assert not dots.contains(x)
    left, right = (
        square.cut([at_most(0, 2, Fraction(1))]),
        space.hull_of([point(1, 0), point(1, 2), *SQUARE[2:]]),
    )
    assert left | right == square
    assert left & right == space.hull_of([point(1, 0), point(1, 2)])
    assert (left | dots) != square


def test_how_sets_are_written():
    space = box(2)
    assert str(space.empty()) == "∅"
    assert str(space.points([point(1, 1)])) == "{(1, 1)}"
    assert str(space.hull_of([point("1/3", 1), point(3, 1), point(0, 0)])) == "conv{(0, 0), (3, 1), (1/3, 1)}"
    assert str(space.points([point(1, 1), point(0, 2)])) == "{(0, 2)} ∪ {(1, 1)}"
    assert space.hull_of(SQUARE).cells[0].outline() == (point(0, 0), point(2, 0), point(2, 2), point(0, 2))
    assert space.hull_of(SQUARE).vertices() == tuple(SQUARE)


def test_swallowed_cells_disappear():
    space = box(2)
    assert len((space.hull_of(SQUARE) | space.points([point(1, 1)]) | space.hull_of(SQUARE[:2])).cells) == 1


def test_sets_of_different_games_do_not_mix():
    one, other = box(2).points([point(0, 0)]), box(2).points([point(0, 0)])
    for operation in ("__or__", "__and__", "__le__", "outside"):
        with pytest.raises(ValueError, match="belong to different feasible sets"):
            getattr(one, operation)(other)


def test_the_empty_set_has_no_maximum():
    with pytest.raises(ValueError, match="empty"):
        box(2).empty().maximise(point(1, 1))
    assert box(2).empty().improvement(point(0, 0)) is None
    assert not box(2).empty().contains(point(0, 0))


@few
@given(points(2, of=small, most=5), st.tuples(small, small))
def test_membership_asks_for_feasibility_too(payoffs, x):
    space = space_of(payoffs)
    everything = space.cut([Constraint((Fraction(0), Fraction(0)), "<=", Fraction(0))])
    assert everything.contains(x) == space.contains(x) == (x in everything)
