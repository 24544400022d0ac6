"""Families of games, and what is measured of each game, against the definitions."""

from __future__ import annotations

import itertools
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spi_verify.errors import InputError
from spi_verify.games.game import Game
from spi_verify.search.campaign.families import family, ordinal_tables
from spi_verify.search.campaign.measures import FACTS, GAINS, measure

TWO = (("a", "b"), ("c", "d"))


@pytest.mark.parametrize(("ties", "number"), [(False, 78), (True, 726)])
def test_ordinal_games_are_one_of_each_class(ties: bool, number: int) -> None:
    """The known counts (Rapoport and Guyer; Fraser and Kilgour), and every class once, by merging neighbours."""
    ranks = [r for r in itertools.product(range(4), repeat=4) if ties or len(set(r)) == 4]
    dense = {tuple(sorted(set(r)).index(x) + 1 for x in r) for r in ranks}
    group: dict[tuple[tuple[int, int], ...], int] = {}
    for table in (tuple(zip(x, y, strict=True)) for x in dense for y in dense):
        if table in group:
            continue
        waiting, name = [table], len(set(group.values()))
        while waiting:
            a, b, c, d = found = waiting.pop()
            if found not in group:
                group[found] = name
                exchanged = tuple((y, x) for x, y in (a, c, b, d))
                waiting += [(c, d, a, b), (b, a, d, c), exchanged]
    tables = ordinal_tables(ties=ties)
    assert len(tables) == len({group[t] for t in tables}) == len(set(group.values())) == number


def test_integer_games_are_all_of_them_or_a_sample_that_stays_the_same() -> None:
    everything = family("integers:2x2:0..1", None, 0)
    tables = {tuple(map(tuple, e.make().points.rows.tolist())) for e in everything.entries()}
    assert len(tables) == everything.size == 256
    few, many = (list(family("integers:2x3:-5..5", n, 7).entries()) for n in (3, 30))
    assert [e.make() for e in few] == [e.make() for e in many[:3]]
    other = next(family("integers:2x3:-5..5", 3, 8).entries()).make()
    assert other.points.rows.tolist() != few[0].make().points.rows.tolist()


@pytest.mark.parametrize(
    ("text", "count", "place"),
    [
        ("ordinal-3x3", None, "--games"),
        ("integers:2x2:4..0", None, "--games"),
        ("integers:2:0..4", None, "--games"),
        ("integers:0x2:0..4", None, "--games"),
        ("integers:3x3:0..9", None, "--games"),
        ("integers:999x999x999:0..1", 1, "actions"),
        ("integers:2x2:0..4", 0, "--count"),
        ("integers:2x2:0..4", 10**9, "--count"),
        ("ordinal-2x2", 5, "--count"),
        ("no\0folder", None, "--games"),
        ("integers:1000000x2:0..9", 2, "--games"),  # 2026-11-27: was said not to be an integer game
    ],
)
def test_unusable_families_are_refused(text: str, count: int | None, place: str) -> None:
    with pytest.raises(InputError) as refused:
        family(text, count, 0)
    assert refused.value.place == place


payoff = st.tuples(st.integers(0, 3), st.integers(0, 3))
games = st.lists(payoff, min_size=4, max_size=4).map(lambda p: Game.build("", ("A", "B"), TWO, p))


@settings(max_examples=80, deadline=None)
@given(game=games)
def test_the_facts_of_the_pure_model_are_those_of_the_definitions(game: Game) -> None:
    outcomes = [game.payoff(p) for p in game.profiles()]

    def improved(a: tuple[Fraction, ...]) -> bool:
        return any(b != a and b[0] >= a[0] and b[1] >= a[1] for b in outcomes)

    efficient = [a for a in outcomes if not improved(a)]
    m = [min(a[i] for a in efficient) for i in (0, 1)]
    best = [max(a[i] for a in outcomes) for i in (0, 1)]
    meets = [tuple(map(max, m, a)) for a in outcomes]
    facts = measure(game)["pure"]
    assert isinstance(facts, dict)
    assert facts["pmm"] == [str(x) for x in m]
    assert facts["pmm-feasible"] is (tuple(m) in outcomes)
    assert facts["meet-feasible"] is all(x in outcomes for x in meets)
    assert facts["pmps"] is all(
        any(b[i] >= x[i] and b[1 - i] == x[1 - i] for b in outcomes) for x in meets for i in (0, 1)
    )
    assert facts["best-apart"] is (tuple(best) not in outcomes)
    assert facts["empty"] is all(a[0] >= m[0] and a[1] >= m[1] for a in outcomes)
    assert facts["room-below"] is any(a[0] < m[0] and a[1] < m[1] for a in outcomes)
    assert facts["empty-some"] is any(all(a[i] >= m[i] for a in outcomes) for i in (0, 1))
    assert facts["one-efficient"] is (len(set(efficient)) == 1)
    lacking = [sum(max(m[i] - a[i], Fraction(0)) for a in outcomes) / 4 for i in (0, 1)]
    spread = [best[i] - min(a[i] for a in outcomes) for i in (0, 1)]
    assert facts["over-default"] == [str(x / s) if s else "0" for x, s in zip(lacking, spread, strict=True)]


