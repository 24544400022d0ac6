"""What thm-3 assumes, row by row, under each reading and its variants."""

from __future__ import annotations

import itertools
from dataclasses import replace
from functools import reduce

from spi_verify.checking.context import Context, equilibrium, hypothesis, names
from spi_verify.checking.geometry_claims import every_pmp_nonempty, shape_rows
from spi_verify.checking.rows import Finding, Row
from spi_verify.checking.set_functions import is_renegotiation_function
from spi_verify.checking.theorem3.assumption8 import asm_8_i, asm_8_ii, played_support, supported
from spi_verify.checking.theorem3.bound import promise, within
from spi_verify.checking.theorem3.draft_assumption import extended_once
from spi_verify.checking.theorem3.extension import extended, game_kinds, null_allowed
from spi_verify.checking.theorem3.mixed import mixed_bound
from spi_verify.checking.theorem3.several import several_extended
from spi_verify.checking.theorem3.upward import upward_closed
from spi_verify.checking.transitivity import transitive
from spi_verify.games.rationals import show_point
from spi_verify.games.sets import OutcomeSet
from spi_verify.programs.functions import Extension, SetFunction
from spi_verify.programs.interpreter import default_profile
from spi_verify.programs.program import CsrProgram, PrnProgram, Program, functions_of

STEP = "section 4, thm-3"


def assumptions(context: Context) -> list[Row]:
    """Return what thm-3 assumes of sel, F and β under the reading, and of the programs' functions.

    The blog's account states the clause about extended functions only, so asm-8 (i) is no assumption there; the prn
    draft keeps (i) alone. "U_i(p) < m_i for some i" and the equilibrium are rows of their own.

    Paper node: `thm-3`
    """
    rows = [*shape_rows(context)]
    if context.reading.base == "two-selectors":
        rows.extend(selector_rows(context))
    else:
        _check_common_selection(context)
    if context.reading.base != "two-selectors" and not context.reading.has("any-selection"):
        rows.append(
            hypothesis(
                "sel.transitive",
                "section 4, def-6",
                f"the selection function ({context.scenario.selection.rule}) is transitive",
                transitive(context, context.scenario.selection),
            )
        )
    rows.append(
        hypothesis(
            "thm-3.pmps",
            STEP,
            "PMP_i(a) is non-empty for every outcome a and every i",
            every_pmp_nonempty(context),
        )
    )
    rows.append(functions_row(context))
    if context.reading.base != "blog":
        rows.append(hypothesis("asm-8.i", "section 4, asm-8 (i)", "CSR is not punished", asm_8_i(context)))
    if context.reading.base != "prn":
        rows.append(
            hypothesis(
                "asm-8.ii", "section 4, asm-8 (ii)", "PMP-extension is not punished", asm_8_ii(context)
            )
        )
    rows.extend(variant_rows(context))
    return rows


def step_assumptions(context: Context) -> list[Row]:
    """Return what the steps of the proof assume: in the later drafts also that p is in an equilibrium below the PMM.

    The drafts' clauses speak of programs in an equilibrium, so their steps need it; the printed ones do not.

    Paper node: `thm-3`
    """
    rows = assumptions(context)
    if context.reading.base in ("prn", "conditional", "two-selectors"):
        rows.extend([equilibrium_row(context), below_row(context)])
    return rows


def functions_row(context: Context) -> Row:
    """Return the hypothesis that the programs' functions are those of def-6, as the reading allows them."""
    statement = "the functions in the profile and in the supports are set-valued renegotiation functions"
    return hypothesis("def-6", "section 4, def-6", statement, _functions_allowed(context))


def _check_common_selection(context: Context) -> None:
    """Refuse programs with selection functions of their own where the reading has one that is common to all."""
    own = [p.name for p in involved(context) if isinstance(p, CsrProgram) and p.selector is not None]
    if own:
        what = (
            f"one selection function, common to all players; {', '.join(own)} brings its own (two-selectors)"
        )
        raise context.missing("selection", what)


