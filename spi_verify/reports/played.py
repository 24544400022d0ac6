"""What a profile of programs reaches, and the sets and points on the way: for pictures and their texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spi_verify.programs.functions import Extension, ExtensionRule
from spi_verify.programs.interpreter import Interpreter, ProgramProfile, default_profile, set_functions
from spi_verify.programs.negotiation import Round
from spi_verify.programs.outcomes import Outcome
from spi_verify.programs.program import (
    CsrProgram,
    IcsrProgram,
    PrnProgram,
    Renegotiating,
    extend,
)
from spi_verify.reports.pictures import Mark, Picture, Region, payoff_picture
from spi_verify.scenarios.scenario import Scenario

MOST_ROUNDS = 4
MOST_OFFERS = 6


@dataclass(frozen=True)
class Played:
    """What a profile reaches: named outcomes in order, and named sets and points for the picture.

    ``outcomes`` holds the default outcome (if the programs renegotiate), the reached one, and what the
    PMP-extensions of all programs would reach (if the programs are CSR programs).
    """

    profile: ProgramProfile
    outcomes: tuple[tuple[str, Outcome], ...]
    marks: tuple[Mark, ...]
    regions: tuple[Region, ...]

    @property
    def reached(self) -> Outcome:
        """The outcome of the profile."""
        return next(outcome for label, outcome in self.outcomes if label == "reached")


def played_profile(scenario: Scenario) -> ProgramProfile | None:
    """Return the profile that the scenario plays: its own, or the first that one of its claims gives."""
    profiles = [scenario.profile, *(claim.profile for claim in scenario.claims)]
    return next((profile for profile in profiles if profile is not None), None)


def played(scenario: Scenario, rule: ExtensionRule = "published") -> Played | None:
    """Return what the scenario's profile reaches, or None if it has none; ``rule`` says how programs are extended.

    Raises Refusal where an exact answer is not available.

    Paper node: `alg-2`
    """
    profile = played_profile(scenario)
    if profile is None:
        return None
    interpreter = scenario.interpreter()
    outcomes = [("reached", interpreter.outcome(profile))]
    regions: list[Region] = []
    points: list[Mark] = []
    if all(isinstance(p, Renegotiating) for p in profile) and _one_kind(profile):
        default = interpreter.outcome(default_profile(profile))
        outcomes.insert(0, ("default", default))
        regions, points = _negotiated(interpreter, profile, default)
        if regions and not any(isinstance(p, IcsrProgram) for p in profile):
            regions += _projections(scenario, outcomes[-1][1], points)
        extended = _extended(scenario, profile, rule)
        if extended is not None:
            outcomes.append(("PMP-extended", interpreter.outcome(extended)))
    marks = [Mark(label, outcome.payoffs) for label, outcome in outcomes]
    return Played(profile, tuple(outcomes), (*marks, *points), tuple(regions))


def offered(scenario: Scenario) -> tuple[tuple[Mark, ...], tuple[Region, ...]]:
    """Return what the declared functions offer at the default that a claim is about, where no programs are played.

    Only functions that do not ask about others are shown: what they offer depends on the default alone.

    Paper node: `def-6`
    """
    starts = [claim.at[0] for claim in scenario.claims if claim.at]
    functions = [f for f in scenario.functions.values() if not f.asks_about_others][:MOST_OFFERS]
    if not starts or not functions or not scenario.feasible.contains(starts[0]):
        return (), ()
    negotiation = scenario.interpreter().negotiation
    regions = [
        Region(f"offer of {f.name}", negotiation.answer(f.player, (f,) * scenario.game.n, starts[0]))
        for f in functions
    ]
    return (Mark("default", starts[0]),), tuple(regions)


def scenario_picture(scenario: Scenario) -> Picture:
    """Return the payoff space with what the profile reaches, else with what the functions offer.

    Raises Refusal where an exact answer is not available.

    Paper node: `def-5`
    """
    reached = played(scenario)
    marks, regions = (reached.marks, reached.regions) if reached else offered(scenario)
    return payoff_picture(scenario.feasible, marks=marks, regions=regions, title=scenario.title)


def _one_kind(profile: ProgramProfile) -> bool:
    kinds = {CsrProgram if isinstance(p, PrnProgram) else type(p) for p in profile}
    rounds = {len(p.functions) for p in profile if isinstance(p, IcsrProgram)}
    return len(kinds) == 1 and len(rounds) < 2


def _negotiated(
    interpreter: Interpreter, profile: ProgramProfile, default: Outcome
) -> tuple[list[Region], list[Mark]]:
    """Return the answers and agreement sets of the round (or rounds) that a profile plays."""
    start = default.payoffs
    if all(isinstance(p, IcsrProgram) for p in profile):
        return _rounds(interpreter.rounds(profile, start))
    if all(isinstance(p, PrnProgram) for p in profile):
        run = interpreter.prn(profile)
        return _answers(run.active, profile), [Mark("reference", run.reference.result)]
    if not all(isinstance(p, CsrProgram | PrnProgram) for p in profile):
        return [], []
    if all(isinstance(p, CsrProgram) and p.selector is not None for p in profile):
        rounds = interpreter.selector_rounds(profile, start)
        marks = [Mark(f"selected by player {k + 1}", played.result) for k, played in enumerate(rounds)]
        return _answers(rounds[0], profile), marks
    return _answers(interpreter.negotiation.round(set_functions(profile), start), profile), []


def _projections(scenario: Scenario, reached: Outcome, points: Sequence[Mark]) -> list[Region]:
    """Return each player's Pareto meet projection of the outcome that extensions add it of: of the reference outcome
    if there is one, else of the outcome reached.

    Paper node: `def-5`
    """
    reference = next((mark.point for mark in points if mark.label == "reference"), reached.payoffs)
    of = "reference" if points and reference is not reached.payoffs else "reached"
    return [
        Region(f"PMP of player {k + 1} ({of})", scenario.feasible.pmp(k, reference))
        for k in range(scenario.game.n)
    ]


def _rounds(rounds: Sequence[Round]) -> tuple[list[Region], list[Mark]]:
    regions = [Region(f"agreement set, round {k + 1}", played.agreement) for k, played in enumerate(rounds)]
    marks = [Mark(f"round {k + 1}", played.result) for k, played in enumerate(rounds)]
    return regions[-MOST_ROUNDS:], marks[-MOST_ROUNDS - 1 : -1]


def _answers(played: Round, profile: ProgramProfile) -> list[Region]:
    answers = [
        Region(f"answer of player {program.player + 1}", answer)
        for program, answer in zip(profile, played.answers, strict=True)
    ]
    return [*answers, Region("agreement set", played.agreement)]


def _extended(scenario: Scenario, profile: ProgramProfile, rule: ExtensionRule) -> ProgramProfile | None:
    """Return the profile of PMP-extensions, declared ones where there are any; None if it makes no sense here."""
    made: list[CsrProgram] = []
    for program in profile:
        if not isinstance(program, CsrProgram) or isinstance(program.function, Extension):
            return None
        made.append(_declared(scenario, extend(program, rule)))
    return tuple(made)


def _declared(scenario: Scenario, program: CsrProgram) -> CsrProgram:
    code = (program.function, program.default, program.selector)
    for other in scenario.declared(program.player):
        if isinstance(other, CsrProgram) and (other.function, other.default, other.selector) == code:
            return other
    return program
