"""asm-8 (ii) and its relatives in the readings: how a counterpart's function answers an extended function.

The assumption speaks of any p_i, hence of all of a player's functions. What a function asks about the others is finite,
so each declared function is tried, and an anonymous one of which only the structure is known; two answers are compared
as code first, and at every default by the solvers where the code differs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from spi_verify.checking.context import Context
from spi_verify.checking.payoff_formulas import ask, is_feasible, none_exists, payoffs
from spi_verify.checking.rows import Finding, Reach, Status
from spi_verify.checking.set_functions import MAX_VERTICES, offers_under, region
from spi_verify.errors import InputError, Refusal
from spi_verify.games.rationals import show_point
from spi_verify.games.sets import OutcomeSet
from spi_verify.programs.conditions import ALWAYS, Atom, atoms
from spi_verify.programs.expressions import Comparison
from spi_verify.programs.functions import (
    Extension,
    ExtensionRule,
    Offer,
    OfferClause,
    PmpOffer,
    RegionOffer,
    RuleFunction,
    SetFunction,
    null_function,
)
from spi_verify.programs.interpreter import default_profile, set_functions
from spi_verify.programs.negotiation import function_fact, replaced
from spi_verify.programs.program import CsrProgram, Program
from spi_verify.solving.formulas import Formula, all_of, any_of
from spi_verify.solving.geometry import satisfies

ALIKE = "exactly as their bases"
ADDING = "as their bases, to some adding only that player's PMP of the unextended outcome"


@dataclass(frozen=True)
class Case:
    """Player i's function as the others see it: without and with its extension, as code."""

    base: SetFunction
    anonymous: bool


def extension_not_punished(
    context: Context, player: int, counterparts: Sequence[CsrProgram], reader: int, rule: ExtensionRule
) -> Finding:
    """Return whether a counterpart answers player i's extended function by what it answered, plus V ⊆ PMP_i.

    ``counterparts`` are CSR programs of the others; ``reader`` is the j whose answer is looked at, at every a.
    PMP_i is taken of a(p), or of the default outcome in reading *blog*; with ``rule`` conditional V is empty.

    Paper node: `asm-8`
    """
    findings = []
    for case in _cases(context, player):
        try:
            findings.append(_one_case(context, player, counterparts, reader, rule, case))
        except Refusal as exc:
            findings.append(Finding.undecided(str(exc)))
    return Finding.every(_without_repetition(findings))


def _without_repetition(findings: Sequence[Finding]) -> list[Finding]:
    """Leave out that some extensions are answered as their bases where the function is said to add to others."""
    said = {f.evidence for f in findings}
    return [
        f
        for f in findings
        if f.evidence.replace(ALIKE, ADDING) == f.evidence or f.evidence.replace(ALIKE, ADDING) not in said
    ]


def _cases(context: Context, player: int) -> Iterator[Case]:
    """Return the declared functions of a player, an anonymous one, and an anonymous extension."""
    for function in context.scenario.functions.values():
        if function.player == player:
            yield Case(function, anonymous=False)
    everything = RegionOffer((), "everything")
    anonymous = RuleFunction("a function of another name", player, (OfferClause(ALWAYS, (everything,)),))
    yield Case(anonymous, anonymous=True)
    yield Case(Extension(anonymous, "published"), anonymous=True)
    yield Case(null_function("a function of another name that never offers", player), anonymous=True)


