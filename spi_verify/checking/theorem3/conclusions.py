"""The three conclusions of thm-3, for the extended profile of a scenario."""

from __future__ import annotations

from collections.abc import Callable

from spi_verify.checking.context import Context, conclusion, equilibrium, names
from spi_verify.checking.rows import Finding, Row
from spi_verify.checking.theorem3.assumptions import STEP, assumptions, below_row, equilibrium_row
from spi_verify.checking.theorem3.bound import kept, promise
from spi_verify.checking.theorem3.extension import extended, extended_profile, game_kinds, null_allowed
from spi_verify.games.rationals import show_point


def conclusion_1(context: Context) -> Row:
    """Return conclusion 1: every p'_i is the extension of p_i.

    Paper node: `thm-3`
    """
    missing = [p.name for p in context.profile if extended(context, p) is None]
    made = extended_profile(context)
    evidence = f"p' = {names(made)}" if made else f"{_why_not(context)}: {', '.join(missing)}"
    return conclusion(
        "thm-3.1",
        f"{STEP} (1)",
        "there is p' with every p'_i the PMP-extension of p_i",
        Finding.of(made is not None, evidence),
    )


def _why_not(context: Context) -> str:
    if null_allowed(context):
        return (
            "no set-valued function extends the one that never offers anything (def-6 (2)), which represents"
        )
    return "no extension is defined of what is not a CSR program"


def conclusion_2(context: Context) -> Row:
    """Return conclusion 2: U(p') ⪰ u^PMM, or within the reading's bound.

    Paper node: `thm-3`
    """
    made = extended_profile(context)
    statement = f"U(p') {promise(context)}"
    if made is None:
        return conclusion(
            "thm-3.2", f"{STEP} (2)", statement, Finding.undecided(conclusion_1(context).finding.evidence)
        )
    reached = context.outcome(made).payoffs
    finding = kept(context, reached, f"U(p') = {show_point(reached)} at {names(made)}")
    return conclusion("thm-3.2", f"{STEP} (2)", statement, finding)


def conclusion_3(context: Context) -> Row:
    """Return conclusion 3: (p', β) is a subjective equilibrium.

    Paper node: `thm-3`
    """
    made = extended_profile(context)
    statement = "(p', β) is a subjective equilibrium of the same game"
    finding = (
        equilibrium(context, made, game_kinds(context))
        if made
        else Finding.undecided(conclusion_1(context).finding.evidence)
    )
    return conclusion("thm-3.3", f"{STEP} (3)", statement, finding)


def whole(context: Context) -> list[Row]:
    """Return the rows of thm-3 with its three conclusions."""
    return [
        *assumptions(context),
        equilibrium_row(context),
        below_row(context),
        conclusion_1(context),
        conclusion_2(context),
        conclusion_3(context),
    ]


def one(part: Callable[[Context], Row]) -> Callable[[Context], list[Row]]:
    """Return the check of one conclusion of thm-3."""
    return lambda context: [
        *assumptions(context),
        equilibrium_row(context),
        below_row(context),
        part(context),
    ]