def selector_rows(context: Context) -> list[Row]:
    """Return the hypotheses of the two-selectors draft about players, F, selectors and reference outcomes."""
    programs = [p for p in involved(context) if isinstance(p, CsrProgram)]
    selectors = dict.fromkeys(p.selector for p in programs if p.selector is not None)
    finding = Finding.every([transitive(context, s) for s in selectors])
    missing = [p.name for p in programs if p.selector is None]
    if missing:
        finding = Finding.undecided(f"no selection function of their own: {', '.join(missing)}")
    statement = "every program's selection function is transitive"
    own = hypothesis("sel.transitive", "section 7, two-selectors", statement, finding)
    return [
        hypothesis(
            "two-selectors.players",
            "section 7, two-selectors",
            "there are two players and F is convex",
            Finding.of(
                context.n == 2 and context.feasible.model == "hull",
                f"{context.n} players, model {context.feasible.model}",
            ),
        ),
        *([] if context.reading.has("any-selection") else [own]),
        hypothesis(
            "two-selectors.common",
            "section 7, two-selectors",
            "PMP_1(a) ∩ PMP_2(a) is non-empty for every reference outcome a that is met",
            _common_at_references(context),
        ),
    ]


def _common_at_references(context: Context) -> Finding:
    """Return whether the projections of every reference outcome met have a common point.

    Met: by CSR programs of p, their extensions, and those in supports, in any combination, with extensions' bases.
    """
    findings: dict[str, Finding] = {}
    for profile in itertools.product(*(_met(context, i) for i in range(context.n))):
        if any(c.selector is None for c in profile):
            continue
        plain = tuple(
            replace(c, function=c.function.base) if isinstance(c.function, Extension) else c for c in profile
        )
        start = context.outcome(default_profile(plain)).payoffs
        for played in context.interpreter.selector_rounds(plain, start):
            pmps = [context.feasible.pmp(k, played.result) for k in range(context.n)]
            common = reduce(OutcomeSet.__and__, pmps)
            evidence = f"at {show_point(played.result)}: {common}"
            findings.setdefault(evidence, Finding.of(bool(common), evidence))
    return Finding.every(list(findings.values()), "no reference outcome is met")


def _met(context: Context, i: int) -> list[CsrProgram]:
    """Return player i's CSR programs that reference outcomes are met with."""
    own = context.profile[i]
    believed = sorted((p for p in supported(context) if p.player == i), key=lambda p: p.name)
    found = (own, extended(context, own), *believed)
    return list(dict.fromkeys(p for p in found if isinstance(p, CsrProgram)))


