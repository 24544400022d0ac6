"""Proposition 4: conditional SPIs by inclusion of the projection."""

from __future__ import annotations

import itertools

from spi_verify.checking.context import Context, conclusion, hypothesis, names
from spi_verify.checking.geometry_claims import included, weakly_above
from spi_verify.checking.rows import Finding, Row, Status
from spi_verify.checking.set_functions import assignments
from spi_verify.checking.theorem3.assumptions import assumptions
from spi_verify.errors import InputError
from spi_verify.games.rationals import Payoff, show_point
from spi_verify.games.sets import OutcomeSet
from spi_verify.programs.conditions import truth
from spi_verify.programs.expressions import Comparison
from spi_verify.programs.functions import Extension, PmpOffer, RuleFunction, SetFunction, default_values
from spi_verify.programs.interpreter import ProgramProfile, default_profile, set_functions
from spi_verify.programs.negotiation import Functions
from spi_verify.programs.program import CsrProgram, PrnProgram, Program, made_name

STEP = "section 4, prop-4"


def prop_4(context: Context, part: str) -> list[Row]:
    """Return the rows of a part of proposition 4 for the functions of the profile's programs.

    The two ``a(p)`` are read as the default outcome; ``reached-outcome`` takes the projection of the outcome that the
    renegotiation programs reach, and ``reached-both`` also what the functions offer there. "Under thm-3's assumptions":
    of sel, F and β, and of the functions. That (p, β) is an equilibrium with U_i(p) < m_i for some i is what thm-3 is
    about, and not among the assumptions as read here.

    Errors: InputError for a profile of programs that do not carry the reading's functions, or when P is empty.

    Paper node: `prop-4`
    """
    profile = _with_functions(context, PrnProgram if context.reading.base == "prn" else CsrProgram)
    rows = assumptions(context)
    if context.reading.base != "prn":
        rows.append(_inclusion_row(context, profile))
    if context.reading.has("offers"):
        rows.append(_offers_row(context, profile))
    if part == "2":
        default, reached = context.outcome(default_profile(profile)).payoffs, context.outcome(profile).payoffs
        meet = context.feasible.meet_point(default)
        return [
            *rows,
            conclusion(
                "prop-4.2",
                STEP,
                "U_i(f^RN(p^def)) ≥ max(U_i(p^def), m_i) for every i",
                Finding.of(
                    weakly_above(reached, meet),
                    f"U(p^def) = {show_point(default)}, U(f^RN(p^def)) = {show_point(reached)}, "
                    f"u^PMM = {show_point(context.pmm)}",
                ),
            ),
        ]
    plain = plain_profiles(context)
    if not plain:
        raise context.missing("program", "a program per player that is in P_i and is no CSR program")
    pairs = [(p, context.outcome(p).payoffs, context.outcome(_mapped(profile, p)).payoffs) for p in plain]
    if part == "1.improves":
        worse = next((x for x in pairs if not weakly_above(x[2], x[1])), None)
        shown = (
            f"U goes from {show_point(worse[1])} to {show_point(worse[2])} at {names(worse[0])}"
            if worse
            else f"U(f^RN(p)) ⪰ U(p) at every p (number of profiles: {len(pairs)})"
        )
        return [
            *rows,
            conclusion(
                "prop-4.1.improves",
                STEP,
                "U(f^RN(p)) ⪰ U(p) for every p in P",
                Finding.of(worse is None, shown),
            ),
        ]
    better = next((x for x in pairs if any(b > a for a, b in zip(x[1], x[2], strict=True))), None)
    shown = (
        f"U goes from {show_point(better[1])} to {show_point(better[2])} at {names(better[0])}"
        if better
        else "U(f^RN(p)) = U(p) at every p in P"
    )
    return [
        *rows,
        conclusion(
            "prop-4.1.strictly",
            STEP,
            "U_i(f^RN(p)) > U_i(p) for some p in P and some i",
            Finding.of(better is not None, shown),
        ),
    ]


def _with_functions(context: Context, kind: type[CsrProgram] | type[PrnProgram]) -> ProgramProfile:
    """Return the claim's profile; InputError unless all its programs are of the kind that carries the functions."""
    for k, program in enumerate(context.profile):
        if not isinstance(program, kind) or getattr(program, "selector", None) is not None:
            raise InputError(
                f"claim {context.reference.id} is about the functions of the profile's programs",
                place="profile",
                expected=(
                    "CSR programs without a selection function of their own"
                    if kind is CsrProgram
                    else "PMP-renegotiation programs, in the reading prn"
                ),
                found=f"{program.name}, of player {k + 1}",
            )
    return context.profile


