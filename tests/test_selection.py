"""Selection rules: efficient, exact, functions of the set alone, and equal to their definitions."""

from __future__ import annotations

from fractions import Fraction
from math import prod

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from spi_verify.errors import InputError, Refusal
from spi_verify.games.linear import all_at_least
from spi_verify.games.measure import centre_of_mass
from spi_verify.games.nearest import squared_distance
from spi_verify.games.sets import OutcomeSet
from spi_verify.programs.selection import RULES, Selection, selection
from tests.payoff_strategies import (
    box,
    constraints,
    finite_sets,
    point,
    positive,
    small,
    space_of,
    unions,
)

few = settings(max_examples=20, deadline=None)
players = pytest.mark.parametrize("n", [2, 3])
rules = pytest.mark.parametrize("rule", RULES)


def make(rule, n, *, weights=None, order=None, disagreement=None) -> Selection:
    """The rule with whichever parameter it needs, simple ones unless given."""
    values = {
        "weights": weights or tuple(Fraction(k + 1) for k in range(n)),
        "order": order or tuple(reversed(range(n))),
        "disagreement": disagreement or (Fraction(-1),) * n,
    }
    needed = RULES[rule]
    return selection(rule, n=n, **({needed: values[needed]} if needed else {}))


def answer(rule: Selection, s: OutcomeSet):
    """The selected point; examples that the rule refuses, with a reason, are set aside."""
    try:
        return rule(s)
    except Refusal as refusal:
        reason = str(refusal)
    assert rule.rule == "centroid" or (rule.rule == "nash" and rule.n > 2)
    assert "irrational" in reason or "no efficient point is nearest" in reason
    assume(False)
    return None


@rules
@players
@few
@given(data=st.data())
def test_the_selected_point_is_efficient_in_the_set(n, rule, data):
    s = data.draw(unions(n))
    disagreement = data.draw(st.tuples(*[small] * n))
    x = answer(make(rule, n, disagreement=disagreement), s)
    assert s.is_efficient(x)


@rules
@players
@few
@given(data=st.data())
def test_how_the_set_is_cut_into_cells_does_not_matter(n, rule, data):
    s = data.draw(unions(n, most_cells=2))
    limit = data.draw(constraints(n).filter(lambda c: c.relation == "<="))
    chosen = make(rule, n)
    assert answer(chosen, s) == answer(chosen, s.cut([limit]) | s.cut([limit.reversed()]))


def gains(u, d):
    return [x - z for x, z in zip(u, d, strict=True)]


def by_definition(rule, chosen, weights, order, d):
    """The answer for a finite list of points, written from the definitions alone."""
    above = [u for u in chosen if all(g >= 0 for g in gains(u, d))]
    efficient = [
        u
        for u in chosen
        if not any(v != u and all(b >= a for a, b in zip(u, v, strict=True)) for v in chosen)
    ]
    if rule == "utilitarian":
        return max(chosen, key=lambda u: (sum(u), u))
    if rule == "weighted":
        return max(chosen, key=lambda u: (sum(w * x for w, x in zip(weights, u, strict=True)), u))
    if rule == "lexicographic":
        return max(chosen, key=lambda u: [u[i] for i in order])
    if rule == "leximin":
        return max(chosen, key=lambda u: (sorted(u), u))
    if rule == "leximax":
        return max(chosen, key=lambda u: (sorted(gains(u, d), reverse=True), u))
    if rule == "centroid":
        mean = [sum(column) / len(chosen) for column in zip(*chosen, strict=True)]
        return max(efficient, key=lambda u: (-sum((x - m) ** 2 for x, m in zip(u, mean, strict=True)), u))
    if not above:
        return max(chosen)
    if rule == "nash":
        best = max(prod(gains(u, d)) for u in above)
        return max(u for u in above if best == 0 or prod(gains(u, d)) == best)
    ideal = [max(column) for column in zip(*(gains(u, d) for u in above), strict=True)]
    return max(
        above, key=lambda u: (sorted(g / b for g, b in zip(gains(u, d), ideal, strict=True) if b > 0), u)
    )


@rules
@players
@few
@given(data=st.data())
def test_finite_sets_follow_the_definitions(n, rule, data):
    s = data.draw(finite_sets(n))
    weights = data.draw(st.tuples(*[positive] * n))
    order = tuple(data.draw(st.permutations(range(n))))
    d = data.draw(st.tuples(*[small] * n))
    expected = by_definition(rule, list(s.vertices()), weights, order, d)
    assert make(rule, n, weights=weights, order=order, disagreement=d)(s) == expected