def variant_rows(context: Context) -> list[Row]:
    """Return the hypotheses about programs and beliefs that the reading's variants add."""
    rows: list[Row] = []
    csr = (CsrProgram, PrnProgram) if context.reading.base == "prn" else CsrProgram
    if context.reading.has("csr-only"):
        other = [p.name for p in involved(context) if not isinstance(p, csr)]
        rows.append(
            hypothesis(
                "csr-only",
                STEP,
                "every program of the profile and of every support is a CSR program",
                Finding.of(not other, f"not CSR: {', '.join(other) or 'none'}"),
            )
        )
    if context.reading.has("grain-of-truth"):
        rows.append(
            hypothesis(
                "grain-of-truth",
                "section 7",
                "each p_{-i} that is played is in the support of β_i",
                grain_of_truth(context),
            )
        )
    if context.reading.has("played-support"):
        statement = "PMP-extension is not punished by what is played"
        rows.append(hypothesis("played-support", "section 7", statement, played_support(context)))
    if context.reading.has("mixed-bound"):
        statement = "programs that are not CSR play as if every CSR program among the others were its default"
        rows.append(hypothesis("mixed-bound", STEP, statement, mixed_bound(context)))
    if context.reading.has("bases-bound"):
        rows.append(
            hypothesis(
                "bases-bound.once",
                STEP,
                "no program in a support uses the extension of an extension",
                extended_once(context, supported(context)),
            )
        )
    if context.reading.has("unextended"):
        longer = [p.name for p in context.profile if any(isinstance(f, Extension) for f in functions_of(p))]
        rows.append(
            hypothesis(
                "unextended",
                STEP,
                "no CSR program of the profile p uses an extension already",
                Finding.of(not longer, f"extended: {', '.join(longer) or 'none'}"),
            )
        )
    if context.reading.has("in-equilibrium"):
        rows += [equilibrium_row(context), below_row(context)]
    if context.reading.has("several-extended"):
        rows.append(
            hypothesis(
                "several-extended",
                "section 4, asm-8 (ii)",
                "PMP-extension is not punished where p is played and some of its programs are extended already",
                several_extended(context),
            )
        )
    if context.reading.has("upward-closed"):
        own = dict.fromkeys(f for p in context.profile if isinstance(p, CsrProgram) for f in functions_of(p))
        rows.append(
            hypothesis(
                "upward-closed",
                STEP,
                "who agrees to an outcome agrees to all that weakly improve on it",
                Finding.every([upward_closed(context, f) for f in own], "nobody renegotiates"),
            )
        )
    if context.reading.has("unconditional"):
        looking = [f.name for f in _functions(context) if f.asks_about_others]
        rows.append(
            hypothesis(
                "unconditional",
                "section 7",
                "no renegotiation function looks at the others' functions",
                Finding.of(not looking, f"looking: {', '.join(looking) or 'none'}"),
            )
        )
    return rows


def grain_of_truth(context: Context) -> Finding:
    """Return whether every player gives positive weight to what the others actually play."""
    profile = context.profile
    for i in range(context.n):
        others = (*profile[:i], *profile[i + 1 :])
        if others not in [support for support, _ in context.belief(i).support]:
            return Finding.of(False, f"{names(others)} is not in the support of player {i + 1}'s belief")
    return Finding.of(True, "every player gives what is played positive weight")


def involved(context: Context) -> list[Program]:
    """Return the programs of the profile and of every support, each once."""
    supports = [
        p for belief in context.scenario.beliefs.values() for others, _ in belief.support for p in others
    ]
    return list(dict.fromkeys([*context.profile, *supports]))


def _functions(context: Context) -> list[SetFunction]:
    return list(dict.fromkeys(f for p in involved(context) for f in functions_of(p)))


def _functions_allowed(context: Context) -> Finding:
    findings = []
    for function in _functions(context):
        if function.never_offers and null_allowed(context):
            continue
        findings.append(is_renegotiation_function(context, function, context.reading.has("clause-1-only")))
    return Finding.every(findings, "there is no function to check")


def equilibrium_row(context: Context) -> Row:
    """Return the hypothesis that (p, β) is a subjective equilibrium of the reading's game.

    Paper node: `def-1`
    """
    game = "G(P ∪ P^RN ∪ subclass)" if context.reading.base == "prn" else "G(P ∪ P^RN)"
    return hypothesis(
        "thm-3.in-equilibrium",
        STEP,
        f"({names(context.profile)}, β) is a subjective equilibrium of {game}",
        equilibrium(context, context.profile, game_kinds(context)),
    )


def below_row(context: Context) -> Row:
    """Return the hypothesis that somebody ends below the PMM, or that p is not within the reading's bound.

    Paper node: `thm-3`
    """
    reached = context.outcome(context.profile).payoffs
    inside, numbers = within(context, reached)
    finding = Finding.of(not inside, f"U(p) = {show_point(reached)}, {numbers}")
    bound = f"it is not so that U(p) {promise(context)}"
    statement = bound if context.reading.has("bound") else "U_i(p) < m_i for some i"
    return hypothesis("thm-3.below", STEP, statement, finding)
