"""Whether a function is a set-valued renegotiation function: def-6 (1) and (2), for all defaults and all others.

A function asks about the others' functions only through finitely many atoms (a name, a structure). "For every RN^{-i}"
is therefore "for every consistent truth assignment to these atoms": each assignment leaves clauses that depend on the
default's payoffs alone, and the solvers are asked about all defaults and offered points at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from spi_verify.checking.context import Context
from spi_verify.checking.distinguishable import Assignment, settings
from spi_verify.checking.geometry_claims import every_pmp_nonempty
from spi_verify.checking.payoff_formulas import (
    ask,
    improves_weakly,
    is_feasible,
    none_exists,
    payoffs,
    point_of,
    some_greater,
)
from spi_verify.checking.rows import Finding, Status
from spi_verify.errors import Refusal
from spi_verify.games.rationals import show_point
from spi_verify.programs.conditions import And, Atom, Condition, Not, Or
from spi_verify.programs.expressions import Comparison
from spi_verify.programs.functions import (
    Extension,
    Offer,
    PmpOffer,
    RegionOffer,
    RuleFunction,
    SetFunction,
    default_values,
)
from spi_verify.programs.wording import Wording
from spi_verify.solving.formulas import FALSE, TRUE, Formula, all_of, any_of

MAX_VERTICES = 100
"""Most extreme points of the feasible set that are tried as a default before the solvers are asked."""


def is_renegotiation_function(
    context: Context, function: SetFunction, clause_1_only: bool = False
) -> Finding:
    """Return whether both clauses of def-6 hold of a function, for every default and all functions of the others.

    ``clause_1_only`` asks for the first alone.

    Paper node: `def-6`
    """
    try:
        first = never_worsens(context, function)
        return first if clause_1_only else Finding.every([first, sometimes_improves(context, function)])
    except Refusal as exc:
        return Finding.undecided(str(exc))


def never_worsens(context: Context, function: SetFunction) -> Finding:
    """Return whether every offered outcome weakly improves on the default (def-6 (1)).

    A PMP offer, and what an extension adds, is PMP_k of an outcome that the function itself agreed to or of the
    default; it improves weakly on that by definition, so clause (1) for the rest of the code covers it.

    Paper node: `def-6`
    """
    while isinstance(function, Extension):
        function = function.base
    d, u = payoffs("d", context.n), payoffs("u", context.n)
    findings = []
    for assignment in assignments(function, context):
        bad = any_of(
            all_of([applies, region(offer)])
            for applies, offer in offers_under(context, function, assignment)
            if isinstance(offer, RegionOffer)
        )
        if bad == FALSE:
            continue
        parts = [
            is_feasible(d, context.feasible, "l"),
            is_feasible(u, context.feasible, "k"),
            bad,
            ~improves_weakly(u, d),
        ]
        findings.append(
            none_exists(
                ask(context.solvers, parts),
                f"every offer of {function.name} improves weakly on the default",
                context.n,
            )
        )
    return Finding.every(findings, f"{function.name} offers nothing of its own")


def sometimes_improves(context: Context, function: SetFunction, *, unextended: bool = False) -> Finding:
    """Return whether, whatever the others' functions are, some offer at some default is better for someone (def-6 (2)).

    ``unextended`` leaves out that all the others may be extensions by the conditional draft's operator.

    Paper node: `def-6`
    """
    if isinstance(function, Extension):
        base = sometimes_improves(context, function.base, unextended=unextended)
        if base.status is Status.HOLDS:
            return base
        if function.rule == "published":
            return _pmp_improves(context, function)
        return _answers_as_base(context, function, base)
    d, u = payoffs("d", context.n), payoffs("u", context.n)
    findings = []
    for assignment, all_extended in settings(function, context):
        if unextended and all_extended:
            continue
        offered = list(offers_under(context, function, assignment))
        simple = _improves_at_vertex(context, function, offered)
        if simple is not None:
            findings.append(simple)
            continue
        good = any_of(all_of([applies, region(o)]) for applies, o in offered if isinstance(o, RegionOffer))
        answer = ask(
            context.solvers,
            [
                is_feasible(d, context.feasible, "l"),
                is_feasible(u, context.feasible, "k"),
                good,
                some_greater(u, d),
            ],
        )
        if answer.status == "sat" and answer.model is not None:
            offered_point, at = (show_point(point_of(answer.model, letter, context.n)) for letter in "ud")
            findings.append(Finding.of(True, f"{function.name} offers {offered_point} at {at}"))
        elif answer.status == "unsat" and not any(isinstance(o, PmpOffer) for _, o in offered):
            told = _told(context, function, assignment)
            findings.append(
                Finding.of(False, f"{function.name} never offers anyone more than the default{told}")
            )
        else:
            findings.append(
                Finding.undecided(answer.reason or f"{function.name} may improve through a PMP only")
            )
    return Finding.every(findings)


def _told(context: Context, function: RuleFunction, assignment: Assignment) -> str:
    """Return what is assumed of the others, in the words of scenarios."""
    words = Wording(function.player, context.scenario.game.actions)
    parts = [words.condition(atom if value else Not(atom)) for atom, value in assignment.items()]
    return f" when {' and '.join(parts)}" if parts else ""


def _answers_as_base(context: Context, function: Extension, base: Finding) -> Finding:
    """Decide clause (2) for E(f) where f lacks it: E(f) offers its PMP to extensions only, others get f's answer.

    At a default whose own projection holds something better, E(f) offers extensions something better whatever their
    bases agree to: that is the default, or improves on it, and then all of its projection does.
    """
    alone = sometimes_improves(context, function.base, unextended=True)
    if alone.status is Status.FAILS:
        why = f"{function.name} answers functions that are not extensions as {function.base.name} does, and "
        return Finding.of(False, why + alone.evidence)
    if alone.status is Status.HOLDS and every_pmp_nonempty(context).status is Status.HOLDS:
        to_extensions = _pmp_improves(context, function)
        if to_extensions.status is Status.HOLDS:
            return Finding.of(True, f"{alone.evidence}; to extensions {to_extensions.evidence}")
    return Finding.undecided(
        f"{function.name} may improve on the default through a PMP only: {base.evidence}"
    )


def _improves_at_vertex(
    context: Context, function: RuleFunction, offered: Sequence[tuple[Formula, Offer]]
) -> Finding | None:
    """Return an improvement offered at an extreme point of the feasible set, if any: the simplest evidence there is."""
    for a in context.feasible.vertices()[:MAX_VERTICES]:
        known = default_values(a)
        for applies, offer in offered:
            if not isinstance(offer, RegionOffer) or not applies.evaluate(known):
                continue
            for b in reversed(context.feasible.cut(offer.constraints(context.n, a)).vertices()):
                if any(x > y for x, y in zip(b, a, strict=True)):
                    return Finding.of(True, f"{function.name} offers {show_point(b)} at {show_point(a)}")
    return None


def _pmp_improves(context: Context, function: SetFunction) -> Finding:
    """Look for a default whose own projection holds something better: enough when nothing else is agreed.

    Nothing else ever is where the function extended never offers anything: then that is all there is to look for.
    """
    for a in context.feasible.vertices():
        for b in context.feasible.pmp(function.player, a).vertices():
            if any(x > y for x, y in zip(b, a, strict=True)):
                return Finding.of(
                    True,
                    f"{function.name} offers {show_point(b)} at {show_point(a)} when nothing else is agreed",
                )
    base = function.base if isinstance(function, Extension) else function
    if base.never_offers and context.feasible.model == "pure":
        return Finding.of(
            False, f"{function.name} offers projections, which never hold more than the default"
        )
    return Finding.undecided(
        f"no vertex of the feasible set shows that {function.name} offers an improvement"
    )


def assignments(function: RuleFunction, context: Context | None = None) -> Iterator[dict[Atom, bool]]:
    """Return every consistent truth assignment to what the function asks about the others' functions.

    With a context, declared functions have the structure that they have, and the selector is the scenario's.

    Errors: Refusal when there are too many different assignments.
    """
    yield from (assignment for assignment, _ in settings(function, context))


def offers_under(
    context: Context, function: RuleFunction, assignment: Assignment
) -> Iterator[tuple[Formula, Offer]]:
    """Return each offer with the formula over d that says when its clause answers, the others being as assigned."""
    pmm = {f"m{k + 1}": value for k, value in enumerate(context.pmm)}
    earlier: list[Formula] = []
    for clause in function.clauses:
        here = residual(clause.condition, assignment, pmm)
        applies = all_of([here, *(~e for e in earlier)])
        if here != FALSE:
            yield from ((applies, offer) for offer in clause.offers)
            earlier.append(here)
        if here == TRUE:
            return


def residual(condition: Condition, assignment: Assignment, pmm: Mapping[str, Fraction]) -> Formula:
    """Return what a condition says about the default's payoffs once the questions about the others are answered."""
    match condition:
        case Not(part):
            inner = residual(part, assignment, pmm)
            return FALSE if inner == TRUE else TRUE if inner == FALSE else ~inner
        case And(parts):
            found = [residual(part, assignment, pmm) for part in parts]
            return FALSE if FALSE in found else all_of(f for f in found if f != TRUE)
        case Or(parts):
            found = [residual(part, assignment, pmm) for part in parts]
            return TRUE if TRUE in found else any_of(f for f in found if f != FALSE)
        case Comparison(linear=left, relation=relation):
            return Comparison(left.substitute(pmm), relation)
        case _:
            return TRUE if assignment[condition] else FALSE


def region(offer: RegionOffer) -> Formula:
    """Return "u is offered at d"."""
    return all_of(offer.comparisons)