def sample(s: OutcomeSet, steps: int = 40):
    """Floating-point points of a two-player set: on and between the sides of every cell, seen from its middle."""
    found = []
    for cell in s.cells:
        outline = np.array(cell.outline(), dtype=float)
        middle = outline.mean(axis=0)
        t = np.linspace(0, 1, steps + 1)[:, None]
        for a, b in zip(outline, np.roll(outline, -1, axis=0), strict=True):
            side = a + t * (b - a)
            found += [middle + r * (side - middle) for r in (1, 0.7, 0.3)]
    return np.vstack(found)


def score(rule, u, d, ideal, centre):
    """What the rule maximises, vectorised over the rows of u."""
    if rule == "utilitarian":
        return u.sum(axis=1)
    if rule == "weighted":
        return u @ np.array([1.0, 2.0])
    if rule == "lexicographic":
        return u[:, 1]
    if rule == "leximin":
        return u.min(axis=1)
    if rule == "leximax":
        return (u - d).max(axis=1)
    if rule == "nash":
        return np.where((u >= d).all(axis=1), np.maximum(u - d, 0).prod(axis=1), -1)
    if rule == "kalai-smorodinsky":
        wide = ideal > d
        relative = (u - d)[:, wide] / (ideal - d)[wide] if wide.any() else np.zeros((len(u), 1))
        return np.where((u >= d).all(axis=1), relative.min(axis=1), -1)
    return -((u - centre) ** 2).sum(axis=1)


@rules
@few
@given(data=st.data())
def test_no_sampled_point_of_the_plane_does_better(rule, data):
    s = data.draw(unions(2))
    d = data.draw(st.tuples(small, small))
    x = answer(make(rule, 2, disagreement=d), s)
    rows = sample(s)
    above = [
        v for cell in s.cells if (part := cell.polytope.clip_all(all_at_least(d))) for v in part.vertices
    ]
    ideal = np.array([max(c) for c in zip(*above, strict=True)] if above else d, dtype=float)
    centre = np.array(centre_of_mass([c.polytope for c in s.cells]) if rule == "centroid" else d, dtype=float)
    if rule == "centroid":  # only the efficient rows compete: those with no row clearly better
        better = (rows[None] >= rows[:, None] - 1e-9).all(axis=2) & (rows[None] > rows[:, None] + 1e-9).any(
            axis=2
        )
        rows = rows[~better.any(axis=1)]
        rows = np.array([r for r in rows if clearly_efficient(s, r)]).reshape(-1, 2)
    own = score(rule, np.array([x], dtype=float), np.array(d, float), ideal, centre)[0]
    if above or rule not in ("nash", "kalai-smorodinsky"):
        assert (score(rule, rows, np.array(d, float), ideal, centre) <= own + 1e-6).all()


def clearly_efficient(s, row):
    """Whether S has no point that is weakly above ``row`` and better by a millionth for somebody."""
    shifted = tuple(Fraction(float(v)) + Fraction(1, 10**6) * k for v, k in zip(row, (0, 1), strict=True))
    other = tuple(Fraction(float(v)) + Fraction(1, 10**6) * k for v, k in zip(row, (1, 0), strict=True))
    slack = Fraction(1, 10**9)
    return not any(
        cell.polytope.clip_all(all_at_least(tuple(v - slack for v in corner)))
        for cell in s.cells
        for corner in (shifted, other)
    )


symmetric = pytest.mark.parametrize(
    "rule", ["utilitarian", "leximin", "nash", "kalai-smorodinsky", "centroid"]
)


@symmetric
@players
@few
@given(data=st.data())
def test_permuting_the_players_permutes_the_answer_on_convex_sets(n, rule, data):
    s = data.draw(unions(n, most_cells=1))
    order = data.draw(st.permutations(range(n)))
    d = data.draw(st.tuples(*[small] * n))

    def permuted(u):
        return tuple(u[i] for i in order)

    other = s.feasible.hull_of(map(permuted, s.vertices()))
    x = answer(make(rule, n, disagreement=d), s)
    y = answer(make(rule, n, disagreement=permuted(d)), other)
    if rule == "utilitarian":
        assert sum(x) == sum(y)  # the tie-break looks at players in order
    elif rule == "nash" and any(a <= b for a, b in zip(x, d, strict=True)):
        pass  # a product of 0 is settled by the tie-break
    elif rule == "kalai-smorodinsky" and any(a < b for a, b in zip(x, d, strict=True)):
        pass  # no point above d: likewise
    else:
        assert permuted(x) == y


@pytest.mark.parametrize("rule", ["nash", "kalai-smorodinsky"])
@players
@few
@given(data=st.data())
def test_units_of_payoff_do_not_matter_to_bargaining(n, rule, data):
    s = data.draw(unions(n, most_cells=2))
    d = data.draw(st.tuples(*[small] * n))
    units = data.draw(st.tuples(*[positive] * n))
    shift = data.draw(st.tuples(*[small] * n))

    def scaled(u):
        return tuple(k * x + z for k, x, z in zip(units, u, shift, strict=True))

    large = box(n, 60)
    other = large.empty()
    for cell in s.cells:
        other |= large.hull_of(map(scaled, cell.vertices))
    x = answer(make(rule, n, disagreement=d), s)
    assert answer(make(rule, n, disagreement=scaled(d)), other) == scaled(x)


