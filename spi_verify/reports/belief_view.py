"""What the report page shows of a player's belief: its weights, what programs expect, and where they are optimal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from spi_verify.errors import SpiVerifyError
from spi_verify.games.linear import Constraint, all_hold, unit
from spi_verify.games.rationals import show, show_point
from spi_verify.programs.ceiling import seat
from spi_verify.programs.equilibrium import Belief, belief_region, expected_utility
from spi_verify.programs.equilibrium import BeliefRegion as Region
from spi_verify.programs.interpreter import Interpreter, ProgramProfile
from spi_verify.programs.program import Program
from spi_verify.reports.belief_pictures import BeliefRegion, belief_picture
from spi_verify.reports.belief_text import NONE, region_lines
from spi_verify.reports.inline_svg import inline_svg
from spi_verify.scenarios.scenario import Scenario

MOST_COUNTERPARTS = 40
MOST_PROGRAMS = 40
MOST_DRAWN = 4


@dataclass(frozen=True)
class CounterpartView:
    """One profile of the others: names, weight, and the outcome and payoff of the player's own program against it."""

    names: tuple[str, ...]
    weight: str
    outcome: str
    payoff: str


@dataclass(frozen=True)
class ExpectedView:
    """One program of the player: what it expects, whether that is the most, and where it is optimal."""

    name: str
    expects: str
    best: bool
    played: bool
    lines: tuple[str, ...]


@dataclass(frozen=True)
class BeliefView:
    """One player's belief. ``inside`` says whether it is in the region of the program played (None: none is)."""

    player: int
    program: str
    counterparts: tuple[CounterpartView, ...]
    programs: tuple[ExpectedView, ...]
    more_programs: int
    lines: tuple[str, ...]
    inside: bool | None
    svg: str
    problem: str


def belief_views(scenario: Scenario, profile: ProgramProfile | None) -> list[BeliefView]:
    """Return what is shown of every player's belief.

    Paper node: `def-1`
    """
    interpreter = scenario.interpreter()
    return [_view(scenario, interpreter, belief, profile) for belief in scenario.beliefs.values()]


def _view(
    scenario: Scenario, interpreter: Interpreter, belief: Belief, profile: ProgramProfile | None
) -> BeliefView:
    i = belief.player
    own = profile[i] if profile else None
    declared = list(scenario.members(i))
    if own is not None and own not in declared:
        declared.insert(0, own)
    counterparts = tuple(
        _counterpart(scenario, interpreter, belief, k, own) for k in range(len(belief.support))
    )
    expected = [expected_utility(interpreter, program, belief) for program in declared]
    regions, problem = _regions(interpreter, belief, declared)
    programs = tuple(
        ExpectedView(
            program.name,
            show(value),
            value == max(expected),
            program == own,
            tuple(region_lines(region, scenario.game)) if region else (),
        )
        for program, value, region in zip(declared, expected, regions, strict=True)
    )
    mine = next((region for region in regions if region and region.program == own), None)
    weights = tuple(weight for _, weight in belief.support)
    svg = _picture(belief, own, [r for r in regions if r], weights, programs) if any(regions) else ""
    return BeliefView(
        player=i,
        program=own.name if own else "",
        counterparts=counterparts,
        programs=programs[:MOST_PROGRAMS],
        more_programs=len(programs) - len(programs[:MOST_PROGRAMS]),
        lines=tuple(region_lines(mine, scenario.game)) if mine else (),
        inside=all_hold(mine.constraints, weights) if mine else None,
        svg=svg,
        problem=problem,
    )


def _counterpart(
    scenario: Scenario, interpreter: Interpreter, belief: Belief, k: int, own: Program | None
) -> CounterpartView:
    others, weight = belief.support[k]
    names = tuple(p.name for p in others)
    if own is None:
        return CounterpartView(names, show(weight), "", "")
    outcome = interpreter.outcome(seat(own, belief.player, others))
    words = f"{outcome.show(scenario.game)}, payoffs {show_point(outcome.payoffs)}"
    return CounterpartView(names, show(weight), words, show(outcome.payoffs[belief.player]))


def _regions(
    interpreter: Interpreter, belief: Belief, declared: Sequence[Program]
) -> tuple[list[Region | None], str]:
    counterparts = [others for others, _ in belief.support]
    if len(counterparts) > MOST_COUNTERPARTS or len(declared) > MOST_PROGRAMS:
        return [None] * len(declared), (
            f"Regions of beliefs are worked out for at most {MOST_COUNTERPARTS} counterparts and "
            f"{MOST_PROGRAMS} programs."
        )
    return [belief_region(interpreter, program, counterparts, declared) for program in declared], ""


def _picture(
    belief: Belief,
    own: Program | None,
    regions: Sequence[Region],
    weights: tuple[Fraction, ...],
    programs: Sequence[ExpectedView],
) -> str:
    """Return the picture for two or three counterparts: the played program first, then other declared ones."""
    n = len(weights)
    if n not in (2, 3):
        return ""
    words = {view.name: view.lines for view in programs}
    order = sorted(regions, key=lambda region: region.program != own)
    groups: dict[tuple[str, ...], list[Region]] = {}  # programs with the same region share its drawing
    for r in order:
        if r.program == own or words[r.program.name] != (NONE,):
            groups.setdefault(words[r.program.name], []).append(r)
    shown = [(_optimal(group), lines, group[0]) for lines, group in groups.items()][:MOST_DRAWN]
    seats = _axes(shown[0][2] if shown else regions[0], n)
    drawn = [BeliefRegion(label, _seated(r.constraints, seats)) for label, _, r in shown]
    held = tuple(Constraint(unit(k, n), "==", weight) for k, weight in enumerate(weights))
    drawn.append(BeliefRegion("the belief held", _seated(held, seats)))
    names = [", ".join(p.name for p in others) for others, _ in belief.support]
    text = "; ".join(f"{label} where {' and '.join(lines)}" for label, lines, _ in shown)
    text += f"; the belief held is {show_point(weights)}, in the order {'; '.join(names)}"
    key = f"beliefs-{belief.player + 1}"
    title = f"Beliefs of player {belief.player + 1}"
    try:
        return inline_svg(belief_picture([names[k] for k in seats], drawn, title=title), key, title, text)
    except SpiVerifyError:
        return ""


def _optimal(group: Sequence[Region]) -> str:
    names = [region.program.name for region in group]
    return f"{', '.join(names)} {'is' if len(names) == 1 else 'are'} optimal"


def _axes(region: Region, n: int) -> list[int]:
    """Return the order in which to draw the counterparts: of two, the one last that the region's text is about."""
    first_only = n == 2 and any(c.coefficients[0] < c.coefficients[1] for c in region.constraints)
    return [1, 0] if first_only else list(range(n))


def _seated(constraints: Sequence[Constraint], seats: Sequence[int]) -> tuple[Constraint, ...]:
    return tuple(
        Constraint(tuple(c.coefficients[k] for k in seats), c.relation, c.bound) for c in constraints
    )
