"""Two players who give way to each other: where their extensions miss each other, and where no functions can."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product
from pathlib import Path

import pytest

from spi_verify.checking.claims import claim
from spi_verify.checking.context import Context
from spi_verify.checking.theorem3.extension import extended_profile
from spi_verify.games.feasible import FeasibleSet, feasible_set
from spi_verify.games.game import Game
from spi_verify.games.rationals import Payoff, show
from spi_verify.scenarios.load import load_scenario
from spi_verify.search.tightness.bounds import read_bound
from spi_verify.search.tightness.candidates import Candidate, standstills
from spi_verify.search.tightness.constructions import MEETING
from spi_verify.solving.questions import Solvers
from tests.test_tighten import THREE, found

FOUR = Game.build(
    "Four",
    ("W", "X", "Y", "Z"),
    (("1", "2"), ("1", "2"), ("1",), ("1",)),
    [(0, 0, 1, 1), (2, 1, 1, 1), (1, 2, 1, 1), (0, 0, 0, 0)],
)


ONE_GAINS = Game.build(
    "One gains",
    ("X", "Y", "Z"),
    (("1", "2"), ("1", "2"), ("1",)),
    [(-1, -1, -1), (0, 2, 2), (2, 0, 0), (0, 0, 0)],
)


@pytest.mark.parametrize("rounds", [None, 2])
@pytest.mark.parametrize("game", [THREE, FOUR], ids=["3", "4"])
def test_more_than_two_players_end_below_the_pmm(
    game: Game, rounds: int | None, solvers: Solvers, tmp_path: Path
) -> None:
    """2026-11-27: each player offered another's favourite, so that all meant the same point and met there."""
    result = found(game, "m", "any", rounds, solvers=solvers, folder=tmp_path)
    after_you = result.attempts[-1]
    assert after_you.confirmed is not None, after_you.said
    assert after_you.confirmed.scope.value == "every program set"
    pmm = feasible_set(game, "hull").pmm()
    assert any(x < m for x, m in zip(after_you.confirmed.reached, pmm, strict=True))
    assert result.verdict.value == "refuted"


def test_where_one_player_only_gains_the_extensions_meet(solvers: Solvers, tmp_path: Path) -> None:
    attempt = found(ONE_GAINS, None, solvers=solvers, folder=tmp_path).attempts[-1]
    assert (attempt.confirmed, attempt.why) == (None, MEETING)
    assert "they end at (2, 0, 0)" in attempt.said
    tried = list(still(ONE_GAINS))
    for feasible, candidate in tried:
        ends = ending(written(feasible, candidate.start, candidate.apart[0]), tmp_path)
        assert ends[0] == candidate.default
        assert all(x >= m for x, m in zip(ends[1], feasible.pmm(), strict=True))
    assert tried


# The argument in docs/searching.md


def drawn(seed: int, n: int) -> Game:
    source = random.Random(seed)
    table = [[source.randint(0, 4) for _ in range(n)] for _ in range(2**n)]
    return Game.build(f"Drawn {seed}", [f"P{i + 1}" for i in range(n)], [["1", "2"]] * n, table)


def ending(text: str, folder: Path) -> tuple[Payoff, Payoff]:
    """Return where the programs of a scenario end, and where their extensions do."""
    path = folder / "scenario.toml"
    path.write_text(text, encoding="utf-8")
    scenario = load_scenario(path)
    [reference] = scenario.claims
    with Solvers() as solvers:
        reading = claim("thm-3.2").reading("published")
        context = Context(scenario, reference, reading, solvers, scenario.interpreter())
        extended = extended_profile(context)
        assert extended is not None
        return context.outcome(context.profile).payoffs, context.outcome(extended).payoffs


def written(feasible: FeasibleSet, start: tuple[int, ...], offers: Sequence[Sequence[Payoff]]) -> str:
    """Return a scenario in which all play one outcome, and offer these points to whomever."""
    game, n = feasible.game, feasible.n
    names = [f'"p{i + 1}"' for i in range(n)]

    def nested(before: tuple[int, ...]) -> str:
        if len(before) == n:
            return f"[{', '.join(quoted(x) for x in game.payoff(before))}]"
        return f"[{', '.join(nested((*before, k)) for k in range(game.shape[len(before)]))}]"

    lines = [
        'title = "after you"',
        f'model = "{feasible.model}"',
        f"profile = [{', '.join(names)}]",
        "[game]",
    ]
    lines += [f"actions = {[list(a) for a in game.actions]}", f"payoffs = {nested(())}"]
    lines += ["[selection]", 'rule = "utilitarian"']
    for i, points in enumerate(offers):
        shown = [f'{{ point = [{", ".join(map(quoted, x))}], where = ["u >= d"] }}' for x in points]
        lines += ["[[function]]", f'name = "f{i + 1}"', f"player = {i + 1}", f"offer = [{', '.join(shown)}]"]
        lines += ["[[program]]", f'name = "d{i + 1}"', f"player = {i + 1}"]
        lines += [f'play = "{game.actions[i][start[i]]}"']
        lines += ["[[program]]", f"name = {names[i]}", f"player = {i + 1}"]
        lines += [f'default = "d{i + 1}"', f'function = "f{i + 1}"']
    return "\n".join([*lines, "[[claim]]", 'id = "thm-3.2"'])


def quoted(x: Fraction) -> str:
    return f'"{show(x)}"'


def still(game: Game) -> Iterator[tuple[FeasibleSet, Candidate]]:
    feasible = feasible_set(game, "hull")
    for candidate in standstills(feasible, read_bound("m", None, feasible), None):
        yield feasible, candidate


@pytest.mark.parametrize("n", [2, 3, 4])
def test_they_stay_where_they_are_exactly_where_the_argument_says(n: int, tmp_path: Path) -> None:
    stayed = {True: 0, False: 0}
    for seed in range(8 if n > 2 else 25):
        for feasible, candidate in list(still(drawn(seed, n)))[:: 5 if n > 2 else 1]:
            [offers] = candidate.apart
            own, other = (points[0] for points in offers if len(points) == 1)
            both = tuple(map(max, own, other))
            stays = n == 2 or both not in (own, other)
            assert n > 2 or not feasible.contains(both)
            ends = ending(written(feasible, candidate.start, offers), tmp_path)
            assert ends[0] == candidate.default
            assert (ends[1] == candidate.default) == stays
            stayed[stays] += 1
    assert stayed[True] > 2


def test_where_one_player_at_most_gains_functions_that_look_at_nobody_reach_the_meet_point(
    tmp_path: Path,
) -> None:
    gainers, lifted = set(), 0
    for seed in range(40):
        game = drawn(seed, 3)
        source = random.Random(seed)
        feasible = feasible_set(game, "pure")
        for start in product(range(2), repeat=3):
            default = game.payoff(start)
            better = [x for x in feasible.vertices() if all(a >= b for a, b in zip(x, default, strict=True))]
            offers = [[x for x in better if source.random() < 0.6] for _ in range(3)]
            common = [x for x in better if all(x in points for points in offers)]
            reached = max(common, key=sum) if common else default
            gains = [len(feasible.pmp(i, reached).vertices()) for i in range(3)]
            meet = feasible.meet_point(reached)
            if not all(offers) or reached == meet or min(gains) < 1 or sum(g > 1 for g in gains) > 1:
                continue
            before, after = ending(written(feasible, start, offers), tmp_path)
            if before == reached:
                assert all(x >= m for x, m in zip(after, meet, strict=True))
                gainers.add(max(gains) > 1)
                lifted += 1
    assert gainers == {True, False}
    assert lifted > 10