@rules
def test_ties_go_to_the_lexicographically_greatest(rule):
    space = box(2)
    s = space.points([point(1, 3), point(3, 1)])
    weights = point(1, 1)
    if rule != "lexicographic":
        chosen = make(rule, 2, weights=weights)
        assert chosen(s) == point(3, 1)
        assert "ties: the lexicographically greatest" in chosen.describe()
    segment = space.hull_of([point(1, 3), point(3, 1)])
    if rule in ("utilitarian", "weighted", "leximax"):
        assert make(rule, 2, weights=weights)(segment) == point(3, 1)
    elif rule != "lexicographic":
        assert make(rule, 2)(segment) == point(2, 2)


def test_lexicographic_follows_its_order():
    s = box(3).points([point(0, 1, 2), point(0, 2, 1), point(1, 0, 2)])
    assert selection("lexicographic", n=3, order=(2, 0, 1))(s) == point(1, 0, 2)
    assert selection("lexicographic", n=3, order=(1, 0, 2))(s) == point(0, 2, 1)


def test_bargaining_falls_back_when_nobody_can_gain():
    s = box(2).points([point(0, 5), point(5, 0), point(-1, 9)])
    for rule in ("nash", "kalai-smorodinsky"):
        assert make(rule, 2, disagreement=point(6, 6))(s) == point(5, 0)
    assert make("nash", 2, disagreement=point(0, 0))(s) == point(5, 0)  # every product over d is 0
    flat = box(2).hull_of([point(0, 0), point(0, 4)])
    assert make("kalai-smorodinsky", 2, disagreement=point(0, 0))(flat) == point(0, 4)


def test_kalai_smorodinsky_goes_on_where_the_classic_rule_stops():
    # Equal gains stop at (1, 1, 1); player 3 can still gain.
    s = box(3).hull_of([point(0, 0, 0), point(2, 0, 0), point(0, 2, 0), point(1, 1, 2), point(0, 0, 2)])
    assert make("kalai-smorodinsky", 3, disagreement=point(0, 0, 0))(s) == point(1, 1, 2)


def test_nash_of_three_players_in_closed_form_on_a_facet_and_an_edge():
    nash = make("nash", 3, disagreement=point(0, 0, 0))
    space = box(3)
    simplex = space.hull_of([point(0, 0, 0), point(6, 0, 0), point(0, 3, 0), point(0, 0, 1)])
    assert nash(simplex) == point(2, 1, "1/3")
    edge = space.hull_of([point(4, 0, 1), point(0, 2, 1)])
    assert nash(edge) == point(2, 1, 1)
    uneven = space.hull_of([point(0, 3, 3), point(3, 0, 0)])  # t (1 − t)^2 is greatest at 1/3
    assert nash(uneven) == point(1, 2, 2)


def test_nash_of_three_players_bears_numbers_beyond_floating_point():
    huge = 10**400
    space = space_of([point(4 * huge, 0, 1), point(0, 2, 1), point(0, 0, 1)])
    assert make("nash", 3, disagreement=point(0, 0, 0))(space.cut([])) == point(2 * huge, 1, 1)
    tilted = [point(0, 3, 3 * huge), point(3, 0, 0)]
    assert make("nash", 3, disagreement=point(0, 0, 0))(space_of(tilted).cut([])) == point(1, 2, 2 * huge)


def test_an_irrational_nash_point_is_refused_unless_it_cannot_win():
    nash = make("nash", 3, disagreement=point(0, 0, 0))
    space = box(3)
    irrational = space.hull_of([point(1, 0, 2), point(0, 2, 1)])  # t (2 − 2t) (1 + t): 1 − 3t² = 0
    with pytest.raises(Refusal, match=r"Nash bargaining point over d = \(0, 0, 0\) is irrational"):
        nash(irrational)
    assert nash(irrational | space.points([point(2, 2, 2)])) == point(2, 2, 2)
    with pytest.raises(Refusal, match="irrational"):
        nash(irrational | space.points([point("1/2", "1/2", "1/2")]))


def test_the_centroid_rule_on_a_triangle_and_beside_another_set():
    centroid = make("centroid", 2)
    space = box(2)
    triangle = space.hull_of([point(0, 0), point(3, 0), point(0, 3)])
    assert centroid(triangle) == point(1.5, 1.5)
    assert centroid(triangle | space.points([point(4, 4)])) == point(4, 4)
    assert centroid(space.hull_of([point(0, 0), point(2, 2)]) | space.points([point(9, 0)])) == point(2, 2)


