"""The game report: every answer against its definition, on the paper's games and on random ones."""

from __future__ import annotations

import itertools
import json
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spi_verify.errors import InputError, Refusal
from spi_verify.games import analysis
from spi_verify.games.analysis import Listing, MeetCount, Unanswered, analyse, constant_sum, pure_equilibria
from spi_verify.games.feasible import FeasibleSet, feasible_set
from spi_verify.games.game import Game

SLOTS = ("Slot 1", "Slot 2", "Slot 3")
SCHEDULING = Game.build(
    "Scheduling Game",
    ("Player 1", "Player 2"),
    (SLOTS, SLOTS),
    lambda p: ((3, 1), (1, 3), (1, 1))[p[0]] if p[0] == p[1] else (0, 0),
)


def test_scheduling_game_in_the_hull() -> None:
    report = analyse(SCHEDULING)
    assert report.pmm == (1, 1)
    assert (report.best, report.lowest, report.maximin) == ((3, 3), (0, 0), (0, 0))
    assert report.pmm_feasible is True
    assert report.frontier_box_feasible is True
    assert report.meets == MeetCount(9, 9)
    assert [o.name for o in report.equilibria.shown] == [f"({s}, {s})" for s in SLOTS]
    assert isinstance(report.efficient, Listing)
    assert [(p.payoff, p.outcomes.shown) for p in report.efficient.shown] == [
        ((1, 3), ("(Slot 2, Slot 2)",)),
        ((3, 1), ("(Slot 1, Slot 1)",)),
    ]
    assert isinstance(report.outcomes, Listing)
    miss = report.outcomes.shown[1]
    assert (miss.outcome.name, miss.meet, miss.meet_feasible) == ("(Slot 1, Slot 2)", (1, 1), True)
    assert miss.projections == ("conv{(1, 1), (3, 1)}", "conv{(1, 1), (1, 3)}")
    assert not report.zero_sum


def test_scheduling_game_with_pure_outcomes() -> None:
    report = analyse(SCHEDULING, "pure")
    assert report.pmm == (1, 1)
    assert report.frontier_box_feasible is False
    assert isinstance(report.outcomes, Listing)
    assert report.outcomes.shown[1].projections == ("{(1, 1)} ∪ {(3, 1)}", "{(1, 1)} ∪ {(1, 3)}")


def test_empty_projections_are_said_to_be_empty() -> None:
    game = Game.build("", ("A", "B"), (("x", "y"), ("z",)), [(0, 3), (3, 0)])
    report = analyse(game, "pure")
    assert report.pmm == (0, 0)
    assert report.pmm_feasible is False
    lower = Game.build("", ("A", "B"), (("x", "y", "w"), ("z",)), [(0, 3), (3, 0), (-1, -1)])
    row = analyse(lower, "pure").outcomes
    assert isinstance(row, Listing)
    assert row.shown[2].meet_feasible is False
    assert row.shown[2].projections == ("{(3, 0)}", "{(0, 3)}")
    assert analyse(lower, "pure").meets == MeetCount(2, 3)


def test_sums() -> None:
    zero = Game.build("", ("A", "B"), (("x", "y"), ("z",)), [("1/3", "-1/3"), ("0.5", "-0.5")])
    assert constant_sum(zero) == 0
    assert analyse(zero).zero_sum
    ten = Game.build("", ("A", "B"), (("x", "y"), ("z",)), [("1/3", "29/3"), (4, 6)])
    assert constant_sum(ten) == 10
    assert constant_sum(SCHEDULING) is None
    # Payoffs near the limit of machine integers, with scales that push the sum beyond it.
    big = Game.build(
        "", ("A", "B"), (("x", "y"), ("z",)), [(2**50, Fraction(-(2**50))), (Fraction(1, 10**15), 0)]
    )
    assert constant_sum(big) is None


def test_listings_are_cut_and_counted() -> None:
    report = analyse(SCHEDULING, most_listed=2)
    assert (len(report.equilibria.shown), report.equilibria.total, report.equilibria.hidden) == (2, 3, 1)
    assert isinstance(report.outcomes, Listing)
    assert (len(report.outcomes.shown), report.outcomes.total) == (2, 9)


