"""Prop-5's printed construction: for which weights q it is an equilibrium, and what else breaks a bound in K rounds."""

from __future__ import annotations

import itertools
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from spi_verify.checking.check import check_scenario
from spi_verify.games.feasible import feasible_set
from spi_verify.games.game import Game
from spi_verify.programs.ceiling import seat
from spi_verify.scenarios.load import load_scenario, resolve
from spi_verify.scenarios.scenario import Scenario
from spi_verify.search.tightness.bounds import default_delta
from spi_verify.search.tightness.candidates import starts
from spi_verify.search.tightness.command import question_about
from spi_verify.search.tightness.constructions import AFTER_YOU, CERTAIN, NO_WEIGHT, PRINTED
from spi_verify.search.tightness.printed import Printed, printed_numbers, printed_scenario, selections
from spi_verify.search.tightness.tables import game_table
from spi_verify.search.tightness.tighten import Attempt, tighten
from spi_verify.search.tightness.weights import Condition, weights
from spi_verify.solving.questions import Solvers

TWO = (("a", "b"), ("c", "d"))


def two_by_two(*payoffs: tuple[int, int]) -> Game:
    return Game.build("A game", ("Row", "Column"), TWO, list(payoffs))


CHICKEN = two_by_two((3, 3), (1, 4), (4, 1), (0, 0))
WIDE = Game.build(
    "Wide", ("X", "Y", "Z"), (("1", "2", "3", "4"),) * 3,
    lambda p: ((3, 1, 1), (1, 3, 1), (1, 1, 3), (1, 1, 1))[p[0]] if len(set(p)) == 1 else (0, 0, 0),
)  # fmt: skip
GENERIC = Game.build(  # what is best for one player is no player's worst
    "Generic", ("X", "Y", "Z"), (("1", "2"),) * 3,
    [(0, 0, 0), (3, 2, 1), (1, 3, 2), (2, 1, 3), (1, 1, 1), (1, 1, 1), (1, 1, 1), (1, 1, 1)],
)  # fmt: skip


def attempts(
    game: Game, rounds: int, solvers: Solvers, folder: Path, *, bound: str | None = None, model: str = "hull"
) -> dict[str, Attempt]:
    feasible = feasible_set(game, model)  # type: ignore[arg-type]
    question = question_about(
        feasible, bound=bound, delta=None, rounds=rounds, beliefs="any", reading="published"
    )
    return {a.construction: a for a in tighten(question, folder, "game", solvers).attempts}


def printed(game: Game, rounds: int, rule: int, q: Fraction = Fraction(1, 3)) -> Scenario | None:
    feasible = feasible_set(game, "hull")
    numbers = printed_numbers(feasible, starts(game, feasible.pmm()), default_delta(feasible))
    if not isinstance(numbers, Printed):
        return None
    chosen = selections(feasible, numbers)[rule]
    table = printed_scenario(feasible, numbers, q, chosen, rounds, ("t", "d"), game_table(game), [])
    return resolve(table, Path("made.toml"))


small = st.integers(0, 4)
games = st.lists(st.tuples(small, small), min_size=4, max_size=4).map(lambda p: two_by_two(*p))
SHARES = [Fraction(0), Fraction(1, 50), Fraction(1, 3), Fraction(1, 2), Fraction(9, 10), Fraction(1)]


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
@given(game=games, rounds=st.sampled_from([1, 1, 2, 3]), rule=st.sampled_from([0, 1]))
def test_the_weights_are_those_with_which_no_declared_program_expects_more(
    game: Game, rounds: int, rule: int
) -> None:
    scenario = printed(game, rounds, rule)
    assume(scenario is not None)
    assert scenario is not None
    found, interpreter = weights(scenario), scenario.interpreter()
    for q in SHARES:
        best = True
        for i, mine in enumerate(scenario.profile or ()):
            near, top = (others for others, _ in scenario.beliefs[i].support)

            def expects(program, i=i, near=near, top=top, q=q):  # type: ignore[no-untyped-def]
                low, high = (interpreter.outcome(seat(program, i, o)).payoffs[i] for o in (near, top))
                return (1 - q) * low + q * high

            best = best and all(expects(rival) <= expects(mine) for rival in scenario.members(i))
        inside = found.least is not None and found.most is not None and found.least <= q <= found.most
        assert inside == best
    if rounds > 1:  # round 1 gives the others more than their PMM, and nobody can take it back
        assert found.most == 0


