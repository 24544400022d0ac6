"""The last steps of thm-3's printed proof, in which every player extends."""

from __future__ import annotations

from functools import reduce

from spi_verify.checking.context import Context, conclusion, hypothesis, names
from spi_verify.checking.geometry_claims import included, weakly_above
from spi_verify.checking.rows import Finding, Row
from spi_verify.checking.theorem3.assumptions import STEP, step_assumptions
from spi_verify.checking.theorem3.extension import extended_profile
from spi_verify.games.rationals import show_point
from spi_verify.games.sets import OutcomeSet
from spi_verify.programs.interpreter import ProgramProfile, default_profile, set_functions
from spi_verify.programs.negotiation import Round
from spi_verify.programs.program import CsrProgram


def all_extended(context: Context) -> tuple[ProgramProfile, Round] | None:
    """Return p̃ and the round it plays, if every program of the profile has an extension that is a CSR program."""
    made = extended_profile(context)
    if made is None or not all(isinstance(p, CsrProgram) for p in made):
        return None
    start = context.outcome(default_profile(made)).payoffs
    return made, context.interpreter.negotiation.round(set_functions(made), start)


def _everyone_extended(context: Context) -> Row:
    found = all_extended(context)
    return hypothesis(
        "thm-3.extended",
        STEP,
        "every program of the profile has a PMP-extension",
        Finding.of(found is not None, names(found[0]) if found else "one has none"),
    )


def inclusion_finding(context: Context) -> Finding:
    """Return whether each extended answer contains the player's projection of the extended outcome.

    Paper node: `thm-3`
    """
    found = all_extended(context)
    if found is None:
        return Finding.undecided("a program has no extension")
    made, played = found
    reached = context.outcome(made).payoffs
    checks = [
        included(
            context, context.feasible.pmp(i, reached), played.answers[i], f"PMP_{i + 1}{show_point(reached)}"
        )
        for i in range(context.n)
    ]
    return Finding.every(checks)


def inclusion(context: Context) -> list[Row]:
    """Return the rows of: PMP_i(a(p̃)) ⊆ R̃N^i(R̃N^{-i}, a(p̃^def)) for every i.

    Paper node: `thm-3`
    """
    return [
        *step_assumptions(context),
        _everyone_extended(context),
        conclusion(
            "thm-3.inclusion",
            STEP,
            "PMP_i(a(p̃)) ⊆ R̃N^i(R̃N^{-i}, a(p̃^def)) for every i",
            inclusion_finding(context),
        ),
    ]


def meet(context: Context) -> list[Row]:
    """Return the rows of: if then some u_i(a(p̃)) < m_i, the selected outcome is in every projection of a(p̃).

    Paper node: `thm-3`
    """
    found = all_extended(context)
    rows = [*step_assumptions(context), _everyone_extended(context)]
    if found is None:
        return [
            *rows,
            conclusion(
                "thm-3.meet",
                STEP,
                "the selected outcome is in ⋂_i PMP_i(a(p̃))",
                Finding.undecided("no extension"),
            ),
        ]
    made, played = found
    reached = context.outcome(made).payoffs
    below = Finding.of(
        not weakly_above(reached, context.pmm),
        f"U(p̃) = {show_point(reached)}, u^PMM = {show_point(context.pmm)}",
    )
    common = reduce(OutcomeSet.__and__, (context.feasible.pmp(i, reached) for i in range(context.n)))
    judged = Finding.of(
        bool(played.agreement) and common.contains(reached),
        f"agreement set {played.agreement}; ⋂_i PMP_i = {common}; selected {show_point(reached)}",
    )
    return [
        *rows,
        hypothesis(
            "thm-3.inclusion",
            STEP,
            "PMP_i(a(p̃)) ⊆ R̃N^i(R̃N^{-i}, a(p̃^def)) for every i",
            inclusion_finding(context),
        ),
        hypothesis("thm-3.meet.below", STEP, "some u_i(a(p̃)) < m_i", below),
        conclusion(
            "thm-3.meet",
            STEP,
            "the agreement set is non-empty and the selected outcome is in ⋂_i PMP_i(a(p̃))",
            judged,
        ),
    ]