def test_refusals_are_carried_as_text(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> Any:
        raise Refusal("too hard")

    monkeypatch.setattr(FeasibleSet, "pmm", refuse)
    report = analyse(SCHEDULING)
    assert report.pmm == report.meets == report.outcomes == Unanswered("too hard")
    assert report.to_json()["pmm"] == {"unanswered": "too hard"}
    assert report.maximin == (0, 0)


def test_too_many_meet_points_are_not_decided(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(analysis, "MOST_MEET_POINTS", 0)
    reason = "there are 1 different meet points; at most 0 are decided"
    assert analyse(SCHEDULING).meets == Unanswered(reason)
    assert analyse(SCHEDULING, "pure").meets == MeetCount(9, 9)


def test_another_model_is_an_input_error() -> None:
    with pytest.raises(InputError, match="hull or pure"):
        analyse(SCHEDULING, "mixed")


def test_json_is_exact() -> None:
    third = Game.build("", ("A", "B"), (("x",), ("y",)), [("1/3", 10**30)])
    data = analyse(third).to_json()
    assert json.loads(json.dumps(data)) == data
    assert data["pmm"] == ["1/3", str(10**30)]
    assert data["scale"] == ["3", "1"]
    assert data["meet_points"] == {"feasible": 1, "total": 1, "all": True}
    assert data["per_outcome"] == {
        "shown": [
            {
                "outcome": "(x, y)",
                "payoff": ["1/3", str(10**30)],
                "meet": ["1/3", str(10**30)],
                "meet_feasible": True,
                "pmp": [f"{{(1/3, {10**30})}}"] * 2,
            }
        ],
        "total": 1,
    }


@st.composite
def games(draw: st.DrawFn) -> Game:
    shape = draw(st.sampled_from([(2, 2), (2, 3), (3, 3), (2, 2, 2), (1, 4), (2, 1, 3)]))
    number = st.integers(-2, 3) | st.sampled_from([Fraction(1, 3), Fraction(5, 2), Fraction(10**20)])
    payoffs = {p: draw(st.tuples(*[number] * len(shape))) for p in itertools.product(*map(range, shape))}
    return Game.build(
        "", [f"P{i}" for i in range(len(shape))], [list(map(str, range(k))) for k in shape], payoffs
    )


@settings(max_examples=60, deadline=None)
@given(games(), st.sampled_from(["hull", "pure"]))
def test_answers_are_the_definitions(game: Game, model: str) -> None:
    report, feasible = analyse(game, model), feasible_set(game, model)
    outcomes = {p: game.payoff(p) for p in game.profiles()}
    stable = [
        p
        for p in outcomes
        if all(
            outcomes[p][i] >= outcomes[(*p[:i], a, *p[i + 1 :])][i]
            for i in range(game.n)
            for a in range(game.shape[i])
        )
    ]
    assert [game.profile(row) for row in pure_equilibria(game)] == stable
    sums = {sum(u) for u in outcomes.values()}
    assert report.constant_sum == (sums.pop() if len(sums) == 1 else None)
    met = [feasible.contains(feasible.meet_point(u)) for u in outcomes.values()]
    assert report.meets == MeetCount(sum(met), len(met))
    assert isinstance(report.efficient, Listing)
    for point in report.efficient.shown:
        paying = [game.name(p) for p, u in outcomes.items() if u == point.payoff]
        assert list(point.outcomes.shown) == paying != []
    assert isinstance(report.outcomes, Listing)
    for row, (p, u) in zip(report.outcomes.shown, outcomes.items(), strict=True):
        assert (row.outcome.name, row.outcome.payoff) == (game.name(p), u)
        assert row.meet == feasible.meet_point(u)
        assert row.meet_feasible == feasible.contains(row.meet)
        assert row.projections == tuple(str(feasible.pmp(i, u)) for i in range(game.n))
