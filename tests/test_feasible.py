"""Feasible sets: the Pareto meet minimum and the projections, in both models, against their definitions."""

from __future__ import annotations

import itertools
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spi_verify.errors import InputError, Refusal
from spi_verify.games.feasible import feasible_set
from spi_verify.games.game import Game
from spi_verify.games.linear import all_hold, at_least, equals
from tests.payoff_strategies import constraints, game_of, numbers, point, points, small, space_of

few = settings(max_examples=30, deadline=None)
models = pytest.mark.parametrize("model", ["hull", "pure"])
players = pytest.mark.parametrize("n", [2, 3])

SCHEDULING = Game.build(
    "Scheduling",
    ("1", "2"),
    (("Slot 1", "Slot 2", "Slot 3"),) * 2,
    lambda p: (0, 0) if p[0] != p[1] else [(3, 1), (1, 3), (1, 1)][p[0]],
)


def mixtures(payoffs):
    """Pairwise midpoints and thirds, and the points themselves."""
    return {
        tuple(t * a + (1 - t) * b for a, b in zip(p, q, strict=True))
        for p, q in itertools.product(payoffs, repeat=2)
        for t in (Fraction(0), Fraction(1, 3), Fraction(1, 2))
    }


def improves(y, x):
    return y != x and all(a >= b for a, b in zip(y, x, strict=True))


@models
def test_the_scheduling_game(model):
    space = feasible_set(SCHEDULING, model)
    assert (space.pmm(), space.best(), space.pmm_feasible()) == (point(1, 1), point(3, 3), True)
    assert space.meet_point(point(0, 2)) == point(1, 2)
    assert space.efficient_vertices() == (point(1, 3), point(3, 1))
    assert space.pmp(0, point(0, 0)) & space.pmp(1, point(0, 0)) == space.points([point(1, 1)])
    assert space.frontier_box_feasible() == (model == "hull")
    assert space.is_efficient(point(3, 1))
    assert not space.is_efficient(point(9, 9))
    assert space.improvement(point(3, 1)) is None
    assert space.lottery(point(1, 3)) == (((1, 1), 1),)


def test_projections_in_the_two_models():
    assert str(feasible_set(SCHEDULING, "hull").pmp(0, point(0, 0))) == "conv{(1, 1), (3, 1)}"
    assert str(feasible_set(SCHEDULING, "pure").pmp(0, point(0, 0))) == "{(1, 1)} ∪ {(3, 1)}"
    assert str(feasible_set(SCHEDULING, "pure").pmp(0, point(0, 2))) == "∅"


def test_mixtures_can_dominate_a_pure_efficient_outcome():
    payoffs = [point(0, 6), point(2, 3), point(6, 2)]  # (2, 3) is below a mixture of the others
    assert space_of([*payoffs, point(1, 1)], "pure").efficient_vertices() == tuple(payoffs)
    assert space_of([*payoffs, point(1, 1)], "hull").efficient_vertices() == (point(0, 6), point(6, 2))


def test_the_meet_of_the_pure_outcomes_is_not_the_meet_of_their_hull():
    payoffs = [point(2, 5, 5), point(3, 12, 0), point(3, 0, 12)]  # a mixture pays (3, 6, 6)
    assert space_of(payoffs, "pure").pmm() == point(2, 0, 0)
    assert space_of(payoffs, "hull").pmm() == point(3, 0, 0)


def test_only_efficient_vertices_lower_the_meet():
    payoffs = [point(2, 6), point(6, 2), point(1, 7), point(3, 3), point(0, "6.5")]
    assert space_of(payoffs, "hull").pmm() == point(1, 2)


@models
@players
@few
@given(data=st.data())
def test_the_meet_is_the_least_over_efficient_outcomes(n, model, data):
    payoffs = data.draw(points(n, of=small))
    space = space_of(payoffs, model)
    tried = mixtures(payoffs) if model == "hull" else set(payoffs)
    efficient = [x for x in tried if space.is_efficient(x)]
    assert set(space.efficient_vertices()) <= set(efficient)
    assert space.pmm() == tuple(map(min, zip(*efficient, strict=True)))
    for x in tried:
        better = space.improvement(x)
        assert (better is None) == (x in efficient)
        assert better is None or (improves(better, x) and space.is_efficient(better))
        assert not (better is None and any(improves(y, x) for y in tried))


