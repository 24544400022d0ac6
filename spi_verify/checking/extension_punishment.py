"""asm-8 (ii) and its relatives in the readings: how a counterpart's function answers an extended function.

The assumption speaks of any p_i, hence of all of a player's functions. What a function asks about the others is finite,
so each declared function is tried, undeclared ones, and extensions of these. Two answers are compared as code, then as
sets at outcomes that are likely to tell them apart, then by the solvers at every outcome.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spi_verify.checking.answers import ALIKE, Case, withdrawn_or_added
from spi_verify.checking.answers_everywhere import compared_everywhere, same_code
from spi_verify.checking.context import Context
from spi_verify.checking.distinguishable import functions_told_apart, questions
from spi_verify.checking.rows import Finding, Reach, Status
from spi_verify.checking.set_functions import is_renegotiation_function
from spi_verify.errors import InputError, Refusal
from spi_verify.programs.conditions import SelectorIs
from spi_verify.programs.functions import Extension, ExtensionRule, SetFunction
from spi_verify.programs.program import CsrProgram
from spi_verify.programs.selection import RULES, Selection, selection


def extension_not_punished(
    context: Context, player: int, counterparts: Sequence[CsrProgram], reader: int, rule: ExtensionRule
) -> Finding:
    """Return whether a counterpart answers player i's extended function by what it answered, plus V ⊆ PMP_i.

    ``counterparts`` are CSR programs of the others; ``reader`` is the j whose answer is looked at, at every a.
    PMP_i is taken of a(p), which does not depend on a; of the outcome reached from a in the variant ``from-a``; of
    the default outcome in reading *blog*. With ``rule`` conditional V is empty, and extensions are exempt.

    Paper node: `asm-8`
    """
    others = [p.function for p in counterparts]
    function = [*others[:player], None, *others[player:]][reader]
    assert function is not None  # the reader is another player
    if rule == "conditional" and isinstance(function, Extension) and function.rule == "conditional":
        return Finding.of(
            True, f"{function.name} is an extension, and the assumption is about functions that are not"
        )
    findings = []
    for base in _functions(context, player, others):
        for sel in _selections(context, function):
            case = Case(context, player, tuple(counterparts), reader, rule, base, sel)
            found = _in_class(context, base, _one_case(case))
            if found is not None:
                findings.append(found)
            if found is not None and found.status is Status.FAILS:
                return found
    undecided = next((f for f in findings if f.status is Status.UNDECIDED), None)
    return undecided or _summary(findings, function, player)


def _summary(findings: Sequence[Finding], function: SetFunction, player: int) -> Finding:
    """Return one sentence for a function that passed every case: the weakest thing that was found."""
    weak = [f for f in findings if f.reach is Reach.DECLARED]
    how = next((f.evidence for f in [*weak, *findings] if f.evidence != ALIKE), ALIKE)
    said = f"{function.name} answers player {player + 1}'s extended functions {how}"
    return Finding.of(True, said, Reach.DECLARED if weak else Reach.ALL)


def _functions(context: Context, player: int, others: Sequence[SetFunction]) -> Iterator[SetFunction]:
    """Return the functions RN^i that are tried: all that the counterparts can tell apart, extensions included."""
    asked = [atom for function in others for atom in questions(function)]
    yield from functions_told_apart(player, context.n, asked, context.scenario.functions.values())


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
    null_allowed = context.reading.has("null-allowed") or context.reading.base == "two-selectors"
    if base.never_offers and null_allowed:
        return finding
    member = is_renegotiation_function(context, base)
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