def in_hull(x: tuple[Fraction, ...], points: list[tuple[Fraction, ...]]) -> bool:
    """Whether x is a mixture of at most three of the points, by Cramer's rule; in the plane no more are needed."""
    if x in points:
        return True
    for a, b in itertools.combinations(points, 2):
        (p, q), (r, s) = ([b[k] - a[k] for k in (0, 1)], [x[k] - a[k] for k in (0, 1)])
        if p * s == q * r and (p, q) != (0, 0):
            share = r / p if p else s / q
            if 0 <= share <= 1:
                return True
    for a, b, c in itertools.combinations(points, 3):
        (p, q), (r, s), (v, w) = ([y[k] - a[k] for k in (0, 1)] for y in (b, c, x))
        det = p * s - q * r
        if det:
            one, two = (v * s - w * r) / det, (p * w - q * v) / det
            if one >= 0 and two >= 0 and one + two <= 1:
                return True
    return False


@settings(max_examples=80, deadline=None)
@given(game=games)
def test_the_facts_of_lotteries_are_those_of_the_definitions(game: Game) -> None:
    """The efficient lottery that is worst for one player is best for the other, so pure outcomes tell the PMM."""
    outcomes = [game.payoff(p) for p in game.profiles()]
    best = [max(a[i] for a in outcomes) for i in (0, 1)]
    low = [min(a[i] for a in outcomes) for i in (0, 1)]
    m = tuple(max(a[i] for a in outcomes if a[1 - i] == best[1 - i]) for i in (0, 1))
    rows = [[game.payoff((a, b)) for b in (0, 1)] for a in (0, 1)]
    safe = (
        max(min(cell[0] for cell in row) for row in rows),
        max(min(rows[a][b][1] for a in (0, 1)) for b in (0, 1)),
    )
    equilibria = [
        rows[a][b]
        for a, b in game.profiles()
        if rows[a][b][0] >= rows[1 - a][b][0] and rows[a][b][1] >= rows[a][1 - b][1]
    ]
    facts = measure(game)["hull"]
    assert isinstance(facts, dict)
    assert facts["pmm"] == [str(x) for x in m]
    feasible = in_hull(m, outcomes)
    apart = tuple(best) not in outcomes
    assert facts["pmm-feasible"] is feasible
    assert facts["best-apart"] is apart
    assert facts["prop-5"] is (feasible and apart and any(sum(a) for a in outcomes))
    assert facts["one-efficient"] is (not apart)
    assert facts["no-constant-sum"] is (len({sum(a) for a in outcomes}) > 1)
    assert facts["empty"] is all(a[i] >= m[i] for a in outcomes for i in (0, 1))
    assert facts["above-maximin-all"] is all(m[i] > safe[i] for i in (0, 1))
    assert facts["below-maximin-some"] is any(m[i] < safe[i] for i in (0, 1))
    assert facts["equilibrium-below"] is any(a[i] < m[i] for a in equilibria for i in (0, 1))
    spread = [b - a for a, b in zip(low, best, strict=True)]
    worst = [min(a[i] for a in equilibria) for i in (0, 1)] if equilibria else []
    for name, other in (("over-maximin", safe), ("over-worst", low), ("over-equilibrium", worst)):
        gains = zip(m, other, spread, strict=False)
        assert facts[name] == [str((x - y) / s) if s else "0" for x, y, s in gains], name


@settings(max_examples=60, deadline=None)
@given(game=games)
def test_the_facts_hang_together(game: Game) -> None:
    both = measure(game)
    for model in ("hull", "pure"):
        facts = both[model]
        assert isinstance(facts, dict)
        assert set(facts) == {"pmm", *FACTS, *GAINS}
        assert facts["pmps"] or not facts["meet-feasible"]
        assert facts["prop-5"] or not facts["prop-5+frontier-box"]
        assert not (facts["empty"] and facts["room-below"])
        assert facts["above-maximin-some"] or not facts["above-maximin-all"]
    hull = both["hull"]
    assert isinstance(hull, dict)
    assert hull["pmps"] is True  # thm-3.nonempty of two players and convex F
    assert not both["pure"]["prop-5"]  # type: ignore[index]