def test_a_centroid_that_efficient_points_only_approach_is_refused():
    space = box(2)
    segment = space.hull_of([point(-3, 5), point(3, -1)])
    better = space.points([point(2, 1)])
    assert centre_of_mass([c.polytope for c in (segment | better).cells]) == point(0, 2)
    assert make("centroid", 2)(segment | better) == point(0, 2)
    dominating = space.points(
        [point(1.5, 3)]
    )  # hides the segment from (-1, 3), the nearest end, to (1.5, 0.5)
    with pytest.raises(Refusal, match=r"no efficient point is nearest to the centre of mass \(0, 2\)"):
        make("centroid", 2)(segment | dominating)
    triangle = space.hull_of([point(0, 0), point(3, 0), point(0, 3)])
    with pytest.raises(
        Refusal, match=r"mass \(1, 1\): the nearest limits of efficient points are not efficient"
    ):
        make("centroid", 2)(triangle | space.points([point(2, 2)]))  # hides (2, 1) but nothing beyond
    crossing = space.hull_of([point(0, 0), point(1, 1)]) | space.hull_of([point(0, 5), point(3, 5)])
    with pytest.raises(Refusal, match="irrational"):
        make("centroid", 2)(crossing)


@few
@given(unions(2))
def test_the_centroid_is_nearest_among_vertices_that_are_efficient(s):
    x = answer(make("centroid", 2), s)
    centre = centre_of_mass([cell.polytope for cell in s.cells])
    best = min(squared_distance(centre, v) for v in s.vertices() if s.is_efficient(v))
    assert squared_distance(centre, x) <= best


@rules
def test_nothing_can_be_selected_from_the_empty_set_or_the_wrong_game(rule):
    with pytest.raises(
        InputError, match=f"^{rule}: there is nothing to select from; expected a non-empty set$"
    ):
        make(rule, 2)(box(2).empty())
    with pytest.raises(InputError, match=f"^{rule}: the selection rule is for another number of players"):
        make(rule, 2)(box(3).points([point(1, 1, 1)]))


@pytest.mark.parametrize(
    ("rule", "parameters", "message"),
    [
        ("best", {}, "^rule: no such selection rule; expected utilitarian, weighted, .*, found best$"),
        ("nash", {}, "^disagreement: the rule nash needs this parameter$"),
        ("weighted", {}, "^weights: the rule weighted needs this parameter$"),
        ("leximin", {"order": (0, 1)}, "^order: the rule leximin has no such parameter$"),
        (
            "nash",
            {"disagreement": point(0)},
            "^disagreement: one entry per player is needed; expected 2, found 1$",
        ),
        ("weighted", {"weights": point(1, 0)}, "^weights: every weight must be positive; found 0$"),
        ("weighted", {"weights": point(-1, 1)}, "^weights: every weight must be positive; found -1$"),
        ("lexicographic", {"order": (0, 0)}, r"^order: every player must be listed once; found \[0, 0\]$"),
        ("lexicographic", {"order": (1, 2)}, r"^order: every player must be listed once; found \[1, 2\]$"),
    ],
)
def test_wrong_parameters_are_rejected(rule, parameters, message):
    with pytest.raises(InputError, match=message):
        selection(rule, n=2, **parameters)


@rules
def test_rules_describe_themselves(rule):
    assert make(rule, 2).rule == rule
    assert "ties" in make(rule, 2).describe()


def test_selection_works_in_the_pure_model():
    space = space_of([point(0, 0), point(3, 1), point(1, 3), point(2, 2)], "pure")
    assert make("nash", 2, disagreement=point(0, 0))(space.cut([])) == point(2, 2)
    assert make("centroid", 2)(space.cut([])) == point(2, 2)


@rules
@players
@few
@given(data=st.data())
def test_a_fixed_order_picks_one_of_the_two_winners(n, rule, data):
    chosen = make(rule, n)
    if chosen.fixed_order:
        one = data.draw(unions(n, most_cells=2))
        other = OutcomeSet.of(one.feasible, data.draw(unions(n, most_cells=2)).cells)
        assert answer(chosen, one | other) in (answer(chosen, one), answer(chosen, other))


def test_an_outsider_can_change_the_winner_of_a_relative_rule():
    space = box(2)
    pair = space.points([point(2, 3), point(3, 2)])
    for rule, outsider in (("kalai-smorodinsky", point(0, 9)), ("centroid", point(-9, 0))):
        chosen = make(rule, 2, disagreement=point(0, 0))
        assert not chosen.fixed_order
        answers = {chosen(pair), chosen(pair | space.points([outsider]))}
        assert answers == {point(2, 3), point(3, 2)}
