"""asm-8 (ii) and its relatives in the readings: how a counterpart's function answers an extended function.

The assumption speaks of any p_i, hence of all of a player's functions. What a function asks about the others is finite,
so each declared function is tried, undeclared ones, and extensions of these. Two answers are compared as code, then as
sets at outcomes that are likely to tell them apart, then by the solvers at every outcome.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from spi_verify.checking.answers import ALIKE, Case, withdrawn_or_added
from spi_verify.checking.answers_everywhere import compared_everywhere, same_code
from spi_verify.checking.context import Context
from spi_verify.checking.distinguishable import extension_rules
from spi_verify.checking.rows import Finding, Reach, Status
from spi_verify.checking.set_functions import is_renegotiation_function
from spi_verify.errors import InputError, Refusal
from spi_verify.programs.conditions import Is, IsKind, SelectorIs
from spi_verify.programs.functions import (
    Extension,
    ExtensionRule,
    PmpOffer,
    RuleFunction,
    SetFunction,
    unextended,
)
from spi_verify.programs.program import CsrProgram, PrnProgram, made_name
from spi_verify.programs.selection import RULES, Selection, selection
from spi_verify.programs.told_apart import facts, functions_told_apart, questions


def extension_not_punished(
    context: Context, player: int, counterparts: Sequence[CsrProgram], reader: int, rule: ExtensionRule
) -> Finding:
    """Return whether a counterpart answers player i's extended function by what it answered, plus V ⊆ PMP_i.

    ``counterparts`` are CSR programs of the others; ``reader`` is the j whose answer is looked at, at every a; in
    reading *blog* at default outcomes. PMP_i is taken of a(p), which does not depend on a; of the outcome reached from
    a in the variant ``from-a``; of the default outcome in reading *blog*. With ``rule`` conditional V is empty,
    extensions are exempt, and RN^i is any function.

    Paper node: `asm-8`
    """
    others = [p.function for p in counterparts]
    function = _seated(others, player)[reader]
    assert function is not None  # the reader is another player
    if rule == "conditional" and isinstance(function, Extension) and function.rule == "conditional":
        return Finding.of(
            True, f"{function.name} is an extension, and the assumption is about functions that are not"
        )
    findings = []
    for base in _functions(context, player, others):
        for sel in _selections(context, function):
            case = Case(context, player, tuple(counterparts), reader, rule, base, sel)
            compared = _one_case(case)
            found = compared if rule == "conditional" else _in_class(context, base, compared)
            if found is not None:
                findings.append(found)
            if found is not None and found.status is Status.FAILS:
                return found
    undecided = next((f for f in findings if f.status is Status.UNDECIDED), None)
    return undecided or _summary(findings, function, player)


def extensions_answered_alike(context: Context, function: SetFunction) -> Finding:
    """Return whether a function answers every other player's E_i(R^i) exactly as R^i, whatever the third functions are.

    R^i need not satisfy def-6: a function may be asked about any others. Third functions are tried as far as this
    function's rules tell them apart.

    Paper node: `asm-8`
    """
    j, findings = function.player, []
    for i in (k for k in range(context.n) if k != j):
        thirds = [_told_apart(context, function, k) for k in range(context.n) if k not in (i, j)]
        for row in itertools.product(*thirds):
            seats = sorted([function, *row], key=lambda f: f.player)
            counterparts = [_some_program(context, f) for f in seats]
            reader = next(k for k, f in enumerate(_seated(seats, i)) if f is function)
            findings.append(extension_not_punished(context, i, counterparts, reader, "conditional"))
    weak = [f for f in findings if f.status is not Status.HOLDS]
    return Finding.every(weak or findings)


def _seated(others: Sequence[SetFunction], player: int) -> list[SetFunction | None]:
    """Return the others' functions by seat, with nobody in the player's."""
    return [*others[:player], None, *others[player:]]


def _told_apart(context: Context, function: SetFunction, seat: int) -> list[SetFunction]:
    """Return functions in a seat for every combination of answers to what a function asks about it.

    Where the function offers a PMP, what it offers depends on what the others agree to: then all that are told apart.
    """
    about = [a for a in questions(function) if isinstance(a, Is | IsKind) and a.subject == seat]
    declared = context.scenario.functions.values()
    found = functions_told_apart(seat, context.n, about, declared, extension_rules(context))
    code = unextended(function)
    if not isinstance(code, RuleFunction) or any(
        isinstance(o, PmpOffer) for c in code.clauses for o in c.offers
    ):
        return found
    return list({tuple(facts(about, {seat: f}, None).values()): f for f in reversed(found)}.values())


def _some_program(context: Context, function: SetFunction) -> CsrProgram:
    """Return a CSR program with a function and a default of the game."""
    defaults = context.scenario.members(function.player)
    default = next(p for p in defaults if not isinstance(p, CsrProgram | PrnProgram))
    return CsrProgram(made_name(f"some program with {function.name}"), function.player, default, function)


def _summary(findings: Sequence[Finding], function: SetFunction, player: int) -> Finding:
    """Return one sentence for a function that passed every case: the weakest thing that was found."""
    weak = [f for f in findings if f.reach is Reach.DECLARED]
    how = next((f.evidence for f in [*weak, *findings] if f.evidence != ALIKE), ALIKE)
    said = f"{function.name} answers player {player + 1}'s extended functions {how}"
    return Finding.of(True, said, Reach.DECLARED if weak else Reach.ALL)


def _functions(context: Context, player: int, others: Sequence[SetFunction]) -> Iterator[SetFunction]:
    """Return the functions RN^i that are tried: all that the counterparts can tell apart, extensions included."""
    asked = [atom for function in others for atom in questions(function)]
    declared = context.scenario.functions.values()
    yield from functions_told_apart(player, context.n, asked, declared, extension_rules(context))


def _selections(context: Context, function: SetFunction) -> Iterator[Selection]:
    """Return the common selection function; in reading *two-selectors*, one of every kind that matters.

    These are the ones that programs carry, one for every rule that the function asks about, and one of another rule.
    """
    if context.reading.base != "two-selectors":
        yield context.scenario.selection
        return
    carried = [context.scenario.selection]
    carried += [
        p.selector for p in context.scenario.programs.values() if isinstance(p, CsrProgram) and p.selector
    ]
    asked = [a.rule for a in questions(function) if isinstance(a, SelectorIs)]
    yield from dict.fromkeys(carried)
    rules = {s.rule for s in carried}
    if not any(rule not in asked for rule in rules):
        asked += [rule for rule in RULES if rule not in asked][:1]
    yield from (
        some_selection(rule, context.n, context) for rule in dict.fromkeys(asked) if rule not in rules
    )


def some_selection(rule: str, n: int, context: Context) -> Selection:
    """Return a selection function of a rule: with equal weights, the players' order, the PMM as disagreement point."""
    match RULES[rule]:
        case "weights":
            return selection(rule, n=n, weights=[context.pmm[0] * 0 + 1] * n)
        case "order":
            return selection(rule, n=n, order=range(n))
        case "disagreement":
            return selection(rule, n=n, disagreement=context.pmm)
        case _:
            return selection(rule, n=n)


