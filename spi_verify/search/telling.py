"""Sentences about a scenario: what its programs do, what is believed of them, and how a profile runs."""

from __future__ import annotations

import itertools
import re
import tomllib
from collections.abc import Iterator, Sequence

from spi_verify.errors import Refusal
from spi_verify.games.rationals import Payoff, show, show_point
from spi_verify.games.union import UnionSet
from spi_verify.programs.ceiling import seat
from spi_verify.programs.functions import Extension
from spi_verify.programs.interpreter import ProgramProfile, set_functions
from spi_verify.programs.listing import Lister
from spi_verify.programs.negotiation import Functions, recovered, replaced
from spi_verify.programs.program import (
    CsrProgram,
    IcsrProgram,
    PrnProgram,
    Program,
    RenegotiationProgram,
    RuleProgram,
)
from spi_verify.programs.trace import Line, Trace
from spi_verify.scenarios.scenario import Scenario

_ANSWER = re.compile(r"player \d+'s (.*) answers (.*)")
_AGREED = re.compile(r"agreement set I = (.*); (.*) selects (.*)")
_FALLS_BACK = re.compile(r"some p_j is not (.*): plays p_i\^def\(p_\{-i\}\), as (.*)")
MOST_POINTS = 12
"""Of more points that span F only the number is told."""
_SAID = ("with every PMP", "selected ", "all propose", "the proposals differ")
"""How further lines of a run begin that are told as they are."""


def named(profile: Sequence[Program]) -> str:
    """Return programs by name: one by itself, several as a profile."""
    listed = ", ".join(program.name for program in profile)
    return listed if len(profile) == 1 else f"({listed})"


