"""Feasible sets that are unions of parts: against the hull model, against definitions on a grid, and as scenarios."""

from __future__ import annotations

import itertools
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spi_verify.api import analyse
from spi_verify.checking.check import check_scenario
from spi_verify.checking.rows import Verdict
from spi_verify.errors import InputError, Refusal
from spi_verify.games.feasible import feasible_set
from spi_verify.games.game import Game
from spi_verify.games.union import UnionSet
from spi_verify.paths import root
from spi_verify.scenarios.load import load_scenario, read_scenario
from spi_verify.solving.questions import Solvers
from tests.payoff_strategies import point

FILE = root() / "counterexamples" / "thm-3-common-connected.toml"
few = settings(max_examples=25, deadline=None)


def union(*parts: list[tuple[object, ...]]) -> UnionSet:
    """The union of the hulls of lists of payoff vectors, in a game in which player 1 decides alone."""
    payoffs = list(dict.fromkeys(itertools.chain.from_iterable(parts)))
    n = len(payoffs[0])
    actions = ([str(k) for k in range(len(payoffs))], *(["-"] for _ in range(n - 1)))
    game = Game.build("", [f"{k}" for k in range(n)], actions, payoffs)
    rest = (0,) * (n - 1)
    return UnionSet(game, tuple(tuple((payoffs.index(x), *rest) for x in part) for part in parts))


VECTORS = st.tuples(st.integers(0, 4), st.integers(0, 4))
SEGMENTS = st.lists(st.lists(VECTORS, min_size=1, max_size=3, unique=True), min_size=1, max_size=3)


@few
@given(st.lists(VECTORS, min_size=1, max_size=5, unique=True))
def test_one_part_is_the_hull(payoffs):
    one = union(payoffs)
    hull = feasible_set(one.game, "hull")
    assert one.connected()
    assert one.convex()
    assert one.vertices() == hull.vertices()
    assert one.pmm() == hull.pmm()
    for x in itertools.product(range(5), repeat=2):
        x = point(*x)
        assert one.contains(x) == hull.contains(x)
        assert one.improvement(x) == hull.improvement(x)
        assert [str(one.pmp(i, x)) for i in range(2)] == [str(hull.pmp(i, x)) for i in range(2)]


@few
@given(SEGMENTS)
def test_membership_and_efficiency_are_those_of_the_parts(parts):
    whole = union(*parts)
    hulls = [union(part) for part in parts]
    for x in itertools.product([Fraction(k, 2) for k in range(9)], repeat=2):
        assert whole.contains(x) == any(h.contains(x) for h in hulls)
        assert whole.contains(x) == (x in whole.cut([]))
        assert (whole.improvement(x) is None) == all(h.improvement(x) is None for h in hulls)
    for v in whole.vertices():
        lottery = whole.lottery(v)
        assert any({p for p, _ in lottery} <= set(part) for part in whole.parts)
        paid = [sum(w * whole.game.payoff(p)[k] for p, w in lottery) for k in range(2)]
        assert tuple(paid) == v


@few
@given(SEGMENTS)
def test_the_deciding_outcomes_decide(parts):
    """Whatever goes wrong at an outcome on a fine grid goes wrong at one of them, and they are outcomes."""
    whole = union(*parts)
    try:
        m, found = whole.pmm(), whole.deciding()
    except Refusal:
        return
    assert all(whole.contains(a) for a in found)

    def wrong(outcomes):
        meets = any(not whole.contains(whole.meet_point(a)) for a in outcomes)
        return [meets, *(any(not whole.pmp(i, a) for a in outcomes) for i in range(2))]

    weights = [Fraction(k, 6) for k in range(7)]
    grid = [
        tuple(t * a + (1 - t) * b for a, b in zip(x, y, strict=True))
        for p in whole.polytopes
        for x, y in itertools.product(p.vertices, repeat=2)
        for t in weights
    ]
    assert all(efficient_least <= x for efficient_least, x in zip(m, whole.best(), strict=True))
    assert all(a or not b for a, b in zip(wrong(found), wrong(grid), strict=True))