def _in_class(context: Context, base: SetFunction, finding: Finding) -> Finding | None:
    """Return what a finding about p_i ∈ P_i^RN(RN^i) is worth: nothing if RN^i does not satisfy def-6."""
    if finding.status is Status.HOLDS:
        return finding
    if base.never_offers and context.reading.has("null-allowed"):
        return finding
    member = is_renegotiation_function(context, base, context.reading.has("clause-1-only"))
    if member.status is Status.FAILS:
        return None
    if member.status is Status.UNDECIDED:
        return Finding.undecided(
            f"{finding.evidence}; whether {base.name} satisfies def-6 is open: {member.evidence}"
        )
    return finding


def _one_case(case: Case) -> Finding:
    """Compare the answers to one function and to its extension."""
    try:
        if same_code(case):
            return Finding.of(True, ALIKE)
        witness, compared = withdrawn_or_added(case)
        if witness is not None:
            return witness
        if isinstance(case.function, Extension):  # what it offers depends on what others agree to
            if compared:
                how = f"{case.adding}, as far as that was compared"
                return Finding.of(True, how, Reach.DECLARED)
            return Finding.undecided(f"{case.function.name} could not be compared at any outcome")
        return compared_everywhere(case)
    except Refusal as exc:
        return Finding.undecided(str(exc))
    except InputError as exc:  # functions that never meet in the scenario may wait for each other
        return Finding.undecided(f"{case.function.name} and {case.base.name}: {exc}")
