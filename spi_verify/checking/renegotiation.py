"""Claims of section 2: def-1, def-3, and propositions 1 and 2."""

from __future__ import annotations

import itertools

from spi_verify.checking.assumption4 import alike_rows, asm_4, asm_4_rows, renegotiating
from spi_verify.checking.context import Context, conclusion, equilibrium, hypothesis, names
from spi_verify.checking.definition3 import renegotiation_function
from spi_verify.checking.renegotiating_supports import plain_programs
from spi_verify.checking.rows import Finding, Row
from spi_verify.errors import InputError
from spi_verify.games.rationals import Payoff, show_point
from spi_verify.programs.interpreter import ProgramProfile
from spi_verify.programs.program import Program, RenegotiationFunction, RenegotiationProgram

__all__ = ["asm_4", "def_1", "def_3", "prop_1", "prop_2", "renegotiation_function"]


def def_1(context: Context) -> list[Row]:
    """Return the rows of: the profile and the beliefs are a subjective equilibrium of G(P).

    Paper node: `def-1`
    """
    profile = context.profile
    reached = context.outcome(profile)
    statement = (
        f"{names(profile)}, which ends at {context.show(reached)}, is a subjective equilibrium of G(P)"
    )
    return [conclusion("def-1", "section 2, def-1", statement, equilibrium(context, profile))]


def def_3(context: Context) -> list[Row]:
    """Return the rows of: rn is a renegotiation function.

    Paper node: `def-3`
    """
    first, second = renegotiation_function(context, context.renegotiation)
    name = context.renegotiation.name
    return [
        conclusion("def-3.improves", "section 2, def-3", f"u({name}(a)) ⪰ u(a) for every outcome a", first),
        conclusion(
            "def-3.strictly", "section 2, def-3", f"u_i({name}(a)) > u_i(a) for some a and some i", second
        ),
    ]


def prop_1(context: Context, part: str) -> list[Row]:
    """Return the rows of one clause of proposition 1, for G(P): P without its renegotiation programs.

    Errors: InputError when a player has no such program.

    Paper node: `prop-1`
    """
    rn = context.renegotiation
    rows = [function_row(context, rn)]
    plain = [plain_programs(context, k) for k in range(context.n)]
    for k, programs in enumerate(plain):
        if not programs:
            raise InputError(
                f"player {k + 1} has no program that prop-1 could map",
                expected="a [[program]] of the player that is in P_i and is no renegotiation program",
            )
    if context.reading.has("improvable"):
        rows.append(_improvable_row(context, plain))
    pairs: list[tuple[ProgramProfile, Payoff, Payoff]] = []
    for profile in itertools.product(*plain):
        mapped = tuple(renegotiating(p, rn) for p in profile)
        pairs.append((profile, context.outcome(profile).payoffs, context.outcome(mapped).payoffs))
    if part == "improves":
        worse = next(((p, u, v) for p, u, v in pairs if any(b < a for a, b in zip(u, v, strict=True))), None)
        evidence = (
            f"U goes from {show_point(worse[1])} to {show_point(worse[2])} at {names(worse[0])}"
            if worse
            else f"U(f(p)) ⪰ U(p) at all {len(pairs)} profiles"
        )
        return [
            *rows,
            conclusion(
                "prop-1.improves",
                "section 2, prop-1",
                "U(f(p)) ⪰ U(p) for every p in P",
                Finding.of(worse is None, evidence),
            ),
        ]
    better = next(((p, u, v) for p, u, v in pairs if any(b > a for a, b in zip(u, v, strict=True))), None)
    evidence = (
        f"U goes from {show_point(better[1])} to {show_point(better[2])} at {names(better[0])}"
        if better
        else "U(f(p)) = U(p) at every p in P: no profile reaches an outcome that rn changes"
    )
    return [
        *rows,
        conclusion(
            "prop-1.strictly",
            "section 2, prop-1",
            "U_i(f(p)) > U_i(p) for some p in P and some i",
            Finding.of(better is not None, evidence),
        ),
    ]


def _improvable_row(context: Context, plain: list[list[Program]]) -> Row:
    """Return the hypothesis that some profile of P ends at an outcome that rn improves for someone."""
    rn, found = (
        context.renegotiation,
        Finding.of(False, "no profile of P ends at an outcome that rn improves"),
    )
    for profile in itertools.product(*plain):
        reached = context.outcome(profile)
        after = context.interpreter.renegotiated(rn, reached).payoffs
        if any(b > a for a, b in zip(reached.payoffs, after, strict=True)):
            found = Finding.of(
                True, f"{names(profile)}: {show_point(reached.payoffs)} -> {show_point(after)}"
            )
            break
    statement = f"some profile of P ends at an outcome that {rn.name} improves for someone"
    return hypothesis("improvable", "section 2, prop-1", statement, found)


def prop_2(context: Context) -> list[Row]:
    """Return the rows of proposition 2 for G(P ∪ P^rn).

    Paper node: `prop-2`
    """
    rn, profile = context.renegotiation, context.profile
    changed = with_renegotiation(profile, rn)
    outside = [p.name for p in profile if not isinstance(p, RenegotiationProgram)]
    return [
        function_row(context, rn),
        *_other_functions_row(context),
        *asm_4_rows(context, hypothesis),
        *alike_rows(context),
        hypothesis(
            "prop-2.equilibrium",
            "section 2, prop-2",
            f"({names(profile)}, β) is a subjective equilibrium of G(P ∪ P^rn)",
            equilibrium(context, profile, ("renegotiation",)),
        ),
        hypothesis(
            "prop-2.outside",
            "section 2, prop-2",
            "some p*_i is not a renegotiation program",
            Finding.of(bool(outside), f"not renegotiation programs: {', '.join(outside) or 'none'}"),
        ),
        conclusion(
            "prop-2",
            "section 2, prop-2",
            f"({names(changed)}, β) is a subjective equilibrium of G(P ∪ P^rn)",
            equilibrium(context, changed, ("renegotiation",)),
        ),
    ]


def with_renegotiation(profile: ProgramProfile, rn: RenegotiationFunction) -> ProgramProfile:
    """Return prop-2's p': a renegotiation program around each program that is none.

    Paper node: `prop-2`
    """
    return tuple(p if isinstance(p, RenegotiationProgram) else renegotiating(p, rn) for p in profile)


def function_row(context: Context, rn: RenegotiationFunction) -> Row:
    """Return the hypothesis that rn is in R.

    Paper node: `def-3`
    """
    return hypothesis(
        "def-3",
        "section 2, def-3",
        f"{rn.name} is a renegotiation function",
        Finding.every(renegotiation_function(context, rn)),
    )


def _other_functions_row(context: Context) -> list[Row]:
    """Return the hypothesis that the other functions in the profile and in the supports are in R, if there are any."""
    supports = [others for belief in context.scenario.beliefs.values() for others, _ in belief.support]
    programs = [p for group in (context.profile, *supports) for p in group]
    functions = dict.fromkeys(p.function for p in programs if isinstance(p, RenegotiationProgram))
    functions.pop(context.renegotiation, None)
    if not functions:
        return []
    found = [f for rn in functions for f in renegotiation_function(context, rn)]
    return [
        hypothesis(
            "def-3.others",
            "section 2, alg-1",
            f"{', '.join(rn.name for rn in functions)}: renegotiation functions too",
            Finding.every(found),
        )
    ]
