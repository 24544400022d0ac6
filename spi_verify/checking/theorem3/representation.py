"""The first step of thm-3's printed proof: a program that is not CSR is represented by one that never offers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spi_verify.checking.context import Context, conclusion, hypothesis, names
from spi_verify.checking.rows import Finding, Row, Status
from spi_verify.checking.set_functions import is_renegotiation_function
from spi_verify.checking.theorem3.assumptions import STEP, assumptions, below_row, equilibrium_row
from spi_verify.checking.theorem3.extension import in_subclass, never_offers, null_allowed
from spi_verify.programs.ceiling import Others, seat
from spi_verify.programs.program import CsrProgram, PrnProgram, Program, made_name


def wlog(context: Context) -> list[Row]:
    """Return the rows of: a program that is not CSR is represented by a CSR program that never offers anything.

    Represented: it is a CSR program at all, and with it every profile that is played, or held possible by its player,
    ends as with the program itself.

    Paper node: `thm-3`
    """
    plain = [p for p in context.profile if not isinstance(p, CsrProgram | PrnProgram)]
    findings = [finding for program in plain for finding in _represented(context, program)]
    shown = ", ".join(p.name for p in plain)
    return [
        *assumptions(context),
        equilibrium_row(context),
        below_row(context),
        hypothesis(
            "thm-3.wlog.plain",
            STEP,
            "some program of the profile is not a CSR program",
            Finding.of(bool(plain), shown or "all are"),
        ),
        conclusion(
            "thm-3.wlog",
            STEP,
            "it is represented by a CSR program whose function always returns the empty set",
            Finding.every(findings, f"{shown} can be represented"),
        ),
    ]


def _represented(context: Context, program: Program) -> Iterator[Finding]:
    null = never_offers(program)
    if not null_allowed(context):
        found = is_renegotiation_function(context, null)
        asked = ", but def-6 (2) asks every function to" if found.status is Status.FAILS else ""
        yield replace(found, evidence=f"{found.evidence}{asked}")
    csr: Program = CsrProgram(made_name(f"{program.name} as CSR"), program.player, program, null)
    if context.reading.base == "prn":
        csr = in_subclass(program)
    for others in _met(context, program.player):
        old = context.outcome(seat(program, program.player, others))
        new = context.outcome(seat(csr, program.player, others))
        said = f"{program.name} against {names(others)} ends at {context.show(old)}"
        yield Finding.of(
            old == new, said if old == new else f"{said}, but represented at {context.show(new)}"
        )


def _met(context: Context, player: int) -> list[Others]:
    """Return the counterparts that are played or in the support of the player's belief."""
    played = (*context.profile[:player], *context.profile[player + 1 :])
    return list(dict.fromkeys([played, *(others for others, _ in context.belief(player).support)]))