@models
@players
@few
@given(data=st.data())
def test_projections_meet_their_definition(n, model, data):
    payoffs = data.draw(points(n, of=small))
    space = space_of(payoffs, model)
    x = data.draw(st.sampled_from(payoffs))
    meet = space.meet_point(x)
    projections = [space.pmp(i, x) for i in range(n)]
    for i, projection in enumerate(projections):
        for y in projection.vertices():
            assert space.contains(y)
            assert y == x or improves(y, x)
            assert all(y[j] == meet[j] or (j == i and y[j] > meet[j]) for j in range(n))
        assert projection.contains(meet) == space.contains(meet)
        for y in mixtures(payoffs) if model == "hull" else payoffs:
            member = y[i] >= meet[i] and all(y[j] == meet[j] for j in range(n) if j != i)
            assert projection.contains(y) == member


@models
@players
@few
@given(data=st.data())
def test_permuting_the_players_permutes_the_answers(n, model, data):
    payoffs = data.draw(points(n, of=small))
    order = data.draw(st.permutations(range(n)))

    def permuted(u):
        return tuple(u[i] for i in order)

    one, other = space_of(payoffs, model), space_of(list(map(permuted, payoffs)), model)
    assert other.pmm() == permuted(one.pmm())
    assert other.best() == permuted(one.best())
    assert sorted(map(permuted, one.efficient_vertices())) == list(other.efficient_vertices())
    assert other.pmm_feasible() == one.pmm_feasible()
    assert other.frontier_box_feasible() == one.frontier_box_feasible()
    for k, i in enumerate(order):
        x = payoffs[0]
        assert sorted(map(permuted, one.pmp(i, x).vertices())) == list(other.pmp(k, permuted(x)).vertices())


@few
@given(points(2), st.tuples(numbers, numbers))
def test_lotteries_pay_what_they_should(payoffs, x):
    space = space_of(payoffs)
    if not space.contains(x):
        with pytest.raises(InputError, match="not feasible"):
            space.lottery(x)
        return
    lottery = space.lottery(x)
    assert len(lottery) <= 3
    assert all(weight > 0 for _, weight in lottery)
    paid = [sum(weight * space.game.payoff(profile)[i] for profile, weight in lottery) for i in range(2)]
    assert (tuple(paid), sum(weight for _, weight in lottery)) == (x, 1)


@few
@given(points(2, of=small), points(2, of=numbers))
def test_pure_lotteries_are_first_profiles(payoffs, others):
    space = space_of(payoffs, "pure")
    for x in payoffs:
        assert space.lottery(x) == (((payoffs.index(x), 0), 1),)
    for x in set(others) - set(payoffs):
        assert not space.contains(x)


@models
@players
@few
@given(data=st.data())
def test_regions_hold_what_satisfies_them(n, model, data):
    payoffs = data.draw(points(n, of=numbers))
    space = space_of(payoffs, model)
    limits = data.draw(st.lists(constraints(n), max_size=3))
    region = space.cut(limits)
    assert all(space.contains(v) and all_hold(limits, v) for v in region.vertices())
    for x in mixtures(payoffs) if model == "hull" else payoffs:
        assert region.contains(x) == all_hold(limits, x)


def test_regions_of_large_integers_do_not_wrap():
    huge = 2**40
    space = space_of([point(huge, huge), point(-huge, huge)], "pure")
    limit = equals(0, 2, Fraction(0))
    steep = type(limit)((Fraction(huge), Fraction(huge)), "<=", Fraction(0))
    assert str(space.cut([steep])) == f"{{(-{huge}, {huge})}}"


@few
@given(points(2, of=small), st.integers(0, 6), st.integers(0, 6))
def test_boxes_below_the_frontier(payoffs, a, b):
    space = space_of(payoffs)
    meet, box = space.pmm(), space.frontier_box_feasible()
    outside = False
    for e in (x for x in mixtures(payoffs) if space.is_efficient(x)):
        y = tuple(m + (v - m) * Fraction(t, 6) for m, v, t in zip(meet, e, (a, b), strict=True))
        corners = itertools.product(*zip(meet, e, strict=True))
        outside |= not all(space.contains(c) for c in corners)
        assert not box or space.contains(y)
    assert box != outside  # every efficient vertex is among the mixtures