def _one_case(
    context: Context,
    player: int,
    counterparts: Sequence[CsrProgram],
    reader: int,
    rule: ExtensionRule,
    case: Case,
) -> Finding:
    extended = Extension(case.base, rule)
    others = [p.function for p in counterparts]
    before: tuple[SetFunction, ...] = (*others[:player], case.base, *others[player:])
    after = replaced(before, player, extended)
    function = before[reader]
    if isinstance(function, Extension):
        return _at_reached_defaults(context, player, counterparts, reader, case, extended)
    old, new = (_clauses(context, function, functions) for functions in (before, after))
    if old == new:
        return Finding.of(True, f"{function.name} answers player {player + 1}'s extended functions {ALIKE}")
    if rule == "published" and _adds_only_pmp(context, player, old, new):
        return Finding.of(True, f"{function.name} answers player {player + 1}'s extended functions {ADDING}")
    seen = None if case.anonymous else _at_vertices(context, player, reader, before, after)
    if seen is not None:
        return seen
    if rule == "conditional":
        return _differs(context, function, old, new, case, extended)
    if case.anonymous:
        return Finding.of(True, f"{function.name} was compared on declared functions only", Reach.DECLARED)
    return _within_pmp(context, player, counterparts, function, old, new, case)


Clauses = list[tuple[Formula, Offer]]


def _clauses(context: Context, function: RuleFunction, functions: tuple[SetFunction, ...]) -> Clauses:
    """Return the offers of a function with when they apply, given the others' functions."""
    asked = [
        a for clause in function.clauses for a in atoms(clause.condition) if not isinstance(a, Comparison)
    ]
    assignment: dict[Atom, bool] = {
        a: bool(function_fact(a, functions, context.scenario.selection)) for a in asked
    }
    return list(offers_under(context, function, assignment))


def _adds_only_pmp(context: Context, player: int, old: Clauses, new: Clauses) -> bool:
    """Return whether the new answer is the old one plus PMP offers of player i under the same conditions."""
    extra = [part for part in new if part not in old]
    kept = all(part in new for part in old)
    if context.reading.base == "blog":
        return kept and not extra
    return kept and all(isinstance(offer, PmpOffer) and offer.player == player for _, offer in extra)


def _offered(clauses: Clauses) -> Formula:
    if any(isinstance(offer, PmpOffer) for _, offer in clauses):
        raise Refusal(
            "a function offers PMPs besides other sets; the answers were not compared at every default"
        )
    return any_of(
        all_of([applies, region(offer)]) for applies, offer in clauses if isinstance(offer, RegionOffer)
    )


def _inside(context: Context) -> list[Formula]:
    n = context.n
    return [
        is_feasible(payoffs("d", n), context.feasible, "l"),
        is_feasible(payoffs("u", n), context.feasible, "k"),
    ]


def _differs(
    context: Context, function: RuleFunction, old: Clauses, new: Clauses, case: Case, extended: Extension
) -> Finding:
    """Return whether two answers are equal at every default (the conditional reading's assumption)."""
    before, after = _offered(old), _offered(new)
    different = any_of([all_of([before, ~after]), all_of([after, ~before])])
    answer = ask(context.solvers, [*_inside(context), different])
    finding = none_exists(answer, f"{function.name} answers {extended.name} as {case.base.name}", context.n)
    return _named(finding, function, extended)


def _within_pmp(
    context: Context,
    player: int,
    counterparts: Sequence[CsrProgram],
    function: RuleFunction,
    old: Clauses,
    new: Clauses,
    case: Case,
) -> Finding:
    """Decide, for the declared programs with this function, X ⊆ Y ⊆ X ∪ PMP_i at every default, X and Y the answers."""
    before, after = _offered(old), _offered(new)
    inside = _inside(context)
    lost = none_exists(ask(context.solvers, [*inside, before, ~after]), "nothing is withdrawn", context.n)
    findings = [_named(lost, function, case.base)]
    u = payoffs("u", context.n)
    if context.reading.base == "blog":
        added = all_of([*inside, after, ~before, ~_in_pmp_of_default(context, player)])
        return Finding.every(
            [
                *findings,
                _named(
                    none_exists(context.solvers.ask(added), "every added point is in PMP_i(d)", context.n),
                    function,
                    case.base,
                ),
            ]
        )
    for program in context.scenario.declared(player):
        if not (isinstance(program, CsrProgram) and program.function == case.base):
            continue
        profile = (*counterparts[:player], program, *counterparts[player:])
        reached = context.outcome(profile).payoffs
        pmp = context.feasible.pmp(player, reached)
        outside = all_of(~all_of(satisfies(c, u) for c in cell.constraints) for cell in pmp.cells)
        answer = ask(context.solvers, [*inside, after, ~before, outside])
        said = f"every point that {function.name} adds is in PMP_{player + 1}({show_point(reached)})"
        findings.append(_named(none_exists(answer, said, context.n), function, case.base))
    found = Finding.every(findings)
    return Finding(found.status, found.evidence, Reach.DECLARED) if found.status is Status.HOLDS else found


