"""asm-8 as it applies to a scenario: which programs and which counterparts its two clauses speak of."""

from __future__ import annotations

from collections.abc import Iterator

from spi_verify.checking.context import Context
from spi_verify.checking.csr_punishment import CSR, csr_not_punished
from spi_verify.checking.extension_punishment import extension_not_punished
from spi_verify.checking.rows import Finding, Reach, Status
from spi_verify.checking.theorem3.extension import extension_rule, game_kinds
from spi_verify.programs.ceiling import Others
from spi_verify.programs.equilibrium import Scope
from spi_verify.programs.program import CsrProgram, Program


def asm_8_i(context: Context) -> Finding:
    """Return whether CSR is not punished: for programs that are not CSR and are in a support or in an equilibrium.

    A program of P that is in no support is in an equilibrium with these beliefs if it is a best response, provided that
    the other players have best responses too: those of the profile.

    Paper node: `asm-8`
    """
    supports = supported(context)
    findings = []
    for player in range(context.n):
        for program in context.scenario.declared(player):
            if isinstance(program, CSR):
                continue
            if program in supports or program in context.profile:
                findings.append(csr_not_punished(context, program))
            elif program in context.scenario.members(player):
                findings.append(_if_optimal(context, program, csr_not_punished(context, program)))
    return Finding.every(findings, "every program that the clause speaks of is a CSR program")


def supported(context: Context) -> set[Program]:
    """Return every program in the support of somebody's belief."""
    beliefs = context.scenario.beliefs.values()
    return {program for belief in beliefs for others, _ in belief.support for program in others}


def _if_optimal(context: Context, program: Program, finding: Finding) -> Finding:
    """Return a finding about a program that matters only if the program is in a subjective equilibrium.

    Only equilibria with the scenario's beliefs are looked at, so leaving a program out is no finding for all.
    """
    if finding.status is Status.HOLDS and finding.reach is Reach.ALL:
        return finding
    used = context.optimality(program, context.belief(program.player), game_kinds(context))
    if not used.holds:
        unused = f"{program.name} is in no subjective equilibrium with these beliefs"
        return Finding.of(True, unused, Reach.DECLARED)
    if used.scope is Scope.DECLARED and finding.status is Status.FAILS:
        return Finding.undecided(
            f"{finding.evidence}; whether {program.name} is in an equilibrium is not settled"
        )
    return finding


def asm_8_ii(context: Context) -> Finding:
    """Return whether PMP-extension is not punished by the CSR programs that the clause speaks of.

    In the published reading and the blog's these are the ones in supports. The conditional drafts add programs that
    are in a subjective equilibrium: the profile's, and those of P that are best responses. The variant
    ``played-support`` adds the profile's in the other readings. Undeclared programs may be in an equilibrium too, so
    for the drafts the finding speaks of the declared ones.

    Paper node: `asm-8`
    """
    findings = []
    drafts = context.reading.base in ("conditional", "two-selectors")
    for player in range(context.n):
        for others in _counterparts(context, player):
            findings.extend(_answers(context, player, others))
        if drafts:
            findings.extend(_best_responses(context, player))
    found = Finding.every(findings, "no support holds CSR programs only")
    if drafts and found.status is Status.HOLDS:
        return Finding(found.status, found.evidence, Reach.DECLARED)
    return found


def _answers(context: Context, player: int, others: Others) -> list[Finding]:
    csr = [program for program in others if isinstance(program, CsrProgram)]
    if len(csr) < len(others):
        return []
    rule = extension_rule(context)
    readers = (reader for reader in range(context.n) if reader != player)
    return [extension_not_punished(context, player, csr, reader, rule) for reader in readers]


def _counterparts(context: Context, player: int) -> Iterator[Others]:
    if player in context.scenario.beliefs:
        yield from (others for others, _ in context.belief(player).support)
    if context.reading.has("played-support") or context.reading.base in ("conditional", "two-selectors"):
        yield (*context.profile[:player], *context.profile[player + 1 :])


def _best_responses(context: Context, player: int) -> Iterator[Finding]:
    """Yield findings about members of P that could stand in an equilibrium in place of a played counterpart."""
    for j in range(context.n):
        for program in context.scenario.members(j) if j != player else ():
            if (
                not isinstance(program, CsrProgram)
                or program in context.profile
                or program in supported(context)
            ):
                continue
            changed = (*context.profile[:j], program, *context.profile[j + 1 :])
            others = (*changed[:player], *changed[player + 1 :])
            for finding in _answers(context, player, others):
                yield _if_optimal(context, program, finding)
