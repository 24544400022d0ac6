"""asm-8 as it applies to a scenario: which programs and which counterparts its two clauses speak of."""

from __future__ import annotations

import itertools

from spi_verify.checking.context import Context
from spi_verify.checking.csr_punishment import CSR, csr_not_punished
from spi_verify.checking.extension_punishment import extension_not_punished
from spi_verify.checking.rows import Finding, Reach, Status
from spi_verify.checking.theorem3.draft_assumption import DRAFTS, extensions_answered_as_bases
from spi_verify.checking.theorem3.extension import game_kinds
from spi_verify.games.linear import all_at_least
from spi_verify.games.rationals import Payoff
from spi_verify.programs.ceiling import Others
from spi_verify.programs.equilibrium import Scope
from spi_verify.programs.program import CsrProgram, Program, RuleProgram


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
            if program in supports:
                findings.append(csr_not_punished(context, program))
            elif (better := never_best(context, program)) is not None:
                why = f"{program.name} is in no subjective equilibrium: {better.name} always gets more"
                findings.append(Finding.of(True, why))
            elif program in context.profile:
                findings.append(csr_not_punished(context, program))
            elif program in context.scenario.members(player):
                findings.append(_if_optimal(context, program, csr_not_punished(context, program)))
    return Finding.every(findings, "every program that the clause speaks of is a CSR program")


def never_best(context: Context, program: Program, *, around: bool = False) -> Program | None:
    """Return a program of P that gets more against anything than a rule can against anything, if there is one.

    It plays one action; the least payoff of that is above the greatest of all actions that the rule may play. With
    ``around`` it also gets more than any CSR program around the rule: that ends where the rule may, or at what weakly
    improves on it (def-6, clause (1)).
    """
    if not isinstance(program, RuleProgram):
        return None
    i = program.player
    reached = {payoff for clause in program.clauses for payoff in _payoffs(context, i, clause.action)}
    if around:
        reached = {v for payoff in reached for v in context.feasible.cut(all_at_least(payoff)).vertices()}
    most = max(payoff[i] for payoff in reached)
    rules = (member for member in context.scenario.members(i) if isinstance(member, RuleProgram))
    constant = (rule for rule in rules if len(rule.clauses) == 1)
    return next(
        (rule for rule in constant if min(p[i] for p in _payoffs(context, i, rule.clauses[0].action)) > most),
        None,
    )


def _payoffs(context: Context, player: int, action: int) -> list[Payoff]:
    """Return what everyone may get from a player's action."""
    game = context.scenario.game
    others = [range(size) for k, size in enumerate(game.shape) if k != player]
    return [game.payoff((*rest[:player], action, *rest[player:])) for rest in itertools.product(*others)]


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

    In the published reading and the blog's these are the ones in supports. For the conditional drafts see
    :mod:`spi_verify.checking.theorem3.draft_assumption`.

    Paper node: `asm-8`
    """
    if context.reading.base in DRAFTS:
        return extensions_answered_as_bases(context, supported(context))
    findings = []
    for player in range(context.n):
        for others, _ in context.belief(player).support if player in context.scenario.beliefs else ():
            findings.extend(_answers(context, player, others))
    return Finding.every(findings, "no support holds CSR programs only")


def played_support(context: Context) -> Finding:
    """Return whether PMP-extension is not punished by the CSR programs that are played.

    Paper node: `asm-8`
    """
    played = context.profile
    others = ((*played[:player], *played[player + 1 :]) for player in range(context.n))
    findings = [f for player, seated in enumerate(others) for f in _answers(context, player, seated)]
    return Finding.every(findings, "nobody plays against CSR programs only")


def _answers(context: Context, player: int, others: Others) -> list[Finding]:
    csr = [program for program in others if isinstance(program, CsrProgram)]
    if len(csr) < len(others):
        return []
    readers = (reader for reader in range(context.n) if reader != player)
    return [extension_not_punished(context, player, csr, reader, "published") for reader in readers]
