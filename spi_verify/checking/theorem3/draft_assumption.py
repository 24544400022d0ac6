"""asm-8 (ii) of the drafts *conditional* and *two-selectors*: who answers E_i(R^i) as R^i.

The clause is about every function ρ^j that is no extension and that some program uses which is in a support or in a
subjective equilibrium. RN^{-i} is drawn from sets of functions (def-6); here they hold the functions that the scenario
declares, their extensions, and the function that never offers anything. So it is enough to look at the declared ones.
(Were every conceivable function among them, the clause could not hold: change what the function of a program in an
equilibrium answers to an extension that is in no support, and the program is in that equilibrium still.)

What a function's rules cannot tell apart they answer alike. If the rules of every declared function answer all
extensions as their bases, the clause holds whatever is in an equilibrium.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from spi_verify.checking.context import Context
from spi_verify.checking.extension_punishment import extensions_answered_alike
from spi_verify.checking.rows import Finding, Reach, Status
from spi_verify.checking.set_functions import is_renegotiation_function
from spi_verify.checking.theorem3.extension import game_kinds, null_allowed
from spi_verify.programs.equilibrium import Scope
from spi_verify.programs.functions import Extension, SetFunction
from spi_verify.programs.program import CsrProgram, PrnProgram, Program, functions_of, made_name

DRAFTS = ("conditional", "two-selectors")


def extensions_answered_as_bases(context: Context, supported: Collection[Program]) -> Finding:
    """Return whether every function that the drafts' clause speaks of answers extensions exactly as their bases.

    ``supported`` are the programs in supports. The finding is for all programs if all declared functions that def-6
    admits answer so. One that does not breaks the clause if a program in a support, in the profile or in an equilibrium
    with the scenario's beliefs uses it; other beliefs are not looked at, so then the finding is for these only.
    The variant ``bases-bound`` adds the bases of the extensions in supports.

    Paper node: `asm-8`
    """
    used = {f for p in (*context.profile, *supported) for f in functions_of(p)}
    if context.reading.has("bases-bound"):
        used |= {f.base for p in supported for f in functions_of(p) if isinstance(f, Extension)}
    functions = [*context.scenario.functions.values(), *sorted(used, key=lambda f: f.name)]
    plain = [f for f in functions if not (isinstance(f, Extension) and f.rule == "conditional")]
    findings = [_bound(context, function, used) for function in dict.fromkeys(plain)]
    return Finding.every(findings, "no function is declared that is no extension")


def extended_once(context: Context, supported: Collection[Program]) -> Finding:
    """Return whether no program in a support uses the extension of an extension.

    Paper node: `asm-8`
    """
    twice = [
        p.name
        for p in supported
        if any(isinstance(f, Extension) and isinstance(f.base, Extension) for f in functions_of(p))
    ]
    return Finding.of(not twice, f"extended twice: {', '.join(sorted(twice)) or 'none'}")


def _bound(context: Context, function: SetFunction, used: Collection[SetFunction]) -> Finding:
    alike = extensions_answered_alike(context, function)
    if alike.status is Status.HOLDS and alike.reach is Reach.ALL:
        return alike
    if function in used:
        return alike
    carried = any(function in functions_of(p) for p in context.scenario.programs.values())
    if not carried and not (function.never_offers and null_allowed(context)):
        member = is_renegotiation_function(context, function, context.reading.has("clause-1-only"))
        if member.status is Status.FAILS:
            return Finding.of(True, f"no CSR program uses {function.name}: {member.evidence}")
    if alike.status is Status.HOLDS:
        return alike
    for program in _programs_with(context, function):
        found = context.optimality(program, context.belief(function.player), game_kinds(context))
        if found.holds and found.scope is not Scope.DECLARED and alike.status is Status.FAILS:
            return Finding.of(False, f"{alike.evidence}; {program.name} is in an equilibrium")
        if found.holds:
            return Finding.undecided(f"{alike.evidence}; whether {program.name} is in an equilibrium is open")
    unused = f"no program with {function.name} is in a subjective equilibrium with these beliefs"
    return Finding.of(True, unused, Reach.DECLARED)


def _programs_with(context: Context, function: SetFunction) -> Iterator[CsrProgram]:
    """Return the programs of the game with a function: declared ones, and made ones with each default there is."""
    scenario, j = context.scenario, function.player
    yield from (p for p in scenario.members(j) if isinstance(p, CsrProgram) and p.function == function)
    selector = scenario.selection if context.reading.base == "two-selectors" else None
    for default in scenario.members(j):
        if not isinstance(default, CsrProgram | PrnProgram):
            name = made_name(f"default {default.name}, function {function.name}")
            yield CsrProgram(name, j, default, function, selector)