def _in_pmp_of_default(context: Context, player: int) -> Formula:
    """Return "u is in PMP_i(d)", for feasible u and any d."""
    n, pmm = context.n, context.pmm
    d, u = payoffs("d", n), payoffs("u", n)
    parts: list[Formula] = []
    for k in range(n):
        parts.extend([u[k].ge(pmm[k]), u[k].ge(d[k])])
        if k != player:
            parts.append(any_of([u[k].le(pmm[k]), u[k].le(d[k])]))
    return all_of(parts)


def _at_reached_defaults(
    context: Context,
    player: int,
    counterparts: Sequence[CsrProgram],
    reader: int,
    case: Case,
    extended: Extension,
) -> Finding:
    """Compare the answers of an extension at the defaults that declared programs reach; it says nothing of others."""
    for program in context.scenario.declared(player):
        if not (isinstance(program, CsrProgram) and program.function == case.base):
            continue
        profile = (*counterparts[:player], program, *counterparts[player:])
        start = context.outcome(default_profile(profile)).payoffs
        functions = set_functions(profile)
        old = context.interpreter.negotiation.answer(reader, functions, start)
        new = context.interpreter.negotiation.answer(reader, replaced(functions, player, extended), start)
        allowed = old | _allowed(context, player, profile, start)
        escaped = old.outside(new) or new.outside(allowed)
        if escaped is not None:
            return Finding.of(
                False,
                f"{functions[reader].name} answers {extended.name} by {new}, not {old} plus points of PMP_{player + 1}: see {show_point(escaped)}",
            )
    return Finding.of(
        True, "extended counterparts were compared at the defaults of declared programs only", Reach.DECLARED
    )


def _at_vertices(
    context: Context,
    player: int,
    reader: int,
    before: tuple[SetFunction, ...],
    after: tuple[SetFunction, ...],
) -> Finding | None:
    """Return a failure at a default that is an extreme point of F, where answers are compared as sets.

    In the published reading only what is withdrawn counts: there V is bounded by the outcome of a program.
    """
    for a in context.feasible.vertices()[:MAX_VERTICES]:
        try:
            old, new = (context.interpreter.negotiation.answer(reader, f, a) for f in (before, after))
        except InputError:  # these two functions never meet in the scenario, and would wait for each other
            return None
        allowed = old | (context.feasible.pmp(player, a) if context.reading.base == "blog" else old)
        escaped = old.outside(new)
        if escaped is None and context.reading.base != "published":
            escaped = new.outside(allowed)
        if escaped is not None:
            return Finding.of(
                False,
                f"at the default {show_point(a)} {before[reader].name} answers {before[player].name} by {old}"
                f" and {after[player].name} by {new}: see {show_point(escaped)}",
            )
    return None


def _allowed(
    context: Context, player: int, profile: tuple[Program, ...], start: tuple[Fraction, ...]
) -> OutcomeSet:
    if context.reading.base == "conditional":
        return context.feasible.empty()
    if context.reading.base == "blog":
        return context.feasible.pmp(player, start)
    return context.feasible.pmp(player, context.outcome(profile).payoffs)


def _named(finding: Finding, function: SetFunction, asked: SetFunction) -> Finding:
    if finding.status is Status.FAILS:
        return Finding.of(
            False, f"{function.name} does not answer {asked.name} as assumed: {finding.evidence}"
        )
    return finding