def test_a_meet_out_of_reach():
    line = space_of([point(0, 3), point(3, 0)])
    assert line.pmm() == point(0, 0)
    assert not line.pmm_feasible()
    assert not line.frontier_box_feasible()
    assert not line.pmp(0, point(0, 3)) & line.pmp(1, point(3, 0))
    three = space_of([point(1, 1, 0), point(1, 0, 1), point(0, 1, 1)])
    assert (three.pmm(), three.pmm_feasible()) == (point(0, 0, 0), False)
    assert [bool(three.pmp(i, point(0, 1, 1))) for i in range(3)] == [True, True, True]


@pytest.mark.parametrize(
    ("payoffs", "meet"),
    [
        ([point(2, 5)], point(2, 5)),  # one outcome
        ([point(2, 5)] * 4, point(2, 5)),  # the same one four times
        ([point(0, 0), point(1, 1), point(3, 3)], point(3, 3)),  # collinear, ordered
        ([point(0, 3), point(1, 2), point(3, 0)], point(0, 0)),  # zero-sum up to a constant
        ([point(1, 1, 1), point(1, 1, 2), point(1, 1, 2)], point(1, 1, 2)),  # flat in three dimensions
    ],
)
@models
def test_degenerate_games(payoffs, meet, model):
    space = space_of(payoffs, model)
    assert space.pmm() == meet
    for i in range(space.n):
        assert all(space.contains(v) for v in space.pmp(i, payoffs[0]).vertices())
    assert all(space.cut(()).contains(p) for p in payoffs)


def test_too_many_corners_are_refused(monkeypatch):
    monkeypatch.setattr("spi_verify.games.feasible.MOST_CORNERS", 3)
    with pytest.raises(Refusal, match="more than 3 corners between the PMM and the frontier"):
        feasible_set(SCHEDULING, "hull").frontier_box_feasible()


def test_unknown_models_are_rejected():
    with pytest.raises(
        InputError, match=r"^model: no such model of the feasible set; expected hull or pure, found x$"
    ):
        feasible_set(SCHEDULING, "x")


@models
def test_vectors_of_the_wrong_length_are_rejected(model):
    space = feasible_set(SCHEDULING, model)
    x = point(1, 1, 1)
    for question in (space.contains, space.lottery, space.improvement, space.meet_point, space.is_efficient):
        with pytest.raises(InputError, match=r"wrong length; expected 2 numbers, found \(1, 1, 1\)"):
            question(x)
    with pytest.raises(InputError, match="wrong length"):
        space.pmp(0, x)
    for i in (-1, 2):
        with pytest.raises(InputError, match=f"no such player; expected an index below 2, found {i}"):
            space.pmp(i, point(1, 1))


@models
def test_infeasible_points_are_rejected(model):
    space = feasible_set(SCHEDULING, model)
    with pytest.raises(InputError, match=r"not feasible; expected a .*, found \(5, 5\)"):
        space.points([point(1, 1), point(5, 5)])
    with pytest.raises(InputError, match=r"not feasible; expected a .*, found \(5, 5\)"):
        space.lottery(point(5, 5))


def test_hulls_need_the_hull_model_and_feasible_points():
    with pytest.raises(Refusal, match="the pure model has no lotteries"):
        feasible_set(SCHEDULING, "pure").hull_of([point(1, 1)])
    hull = feasible_set(SCHEDULING, "hull")
    with pytest.raises(InputError, match="not feasible"):
        hull.hull_of([point(1, 1), point(5, 5)])
    assert not hull.hull_of([])
    assert hull.hull_of([point(1, 1)] * 2) == hull.points([point(1, 1)])


def test_projections_of_a_large_game_need_no_facets(monkeypatch):
    monkeypatch.setattr("spi_verify.games.polytope.MOST_PAIRS", 1)
    values = [tuple((7 * k * (i + 3) + k * k * i) % 41 for i in range(4)) for k in range(200)]
    space = feasible_set(game_of([tuple(map(Fraction, v)) for v in values]), "hull")
    assert len(space.vertices()) > 20
    best = space.efficient_vertices()[0]
    assert all(space.pmp(i, best).contains(best) for i in range(4))
    with pytest.raises(Refusal, match="more than 1 pairs"):
        space.cut([at_least(0, 4, Fraction(20))])