def listed(parts: Sequence[str]) -> str:
    """Return parts as one enumeration.

    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    return " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1]))) if parts else ""


def is_program(scenario: Scenario, program: Program) -> str:
    """Return what a program is, as the end of a sentence that names it.

    Paper node: `section-2`
    """
    match program:
        case RuleProgram():
            lister = Lister(scenario.feasible, scenario.functions, scenario.renegotiations, scenario.programs)
            body = tomllib.loads("\n".join(lister.program(program).body))
            if "play" in body:
                return f"always plays {body['play']}"
            return f"does this: {', '.join(body['rule'].strip().splitlines())}"
        case RenegotiationProgram():
            return (
                f"renegotiates (alg-1) with {program.function.name} from the default {program.default.name}"
            )
        case CsrProgram(function=Extension() as function):
            return f"is the extension of a program with {function.base.name} and the default {program.default.name}"
        case CsrProgram():
            return (
                f"renegotiates (alg-2) with {program.function.name} from the default {program.default.name}"
            )
        case IcsrProgram():
            rounds = listed([function.name for function in program.functions])
            return f"renegotiates (alg-3) with {rounds} from the default {program.default.name}"
        case PrnProgram():
            return f"is of the draft's subclass, with {program.reference.name} and the default {program.default.name}"


def feasible(scenario: Scenario) -> str:
    """Return F and the Pareto meet minimum; only how many points span F where these are many.

    Paper node: `def-5`
    """
    found, lotteries = scenario.feasible, scenario.feasible.model != "pure"
    parts = [polytope.vertices for polytope in found.polytopes] if isinstance(found, UnionSet) else []
    shown = " ∪ ".join(_spanned(sorted(points), lotteries) for points in parts or [found.vertices()])
    return f"The feasible payoffs are {shown}; u^PMM = {show_point(found.pmm())}."


def _spanned(points: Sequence[Payoff], lotteries: bool) -> str:
    if len(points) > MOST_POINTS:
        return f"{'those between ' * lotteries}{len(points)} points"
    return f"{'conv' * lotteries}{{{', '.join(map(show_point, points))}}}"


def plays(scenario: Scenario, profile: ProgramProfile) -> Iterator[str]:
    """Yield a sentence for each program of a profile, and for the plain defaults of those that renegotiate."""
    told: list[Program] = []
    for i, program in enumerate(profile):
        yield f"Player {i + 1} plays {program.name}, which {is_program(scenario, program)}."
        default = getattr(program, "default", None)
        if isinstance(default, RuleProgram) and default not in told:
            told.append(default)
    if told:
        yield listed([f"{program.name} {is_program(scenario, program)}" for program in told]) + "."


def beliefs(scenario: Scenario, profile: ProgramProfile) -> Iterator[str]:
    """Yield a sentence for each player's belief: what is believed, and where the player's program ends there.

    Paper node: `def-1`
    """
    interpreter = scenario.interpreter()
    for i, belief in scenario.beliefs.items():
        sure = len(belief.support) == 1
        parts = []
        for others, weight in belief.support:
            end = interpreter.outcome(seat(profile[i], i, others))
            reached = f"{end.show(scenario.game)}, which pays {show(end.payoffs[i])}"
            odds = "" if sure else f" with probability {show(weight)}"
            parts.append(f"{named(others)}{odds}, where {profile[i].name} ends at {reached}")
        yield f"Player {i + 1} {'is sure of' if sure else 'believes in'} {'; '.join(parts)}."


def believed(scenario: Scenario, profile: ProgramProfile) -> Iterator[str]:
    """Yield what the programs are that somebody believes in and nobody plays."""
    others = (p for belief in scenario.beliefs.values() for seats, _ in belief.support for p in seats)
    for program in dict.fromkeys(others):
        if program not in profile:
            yield f"{program.name} {is_program(scenario, program)}"


def run(scenario: Scenario, profile: ProgramProfile) -> str:
    """Return how a profile runs, from its trace: what is offered, what is agreed on, where it ends; or why it cannot.

    Paper node: `alg-2`
    """
    trace = Trace()
    try:
        scenario.interpreter(trace).outcome(profile)
    except Refusal as refusal:
        return f"that is no run, as {refusal}"
    return "; ".join(dict.fromkeys(_told(trace.lines)))


def _told(lines: Sequence[Line]) -> Iterator[str]:
    runs, iterated = "", any(line.text.startswith("round ") for line in lines)
    for k, line in enumerate(lines[:-1]):
        if line.depth == 1 and " runs " in line.text:
            runs = line.text.partition(" runs ")[2]
        elif line.depth == 2 and line.text.endswith("so let â = a(p^def)"):
            yield from (f"the default is {end}" for end in _default(lines[k + 1 :]))
        elif line.depth == 2 or (iterated and line.depth == 3):
            yield from _step(line.text, runs)
    yield f"play ends at {_end(lines[-1].text)}"


def _step(text: str, runs: str) -> Iterator[str]:
    """Yield how a line of a run is told, if it is."""
    if found := _ANSWER.fullmatch(text):
        yield f"{found[1]} answers {found[2]}"
    elif found := _AGREED.fullmatch(text):
        yield f"all of these hold {found[1]}, of which {found[2]} selects {found[3]}"
    elif text.startswith("agreement set I = "):
        yield "nothing is in all of these, so that the default stands"
    elif found := _FALLS_BACK.fullmatch(text):
        yield f"{runs} acts as its default {found[2]}, as not everybody runs {found[1]}"
    elif text.startswith(("round ", *_SAID)):
        yield text


def _default(lines: Sequence[Line]) -> list[str]:
    """Return the outcome of the defaults if their run comes next: it does once, for the first program."""
    nested = list(itertools.takewhile(lambda line: line.depth > 2, lines))
    return [_end(nested[-1].text)] if nested else []


def _end(text: str) -> str:
    outcome, _, payoffs = text.removeprefix("a(p) = ").rpartition(", payoffs ")
    return f"{outcome} with payoffs {payoffs}"


def added(scenario: Scenario, profile: ProgramProfile) -> Iterator[str]:
    """Yield, for each extension in a profile of CSR programs, of which outcome it adds the projection.

    Nothing where programs select by functions of their own: then there may be one outcome for each.

    Paper node: `def-7`
    """
    programs = [program for program in profile if isinstance(program, CsrProgram)]
    if len(programs) < len(profile) or any(program.selector is not None for program in programs):
        return
    interpreter, functions = scenario.interpreter(), set_functions(profile)
    start = interpreter.outcome(tuple(program.default for program in programs)).payoffs
    for i, function in enumerate(functions):
        if not isinstance(function, Extension):
            continue
        base: Functions | None = replaced(functions, i, function.base)
        if function.rule == "conditional":
            base = recovered(functions)
        if base is None:
            yield f"{function.name} adds nothing to {function.base.name}, as not all others are extensions"
            continue
        reached = interpreter.negotiation.round(base, start).result
        agree = listed([f.name for f in base])
        yield f"{function.name} adds PMP_{i + 1} of {show_point(reached)}, where {agree} lead"


def expected(scenario: Scenario, i: int, program: Program) -> str:
    """Return where a program ends against everything that its player believes possible."""
    interpreter = scenario.interpreter()
    parts = []
    for others, _ in scenario.beliefs[i].support:
        end = interpreter.outcome(seat(program, i, others))
        parts.append(
            f"at {end.show(scenario.game)} against {named(others)}, which pays {show(end.payoffs[i])}"
        )
    return f"{program.name} ends {'; '.join(parts)}"
