"""Steps of the drafts prn and two-selectors."""

from __future__ import annotations

from functools import reduce

from spi_verify.checking.context import Context, conclusion, hypothesis
from spi_verify.checking.geometry_claims import shape_rows, weakly_above
from spi_verify.checking.payoff_formulas import payoffs, point_of, some_greater
from spi_verify.checking.rows import Finding, Row
from spi_verify.checking.theorem3.assumptions import (
    functions_row,
    selector_rows,
    step_assumptions,
    variant_rows,
)
from spi_verify.checking.theorem3.extension import in_subclass
from spi_verify.games.rationals import Payoff, show_point
from spi_verify.games.sets import OutcomeSet
from spi_verify.programs.interpreter import default_profile
from spi_verify.programs.program import CsrProgram
from spi_verify.solving.formulas import Linear, all_of
from spi_verify.solving.geometry import in_some_hull


def dominated(context: Context) -> list[Row]:
    """Return the rows of the prn draft's step: a below-PMM point of the agreement set is Pareto-dominated.

    With the variant ``selected`` that is said of the selected point only, the one that the draft's proof needs it of.

    Paper node: `thm-3`
    """
    run = context.interpreter.prn(tuple(in_subclass(program) for program in context.profile))
    reference, agreement = run.reference.result, run.active.agreement
    if context.reading.has("selected") and agreement:
        agreement = context.feasible.points([run.active.result])
    common = reduce(OutcomeSet.__and__, (context.feasible.pmp(i, reference) for i in range(context.n)))
    low = [v for v in agreement.vertices() if not weakly_above(v, context.pmm)]
    return [
        *step_assumptions(context),
        hypothesis(
            "thm-3.dominated.below",
            "section 7, prn",
            "a point of the agreement set is below the PMM",
            Finding.of(bool(low), f"agreement set {agreement}, u^PMM = {show_point(context.pmm)}"),
        ),
        conclusion(
            "thm-3.dominated",
            "section 7, prn",
            "every such point is Pareto-dominated by a point of ⋂_i PMP_i(a_ref)",
            _dominated(context, agreement, common, low),
        ),
    ]


def _dominated(context: Context, agreement: OutcomeSet, common: OutcomeSet, low: list[Payoff]) -> Finding:
    """Return whether every below-PMM point of the agreement set is dominated.

    The projections have at most one common point, as PMP_i fixes every coordinate but the i-th; so a point that is
    below the PMM somewhere is dominated unless it exceeds that one in some coordinate.
    """
    shown = f"⋂_i PMP_i(a_ref) = {common}"
    if not low:
        return Finding.of(True, "there is no such point")
    if not common:
        return Finding.of(False, f"{show_point(low[0])} is in the agreement set, and {shown}")
    (meet,) = common.vertices()
    u = payoffs("u", context.n)
    constants = [[Linear((), value) for value in point] for point in (context.pmm, meet)]
    inside = in_some_hull(u, [cell.vertices for cell in agreement.cells])
    answer = context.solvers.ask(
        all_of([inside, some_greater(constants[0], u), some_greater(u, constants[1])])
    )
    if answer.status == "sat" and answer.model is not None:
        point = point_of(answer.model, "u", context.n)
        return Finding.of(
            False, f"{show_point(point)} is in the agreement set, below the PMM, and not dominated: {shown}"
        )
    if answer.status == "unsat":
        return Finding.of(True, f"{show_point(meet)} dominates every such point (z3 and cvc5 agree)")
    return Finding.undecided(answer.reason)


def min_feasible(context: Context) -> list[Row]:
    """Return the rows of: the common outcome of two selection functions is feasible.

    Paper node: `thm-3`
    """
    profile = context.profile
    made = tuple(p for p in profile if isinstance(p, CsrProgram) and p.selector is not None)
    if len(made) < context.n:
        raise context.missing("profile", "CSR programs with selection functions of their own")
    start = context.outcome(default_profile(made)).payoffs
    rounds = context.interpreter.selector_rounds(made, start)
    low = tuple(min(column) for column in zip(*(r.result for r in rounds), strict=True))
    evidence = f"a^(k) = {', '.join(show_point(r.result) for r in rounds)}; ā = {show_point(low)}"
    return [
        *shape_rows(context),
        *variant_rows(context),
        *selector_rows(context),
        functions_row(context),
        conclusion(
            "thm-3.min-feasible",
            "section 7, two-selectors",
            "ā with u_l(ā) = min_k u_l(a^(k)) is feasible",
            Finding.of(context.feasible.contains(low), evidence),
        ),
    ]
