"""Asks: what a scenario shows, what is known of a claim, what a game is like."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from spi_verify.api.results import CheckResult, ClaimCard, GameResult, VerifyResult
from spi_verify.api.session import asked, evidence
from spi_verify.games.feasible import FeasibleSet
from spi_verify.games.game import Game
from spi_verify.scenarios.load import load_scenario
from spi_verify.scenarios.scenario import Scenario


def check(scenario: Scenario | str | Path) -> CheckResult:
    """Check every claim that a scenario (or the scenario file at a path) names: run its programs, and judge row by row.

    One instance per claim; each has a row per hypothesis and conclusion with exact numbers.

    Errors: InputError for an unusable file, or a scenario that names no claim or leaves out what one needs.

    >>> import spi_verify as sv
    >>> found = sv.check(sv.shipped("scenarios") / "ex-1-scheduling.toml")
    >>> found.verdict, [instance.claim for instance in found]
    ('holds', ['ex-1', 'def-1'])

    Paper node: `def-1`
    """
    from spi_verify.checking.check import check_scenario
    from spi_verify.solving.questions import Solvers

    loaded = scenario if isinstance(scenario, Scenario) else load_scenario(scenario)
    with Solvers() as solvers:
        return CheckResult(loaded, tuple(check_scenario(loaded, solvers)))


def verify(
    claim: str | ClaimCard,
    reading: str | None = None,
    players: str | int | None = None,
    *,
    theory: str | Path | None = None,
) -> VerifyResult:
    """Return what is known of a claim, computed now from the stored evidence: certificates and scenarios are replayed.

    Without ``reading`` or ``players`` (2, 3 or "any"): every reading, every number. A verdict is *proved* only if the
    kernel accepts the certificate and a scenario meets the hypotheses. ``theory`` is a folder with definitions or
    claims of your own, laid over the shipped ones.

    Errors: InputError for a claim, reading or number of players that there is not.

    >>> import spi_verify as sv
    >>> sv.verify("prop-1.improves", players="any").verdict
    'proved'

    Paper node: the claim's own
    """
    id_ = claim.id if isinstance(claim, ClaimCard) else claim
    with evidence(theory) as opened:
        questions = asked(opened, [id_], reading, players)
        return VerifyResult(id_, tuple(opened.statuses(questions)), opened.theory)


def analyse(game: Game | Scenario | str | Path, model: Literal["hull", "pure"] | None = None) -> GameResult:
    """Return the exact picture of a game: efficient outcomes, Pareto meet minimum, projections, meet points.

    ``game`` is a game, a scenario, or the path of a file with one. ``model`` is ``hull`` (outcomes are lotteries) or
    ``pure``; left out: the scenario's own, or hull. Payoffs are exact rationals, one per player.

    Errors: InputError for an unusable file or another model.

    >>> import spi_verify as sv
    >>> game = sv.Game.build("Chicken", ["A", "B"], [["Swerve", "Dare"]] * 2, [(3, 3), (1, 4), (4, 1), (0, 0)])
    >>> sv.analyse(game).pmm
    (Fraction(1, 1), Fraction(1, 1))

    Paper node: `def-5`
    """
    from spi_verify.games.analysis import analyse_feasible

    feasible = feasible_in(game, model)
    return GameResult(feasible, analyse_feasible(feasible))


def feasible_in(
    game: Game | Scenario | str | Path, model: Literal["hull", "pure"] | None = None
) -> FeasibleSet:
    """Return the feasible set of a game, a scenario, or a file with one, in a model or its own.

    Errors: InputError for an unusable file or another model.

    >>> import spi_verify as sv
    >>> feasible_in(sv.shipped("scenarios") / "thm-3-smallest.toml").model
    'pure'
    """
    from spi_verify.games.feasible import feasible_set
    from spi_verify.running import load_feasible

    if isinstance(game, Game):
        return feasible_set(game, model or "hull")
    if isinstance(game, Scenario):
        return feasible_set(game.game, model) if model else game.feasible
    return load_feasible(Path(game), model)