def test_parts_that_touch_are_connected():
    assert union([(0, 0), (2, 2)], [(1, 1), (3, 0)]).connected()
    assert not union([(0, 0), (2, 2)], [(0, 1), (1, 3)]).connected()
    assert union([(0, 0), (2, 2)], [(2, 2), (3, 3)]).convex()
    assert not union([(0, 0), (2, 2)], [(2, 2), (3, 0)]).convex()


def test_a_least_payoff_that_is_not_attained_is_refused():
    """All of the segment but (1, 1, 1) is efficient beside (3/2, 1, 1), so player 1 has no least payoff."""
    with pytest.raises(Refusal, match="not attained"):
        union([(1, 1, 1), (2, 2, 0)], [("3/2", 1, 1)]).pmm()
    assert union([(1, 1, 1), (2, 2, 0)], [(1, 1, 2)]).pmm() == point(1, 1, 0)


def test_a_part_must_have_profiles_and_every_profile_a_part():
    game = Game.build("", ("1", "2"), (("a", "b"), ("c",)), [(0, 1), (1, 0)])
    for parts, found in ((((0, 0),),), r"\(b, c\) in none"), ((((0, 0), (1, 0)), ()), "a part without"):
        with pytest.raises(InputError, match=found):
            UnionSet(game, parts)
    with pytest.raises(Refusal):
        union([(0, 0), (1, 1)]).hull_of([point(0, 0)])
    with pytest.raises(Refusal):
        union([(0, 0), (1, 1)]).frontier_box_feasible()


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('model = "union"', 'model = "hull"', "'parts' goes with model"),
        ('"Football", "Opera"]', '"Football", "Film"]', "player 2 has no such action"),
        (', ["Football", "Opera"]],\n]', "],\n]", r"\(Football, Opera\) in none"),
        (
            "[[claim]]",
            '[[program]]\nname = "p"\nplayer = 1\nplay = "Opera"\n[[claim]]',
            "leave out 'program'",
        ),
    ],
)
def test_what_a_union_cannot_be(old: str, new: str, words: str) -> None:
    text = FILE.read_text(encoding="utf-8")
    assert old in text
    with pytest.raises(InputError, match=words):
        read_scenario(text.replace(old, new, 1))


def test_only_claims_about_the_feasible_set_can_be_asked(solvers: Solvers) -> None:
    text = FILE.read_text(encoding="utf-8").replace('id = "def-5"', 'id = "def-6.null"')
    with pytest.raises(InputError, match="a union of parts can be asked about its feasible set only"):
        list(check_scenario(read_scenario(text), solvers))


def test_the_variants_about_f(solvers: Solvers) -> None:
    text = FILE.read_text(encoding="utf-8")
    asked = [
        f'\n[[claim]]\nid = "thm-3.common"\nreading = "published{v}"'
        for v in ("+convex", "+meet-feasible", "")
    ]
    *_, convex, meet, arbitrary = check_scenario(read_scenario(text + "".join(asked)), solvers)
    assert [i.verdict for i in (convex, meet)] == [Verdict.DOES_NOT_APPLY] * 2
    assert arbitrary.verdict is Verdict.REFUTES
    apart = text.replace('["Opera", "Opera"], ["Football", "Football"]],', '["Opera", "Opera"]],')
    found = list(check_scenario(read_scenario(apart), solvers))
    assert all(i.verdict is Verdict.DOES_NOT_APPLY for i in found if i.reading.endswith("connected"))


def test_the_game_command_and_the_picture(tmp_path: Path) -> None:
    found = analyse(load_scenario(FILE))
    assert found.pmm == point(1, 1)
    assert analyse(FILE).to_json()["model"] == "union"
    assert "within one part" in str(found)
    found.plot().save(tmp_path / "union.svg")
    assert (tmp_path / "union.svg").stat().st_size > 1000
