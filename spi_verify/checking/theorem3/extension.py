"""What each reading of thm-3 makes of a program: the extension, the class of the game, what represents what."""

from __future__ import annotations

from spi_verify.checking.context import Context
from spi_verify.checking.rows import Status
from spi_verify.checking.set_functions import is_renegotiation_function
from spi_verify.programs.conditions import Kind
from spi_verify.programs.functions import Extension, ExtensionRule, RuleFunction, SetFunction, null_function
from spi_verify.programs.interpreter import ProgramProfile
from spi_verify.programs.program import CsrProgram, PrnProgram, Program, extend, made_name


def extension_rule(context: Context) -> ExtensionRule:
    """Return how the reading extends a function: def-7 (also the blog), or the draft operator E_i."""
    return "conditional" if context.reading.base in ("conditional", "two-selectors") else "published"


def game_kinds(context: Context) -> tuple[Kind, ...]:
    """Return the classes of renegotiation programs that the reading's game adds to P."""
    return ("csr", "pmp-renegotiation") if context.reading.base == "prn" else ("csr",)


def extended(context: Context, program: Program) -> Program | None:
    """Return p'_i: the PMP-extension of a program under the reading, or None where there is none.

    def-7 does not define the extension of a program that is not CSR; it is represented by one that never offers
    anything where the reading allows that function. Even then, what extends that function must be a function of def-6.

    Paper node: `def-7`
    """
    if context.reading.base == "prn":
        return in_subclass(program)
    csr = represented(context, program)
    if csr is None:
        return None
    made = extend(csr, extension_rule(context))
    if unlike_its_base(context, made.function):
        return None
    same = (p for p in context.scenario.declared(program.player) if isinstance(p, CsrProgram))
    return next(
        (
            p
            for p in same
            if (p.function, p.default, p.selector) == (made.function, made.default, made.selector)
        ),
        made,
    )


def unlike_its_base(context: Context, function: SetFunction) -> bool:
    """Return whether def-6 refuses the extension of a function that never offers anything, which the reading allows.

    Paper node: `def-7`
    """
    base = function.base if isinstance(function, Extension) else function
    if not base.never_offers or context.reading.has("clause-1-only"):
        return False
    return is_renegotiation_function(context, function).status is Status.FAILS


def represented(context: Context, program: Program) -> CsrProgram | None:
    """Return the CSR program that stands for a program: itself, or one that never offers anything if that is allowed.

    Errors: InputError for a program of the prn draft, which the other readings do not know.

    Paper node: `thm-3`
    """
    if isinstance(program, CsrProgram):
        return program
    if isinstance(program, PrnProgram):
        raise context.missing(
            "profile", f"no PMP-renegotiation program: {program.name} belongs to the reading prn"
        )
    if not null_allowed(context):
        return None
    selector = context.scenario.selection if context.reading.base == "two-selectors" else None
    return CsrProgram(
        made_name(f"{program.name} as CSR"), program.player, program, never_offers(program), selector
    )


def never_offers(program: Program) -> RuleFunction:
    """Return the function that always returns the empty set, to represent a program that is not CSR.

    Paper node: `thm-3`
    """
    return null_function(made_name(f"never offers, for {program.name}"), program.player)


def null_allowed(context: Context) -> bool:
    """Return whether the function that always returns the empty set is allowed; the later drafts say that it is."""
    allowed = context.reading.has("null-allowed") or context.reading.has("clause-1-only")
    return allowed or context.reading.base in ("prn", "two-selectors")


def in_subclass(program: Program) -> PrnProgram:
    """Return the program of the prn draft's subclass for a program: its default and its function as the reference.

    For a program that is neither CSR nor in the subclass, the program itself is the default and the reference never
    offers anything.
    """
    name = made_name(f"{program.name} as PRN")
    if isinstance(program, PrnProgram):
        return program
    if isinstance(program, CsrProgram):
        return PrnProgram(name, program.player, program.default, program.function)
    return PrnProgram(name, program.player, program, never_offers(program))


def extended_profile(context: Context) -> ProgramProfile | None:
    """Return p': every program of the profile extended, or None if one has no extension.

    Paper node: `thm-3`
    """
    programs = [extended(context, p) for p in context.profile]
    found = tuple(p for p in programs if p is not None)
    return found if len(found) == context.n else None