@pytest.mark.parametrize(
    ("own", "other", "expected"),
    [
        ((3, 3), (3, 4), (0, 0)),
        ((3, 3), (2, 4), (0, Fraction(1, 2))),
        ((3, 3), (4, 2), (Fraction(1, 2), 1)),
        ((3, 3), (3, 3), (0, 1)),
        ((3, 3), (3, 2), (0, 1)),
        ((3, 3), (4, 3), (1, 1)),
        ((3, 3), (4, 4), None),
        ((3, 3), (Fraction(7, 2), 4), None),
    ],
)
def test_one_rival_gives_one_linear_condition(own: object, other: object, expected: object) -> None:
    condition = Condition(0, "p1", "rival", *(tuple(map(Fraction, x)) for x in (own, other)))  # type: ignore[call-overload]
    assert condition.weights() == expected


def test_with_one_round_every_weight_works_if_the_rule_prefers_extremes(
    solvers: Solvers, tmp_path: Path
) -> None:
    found = attempts(CHICKEN, 1, solvers, tmp_path)[PRINTED]
    assert found.confirmed is not None
    assert "leximax: every q from 0 to 1" in found.said
    assert found.confirmed.scope.value == "every program set"
    assert found.file is not None
    assert [i.verdict.value for i in check_scenario(load_scenario(found.file), solvers)] == ["holds"]
    nash = printed(CHICKEN, 1, 0)
    assert nash is not None
    assert str(weights(nash)) == (
        "q = 0 only, as (1 - q)*399/100 + q*399/100 >= (1 - q)*399/100 + q*4 (p1 against holds-1): where X = u*_1 = 4,"
        " round 1 ends at (399/100, 51/50), as nash selects it though (4, 1) is agreed to as well"
    )


@pytest.mark.parametrize("game", [CHICKEN, WIDE])
def test_with_more_rounds_no_positive_weight_works(game: Game, solvers: Solvers, tmp_path: Path) -> None:
    found = attempts(game, 2, solvers, tmp_path)
    assert (found[PRINTED].confirmed, found[PRINTED].why) == (None, NO_WEIGHT)
    assert found[PRINTED].said.count("q = 0 only") == 2
    assert found[CERTAIN].confirmed is not None


def test_for_three_players_the_edge_that_the_construction_needs_may_not_be_there(
    solvers: Solvers, tmp_path: Path
) -> None:
    found = attempts(GENERIC, 2, solvers, tmp_path)
    assert found[PRINTED].why == found[CERTAIN].why
    assert "is efficient for small" in found[CERTAIN].why
    assert found["one path for all"].confirmed is not None


@pytest.mark.parametrize("rounds", [1, 2, 3])
def test_extended_in_every_round_programs_can_end_below_the_pmm(
    rounds: int, solvers: Solvers, tmp_path: Path
) -> None:
    found = attempts(CHICKEN, rounds, solvers, tmp_path, bound="m")[AFTER_YOU]
    assert found.confirmed is not None
    assert found.confirmed.reached == (Fraction(1, 2), Fraction(1, 2))
    assert found.file is not None
    scenario = load_scenario(found.file)
    assert [i.verdict.value for i in check_scenario(scenario, solvers)] == ["holds"]
    played = scenario.interpreter().rounds(scenario.profile or (), (Fraction(0), Fraction(0)))
    steps = [(Fraction(0), Fraction(0)), *(r.result for r in played)]
    assert len(played) == rounds
    assert all(b > a for x, y in itertools.pairwise(steps) for a, b in zip(x, y, strict=True))


def test_the_printed_construction_uses_the_delta_that_is_asked_about(
    solvers: Solvers, tmp_path: Path
) -> None:
    """2026-11-27: whatever --delta said, it ended half a hundredth of the range above the PMM."""
    feasible = feasible_set(CHICKEN, "hull")
    question = question_about(
        feasible, bound=None, delta="1/1000", rounds=2, beliefs="any", reading="published"
    )
    found = {a.construction: a for a in tighten(question, tmp_path, "game", solvers).attempts}[CERTAIN]
    assert found.confirmed is not None
    assert found.confirmed.reached == (Fraction(2001, 2000), Fraction(2001, 2000))


def test_more_functions_than_a_file_may_hold_are_said_to_be(solvers: Solvers, tmp_path: Path) -> None:
    """2026-11-27: 50 rounds ended in an internal error: the printed construction has functions per round and belief."""
    found = attempts(CHICKEN, 50, solvers, tmp_path)
    assert found["one path for all"].confirmed is not None
    assert "function: List should have at most 200 items" in found[PRINTED].said
    assert found[AFTER_YOU].confirmed is not None


def test_units_of_payoffs_do_not_decide_whether_some_weight_works(solvers: Solvers, tmp_path: Path) -> None:
    """Half a hundredth of player 2's range is more than player 1 can gain at all."""
    game = two_by_two((3, 3000), (1, 4000), (4, 1000), (0, 0))
    found = attempts(game, 1, solvers, tmp_path)[PRINTED]
    assert found.confirmed is not None
    assert "leximax: every q from 0 to 1" in found.said