def carried_functions(context: Context) -> Functions:
    """Return the functions of the profile's CSR programs; InputError for a profile of other programs."""
    return set_functions(_with_functions(context, CsrProgram))


def plain_profiles(context: Context) -> list[ProgramProfile]:
    """Return the profiles of P without its CSR programs."""
    lists = [
        [p for p in context.scenario.members(k) if not isinstance(p, CsrProgram | PrnProgram)]
        for k in range(context.n)
    ]
    return list(itertools.product(*lists))


def _mapped(profile: ProgramProfile, defaults: ProgramProfile) -> ProgramProfile:
    """Return f^RN(p): the profile's functions with other defaults."""
    made: list[Program] = []
    for program, default in zip(profile, defaults, strict=True):
        name = made_name(f"{program.name} with default {default.name}")
        if isinstance(program, CsrProgram):
            made.append(CsrProgram(name, program.player, default, program.function, program.selector))
        elif isinstance(program, PrnProgram):
            made.append(PrnProgram(name, program.player, default, program.reference))
    return tuple(made)


def _offers_row(context: Context, profile: ProgramProfile) -> Row:
    """Return the hypothesis that at some outcome of P all functions offer one outcome that improves on it."""
    functions, found = set_functions(profile), Finding.of(False, "nothing better is agreed on at any p in P")
    for p in plain_profiles(context):
        start = context.outcome(p).payoffs
        better = context.interpreter.negotiation.round(functions, start).agreement.improvement(start)
        if better is not None:
            found = Finding.of(True, f"{show_point(better)} at {show_point(start)}, where {names(p)} ends")
            break
    return hypothesis(
        "offers",
        STEP,
        "at the outcome of some p in P every RN^i offers one outcome that is better for someone",
        found,
    )


def _inclusion_row(context: Context, profile: ProgramProfile) -> Row:
    start = context.outcome(default_profile(profile)).payoffs
    reached = context.outcome(profile).payoffs
    both = context.reading.has("reached-both")
    of = reached if both or context.reading.has("reached-outcome") else start
    start = reached if both else start
    findings = [
        _includes(context, function, i, start, of) for i, function in enumerate(set_functions(profile))
    ]
    return hypothesis(
        "prop-4.inclusion",
        STEP,
        f"for all RN^{{-i}}, PMP_i{show_point(of)} ⊆ RN^i(RN^{{-i}}, {show_point(start)})",
        Finding.every(findings),
    )


def _includes(context: Context, function: SetFunction, i: int, start: Payoff, of: Payoff) -> Finding:
    """Return whether a function offers the projection whatever the others' functions are, at one default."""
    if isinstance(function, Extension):
        return Finding.undecided(
            f"{function.name} is an extension: what it offers depends on what the others' functions agree to"
        )
    pmp = context.feasible.pmp(i, of)
    findings = []
    for assignment in assignments(function, context):
        offered, exact = _offered(context, function, assignment, start)
        found = included(context, pmp, offered, f"PMP_{i + 1}{show_point(of)}")
        if found.status is Status.FAILS and not exact:
            found = Finding.undecided(
                f"{function.name} also offers a PMP that depends on the others' functions"
            )
        findings.append(found)
    return Finding.every(findings)


def _offered(
    context: Context, function: RuleFunction, assignment: object, start: Payoff
) -> tuple[OutcomeSet, bool]:
    """Return what is offered for sure under an assignment, and whether that is all."""
    assert isinstance(assignment, dict)
    values = default_values(start) | {f"m{k + 1}": m for k, m in enumerate(context.pmm)}

    def fact(atom: object) -> bool:
        return atom.evaluate(values) if isinstance(atom, Comparison) else bool(assignment[atom])

    for clause in function.clauses:
        if truth(clause.condition, fact):
            offered = context.feasible.empty()
            for offer in clause.offers:
                if not isinstance(offer, PmpOffer):
                    offered = offered | context.feasible.cut(offer.constraints(context.n, start))
            return offered, not any(isinstance(offer, PmpOffer) for offer in clause.offers)
    return context.feasible.empty(), True
