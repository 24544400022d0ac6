"""What the proved reading of prop-5 assumes: defaults below the PMM, no punishment, and the programs of a construction.

In every round the construction goes halfway to the PMM. Each player hopes that the others agree to everything, and asks
them for its own favourite.
"""

from __future__ import annotations

import itertools

from spi_verify.checking.context import Context, hypothesis
from spi_verify.checking.csr_punishment import csr_not_punished
from spi_verify.checking.rows import Finding, Row
from spi_verify.errors import Refusal
from spi_verify.games.rationals import Payoff, show_point
from spi_verify.programs.conditions import ALWAYS, And, Condition, Is
from spi_verify.programs.equilibrium import point_offer
from spi_verify.programs.expressions import Comparison, comparisons
from spi_verify.programs.functions import RegionOffer, RuleFunction, SetFunction
from spi_verify.programs.interpreter import default_profile
from spi_verify.programs.program import IcsrProgram, Program

STEP = "section 5, prop-5"


def variant_rows(context: Context, rounds: int) -> list[Row]:
    """Return the hypotheses that the variants low-defaults, unpunished and writable add.

    Paper node: `prop-5`
    """
    known = {
        "low-defaults": ("P holds programs, none of them ICSR, that end below the PMM", _low_defaults),
        "unpunished": (
            "every program of P that is not ICSR acts against ICSR as against defaults",
            _unpunished,
        ),
    }
    rows = [
        hypothesis(f"prop-5.{name}", STEP, statement, check(context))
        for name, (statement, check) in known.items()
        if context.reading.has(name)
    ]
    if context.reading.has("writable"):
        statement = (
            "the programs that go halfway to the PMM in each round can be written, and are believed in"
        )
        rows.append(hypothesis("prop-5.writable", STEP, statement, _written(context, rounds)))
    return rows


def _plain(context: Context, player: int) -> list[Program]:
    return [p for p in context.scenario.members(player) if not isinstance(p, IcsrProgram)]


def _low_defaults(context: Context) -> Finding:
    refused = None
    for profile in itertools.product(*(_plain(context, k) for k in range(context.n))):
        try:
            end = context.outcome(profile).payoffs
        except Refusal as exc:
            refused = str(exc)
            continue
        if _below(end, context.pmm):
            return Finding.of(True, f"({', '.join(p.name for p in profile)}) end at {show_point(end)}")
    if refused is not None:
        return Finding.undecided(refused)
    return Finding.of(False, f"none end below the PMM {show_point(context.pmm)} for every player")


def _below(x: Payoff, y: Payoff) -> bool:
    return all(a < b for a, b in zip(x, y, strict=True))


def _unpunished(context: Context) -> Finding:
    programs = [p for k in range(context.n) for p in _plain(context, k)]
    return Finding.every(
        [csr_not_punished(context, p, "icsr") for p in programs], "P holds ICSR programs only"
    )


def _written(context: Context, rounds: int) -> Finding:
    """Return whether the scenario's profile and beliefs are those of the construction, program by program."""
    profile = context.profile
    hoped: dict[int, Program] = {}
    for i in range(context.n):
        support = context.belief(i).support
        if len(support) != 1:
            return Finding.of(False, f"player {i + 1} is not sure of one profile")
        for j, program in zip((k for k in range(context.n) if k != i), support[0][0], strict=True):
            if hoped.setdefault(j, program) != program:
                return Finding.of(False, f"different programs are hoped of player {j + 1}")
    flaw = next((f for i in range(context.n) if (f := _flaw(context, i, hoped, rounds)) is not None), None)
    if flaw is None and not _below(context.outcome(default_profile(profile)).payoffs, context.pmm):
        flaw = "the programs' defaults do not end below the PMM"
    return Finding.of(
        flaw is None, flaw or f"{', '.join(p.name for p in (*profile, *hoped.values()))} are these"
    )


def _flaw(context: Context, i: int, hoped: dict[int, Program], rounds: int) -> str | None:
    mine, theirs = context.profile[i], hoped[i]
    own, agreeable = (_only_function(p, rounds) for p in (mine, theirs))
    if own is None or agreeable is None:
        return f"player {i + 1}'s programs do not use one function in {rounds} rounds"
    if not isinstance(mine, IcsrProgram) or not isinstance(theirs, IcsrProgram):
        return f"player {i + 1}'s programs are not ICSR programs"
    if mine.default != theirs.default:
        return f"{mine.name} and {theirs.name} have different defaults"
    if _clauses(agreeable) != [(ALWAYS, _improving(context))]:
        return f"{agreeable.name} does not agree to every improvement, and nothing else"
    return _own_flaw(
        context, i, own, {j: _only_function(p, rounds) for j, p in sorted(hoped.items()) if j != i}
    )


def _own_flaw(
    context: Context, i: int, own: SetFunction, others: dict[int, SetFunction | None]
) -> str | None:
    """Return what is wrong with the function of player i's own program, or None."""
    asked = tuple(Is(j, f.name) for j, f in others.items() if f is not None)
    condition: Condition = asked[0] if len(asked) == 1 else And(asked)
    clauses = _clauses(own)
    if (
        len(clauses) != 2
        or clauses[0][0] != condition
        or clauses[1] != (ALWAYS, _midway(context) | _improving(context))
    ):
        return f"{own.name} does not go halfway to the PMM, but where all others agree to everything"
    point = _favourite(clauses[0][1] - _improving(context), context)
    if point is None or not context.feasible.is_efficient(point) or point[i] != context.feasible.best()[i]:
        return f"{own.name} does not ask for an efficient outcome that is best for player {i + 1}"
    return None


def _favourite(asked: set[Comparison], context: Context) -> Payoff | None:
    """Return the payoffs that a point offer is made of, or None if it is something else."""
    found = {c.linear.terms[0][0]: -c.linear.constant for c in asked if len(c.linear.terms) == 1}
    names = [f"u{k + 1}" for k in range(context.n)]
    point = tuple(found[name] for name in names if name in found)
    return point if len(point) == context.n and set(point_offer(point).comparisons) == asked else None


def _only_function(program: Program, rounds: int) -> SetFunction | None:
    if not isinstance(program, IcsrProgram) or len(program.functions) != rounds:
        return None
    return program.functions[0] if len(set(program.functions)) == 1 else None


def _clauses(function: SetFunction) -> list[tuple[Condition, set[Comparison]]]:
    """Return the clauses with what each region asks; an empty list for code of another shape."""
    if not isinstance(function, RuleFunction):
        return []
    found = []
    for clause in function.clauses:
        if len(clause.offers) != 1 or not isinstance(clause.offers[0], RegionOffer):
            return []
        found.append((clause.condition, set(clause.offers[0].comparisons)))
    return found


def _midway(context: Context) -> set[Comparison]:
    known = {f"m{k + 1}": m for k, m in enumerate(context.pmm)}
    texts = (f"u{k} == 1/2 * d{k} + 1/2 * m{k}" for k in range(1, context.n + 1))
    read = (c for text in texts for c in comparisons(text, n=context.n, constants={}))
    return {Comparison(c.linear.substitute(known), c.relation) for c in read}


def _improving(context: Context) -> set[Comparison]:
    return set(comparisons("u >= d", n=context.n, constants={}))
