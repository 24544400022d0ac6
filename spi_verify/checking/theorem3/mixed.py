"""asm-8 (i) where only some of the others are CSR programs: the variant ``mixed-bound``."""

from __future__ import annotations

import itertools
from math import prod

from spi_verify.checking.context import Context, names
from spi_verify.checking.csr_punishment import CSR, csr_not_punished
from spi_verify.checking.rows import Finding, Reach, Status
from spi_verify.checking.theorem3.assumption8 import never_best, supported
from spi_verify.checking.theorem3.extension import extended
from spi_verify.programs.program import CsrProgram, PrnProgram, Program, RuleProgram

MOST = 400
"""Most profiles of declared counterparts that a program is tried against."""


def mixed_bound(context: Context) -> Finding:
    """Return whether programs outside the classes play as if every CSR program among the others were its default.

    Asked of the programs in p and in supports, of their defaults, and of members of P, which may be either; not of one
    that is in no support, nor the default there, if something else is always better than it and what is around it. A
    program that asks nothing plays alike in any case; with one counterpart this is asm-8 (i). Others are tried against
    the declared programs. Defaults must not be CSR programs themselves.

    Paper node: `asm-8`
    """
    supports = supported(context)
    believed = {*supports, *(p.default for p in supports if isinstance(p, CsrProgram | PrnProgram))}
    involved = {*context.profile, *supports}
    defaults = {p.default for p in involved if isinstance(p, CsrProgram | PrnProgram)}
    nested = [p.name for p in sorted(defaults, key=lambda p: p.name) if isinstance(p, CSR)]
    if nested:
        return Finding.of(False, f"defaults that are CSR programs: {', '.join(nested)}")
    findings = []
    for player in range(context.n):
        for program in context.scenario.declared(player):
            if isinstance(program, CSR):
                continue
            better = None if program in believed else never_best(context, program, around=True)
            if better is not None:
                said = (
                    f"{program.name} is in no equilibrium, nor a program around it: {better.name} gets more"
                )
                findings.append(Finding.of(True, said))
                continue
            alike = _plays_alike(context, program)
            if program in involved or program in defaults or alike.reach is Reach.ALL:
                findings.append(alike)
            elif program in context.scenario.members(player):
                findings.append(Finding.of(True, f"{program.name} is not used here", Reach.DECLARED))
    return Finding.every(findings, "every program is a CSR program")


def _plays_alike(context: Context, program: Program) -> Finding:
    if isinstance(program, RuleProgram) and len(program.clauses) == 1:
        return Finding.of(True, f"{program.name} asks nothing")
    if context.n == 2:
        return csr_not_punished(context, program)
    i = program.player
    seats = [_counterparts(context, j) for j in range(context.n) if j != i]
    for others in itertools.islice(itertools.product(*seats), MOST):
        plain = tuple(p.default if isinstance(p, CsrProgram | PrnProgram) else p for p in others)
        actual, below = (
            context.interpreter.play(i, (*found[:i], program, *found[i:])) for found in (others, plain)
        )
        if actual != below:
            said = f"{program.name} plays differently against {names(others)} and against {names(plain)}"
            return Finding(Status.FAILS, said, Reach.DECLARED)
    if prod(map(len, seats)) > MOST:
        return Finding.undecided(f"{program.name} meets more than {MOST} profiles of declared counterparts")
    return Finding.of(
        True, f"{program.name} plays alike against the declared programs and their defaults", Reach.DECLARED
    )


def _counterparts(context: Context, player: int) -> list[Program]:
    """Return a player's declared programs, and what the reading makes of its CSR programs."""
    declared = list(context.scenario.declared(player))
    made = (extended(context, p) for p in declared if isinstance(p, CsrProgram))
    return [*declared, *(p for p in made if p is not None)]
