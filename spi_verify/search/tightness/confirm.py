"""Whether a made scenario is what it should be: the checks say so, on the file as it was written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from spi_verify.checking.check import check_scenario
from spi_verify.checking.claims import claim
from spi_verify.checking.context import Context
from spi_verify.checking.rows import Instance, Reach, Row, Status, Verdict
from spi_verify.checking.theorem3.extension import extended_profile, game_kinds
from spi_verify.errors import SpiVerifyError
from spi_verify.games.rationals import Payoff
from spi_verify.programs.conditions import Kind
from spi_verify.programs.equilibrium import Scope
from spi_verify.programs.expressions import Comparison
from spi_verify.programs.interpreter import ProgramProfile
from spi_verify.programs.trace import Trace
from spi_verify.scenarios.load import load_scenario
from spi_verify.scenarios.scenario import Scenario
from spi_verify.search.tightness.bounds import Bound, written
from spi_verify.search.tightness.paths import Notion
from spi_verify.solving.questions import Solvers

_WIDEST = (Scope.DECLARED, Scope.CLASS, Scope.EVERY)


@dataclass(frozen=True)
class Confirmed:
    """What the checks found of a scenario that breaks a bound.

    ``reached`` are the payoffs of p' (of p* for iterated renegotiation), ``broken`` what they break of the bound,
    ``scope`` the widest class of program sets in which every player's program is optimal, ``lacking`` the hypotheses of
    prop-5 about the game that fail (none for thm-3), ``trace`` the run.
    """

    scenario: Scenario
    instances: tuple[Instance, ...]
    reached: Payoff
    broken: tuple[str, ...]
    scope: Scope
    lacking: tuple[str, ...]
    trace: Trace


def confirm(path: Path, bound: Bound, notion: Notion, solvers: Solvers) -> Confirmed | str:
    """Return what the checks confirm of a scenario file, or in words what they do not.

    Every hypothesis must be shown for all objects that it speaks of, every conclusion of prop-5 too, and of thm-3
    conclusions 1 and 3 must hold and conclusion 2 fail.

    Paper node: `thm-3` (section 8)
    """
    try:
        scenario = load_scenario(path)
        instances = tuple(check_scenario(scenario, solvers))
        iterated = instances[0].claim == "prop-5"
        flaw = _iterated_flaw(instances[0]) if iterated else _flaw(instances)
        flaw = flaw or _notion_flaw(scenario, notion)
        if flaw is not None:
            return flaw
        context, played, trace = _run(scenario, solvers, iterated=iterated)
        reached = context.outcome(played).payoffs
        default = context.outcome(_defaults(scenario)).payoffs
        broken: Sequence[Comparison] = bound.broken_by(scenario.feasible, default, reached)
    except SpiVerifyError as exc:
        return str(exc)
    if not broken:
        return f"the run ends within the bound: {instances[0].reason}"
    lacking = tuple(row.id for row in _failed(instances[0], "hypothesis")) if iterated else ()
    kinds: tuple[Kind, ...] = ("icsr",) if iterated else game_kinds(context)
    untraced = replace(
        context, interpreter=scenario.interpreter()
    )  # which has looked at most of this already
    scopes = [untraced.optimality(p, context.belief(i), kinds).scope for i, p in enumerate(context.profile)]
    scope = min(scopes, key=_WIDEST.index)
    return Confirmed(scenario, instances, reached, tuple(map(written, broken)), scope, lacking, trace)


def _flaw(instances: Sequence[Instance]) -> str | None:
    expected = {"thm-3.2": Verdict.REFUTES, "thm-3.1": Verdict.HOLDS, "thm-3.3": Verdict.HOLDS}
    for instance in instances:
        if instance.verdict is not expected[instance.claim]:
            return f"{instance.claim} ({instance.reading}): {instance.verdict.value}: {instance.reason}"
    return None


def _iterated_flaw(instance: Instance) -> str | None:
    for row in instance.rows:
        shown = row.finding.status is Status.HOLDS and row.finding.reach is Reach.ALL
        if row.role == "conclusion" and not shown:
            how = row.finding.status.value if row.finding.status is not Status.HOLDS else "shown in part only"
            return f"{row.id} {how}: {row.finding.evidence}"
    return None


def _failed(instance: Instance, role: str) -> list[Row]:
    return [row for row in instance.rows if row.role == role and row.finding.status is not Status.HOLDS]


def _notion_flaw(scenario: Scenario, notion: Notion) -> str | None:
    profile = scenario.profile or ()
    for i, belief in scenario.beliefs.items():
        played = (*profile[:i], *profile[i + 1 :])
        supports = [others for others, _ in belief.support]
        if (notion == "nash" and supports != [played]) or (notion != "any" and played not in supports):
            return f"player {i + 1} does not believe what is played"
    return None


def _run(scenario: Scenario, solvers: Solvers, *, iterated: bool) -> tuple[Context, ProgramProfile, Trace]:
    reference, trace = scenario.claims[0], Trace()
    reading = claim(reference.id).reading(reference.reading)
    context = Context(scenario, reference, reading, solvers, scenario.interpreter(trace))
    played = context.profile if iterated else extended_profile(context)
    assert played is not None  # conclusion 1 holds
    context.outcome(played)
    return context, played, Trace(lines=list(trace.lines))


def _defaults(scenario: Scenario) -> ProgramProfile:
    from spi_verify.programs.program import Renegotiating

    return tuple(p.default if isinstance(p, Renegotiating) else p for p in scenario.profile or ())
