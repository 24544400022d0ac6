"""Theorem 3 and the steps of its printed proof, under the readings published, blog, prn, conditional, two-selectors."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import reduce

from spi_verify.checking.context import Context, conclusion, equilibrium, hypothesis, names
from spi_verify.checking.csr_punishment import CSR, csr_not_punished
from spi_verify.checking.extension_punishment import extension_not_punished
from spi_verify.checking.geometry_claims import every_pmp_nonempty, included, shape_rows, weakly_above
from spi_verify.checking.rows import Finding, Row, Status
from spi_verify.checking.set_functions import is_renegotiation_function
from spi_verify.checking.transitivity import transitive
from spi_verify.games.rationals import show_point
from spi_verify.games.sets import OutcomeSet
from spi_verify.programs.ceiling import Others, seat
from spi_verify.programs.conditions import Kind
from spi_verify.programs.functions import Extension, ExtensionRule, SetFunction, null_function
from spi_verify.programs.interpreter import ProgramProfile, default_profile, set_functions
from spi_verify.programs.negotiation import Round
from spi_verify.programs.outcomes import Outcome
from spi_verify.programs.program import (
    CsrProgram,
    PrnProgram,
    Program,
    Renegotiating,
    extend,
    functions_of,
    made_name,
)

STEP = "section 4, thm-3"


def extension_rule(context: Context) -> ExtensionRule:
    """Return how the reading extends a function: def-7 (also the blog), or the draft operator E_i."""
    return "conditional" if context.reading.base in ("conditional", "two-selectors") else "published"


def game_kinds(context: Context) -> tuple[Kind, ...]:
    """Return the classes of renegotiation programs that the reading's game adds to P."""
    return ("csr", "pmp-renegotiation") if context.reading.base == "prn" else ("csr",)


def extended(context: Context, program: Program) -> Program | None:
    """Return p'_i: the PMP-extension of a program under the reading, or None where there is none.

    def-7 does not define the extension of a program that is not CSR; it is represented by one that never offers
    anything where the reading allows that function.

    Paper node: `def-7`
    """
    if context.reading.base == "prn":
        return _in_subclass(program)
    csr = represented(context, program)
    if csr is None:
        return None
    made = extend(csr, extension_rule(context))
    same = (p for p in context.scenario.declared(program.player) if isinstance(p, CsrProgram))
    return next(
        (
            p
            for p in same
            if (p.function, p.default, p.selector) == (made.function, made.default, made.selector)
        ),
        made,
    )


def represented(context: Context, program: Program) -> CsrProgram | None:
    """Return the CSR program that stands for a program: itself, or one that never offers anything if that is allowed.

    Paper node: `thm-3`
    """
    if isinstance(program, CsrProgram):
        return program
    if isinstance(program, Renegotiating) or not null_allowed(context):
        return None
    selector = context.scenario.selection if context.reading.base == "two-selectors" else None
    null = null_function(made_name(f"never offers, for {program.name}"), program.player)
    return CsrProgram(made_name(f"{program.name} as CSR"), program.player, program, null, selector)


def null_allowed(context: Context) -> bool:
    """Return whether the function that always returns the empty set is allowed."""
    return context.reading.has("null-allowed") or context.reading.base == "two-selectors"


def _in_subclass(program: Program) -> Program | None:
    if isinstance(program, PrnProgram):
        return program
    if isinstance(program, CsrProgram):
        return PrnProgram(
            made_name(f"{program.name} as PRN"), program.player, program.default, program.function
        )
    if isinstance(program, Renegotiating):
        return None
    null = null_function(made_name(f"never offers, for {program.name}"), program.player)
    return PrnProgram(made_name(f"{program.name} as PRN"), program.player, program, null)


# Hypotheses


def assumptions(context: Context) -> list[Row]:
    """Return what thm-3 assumes of sel, F and β under the reading, and of the programs' functions.

    Paper node: `thm-3`
    """
    rows = [*shape_rows(context)]
    if context.reading.base == "two-selectors":
        rows.extend(_selector_rows(context))
    elif not context.reading.has("any-selection"):
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
    rows.append(
        hypothesis(
            "def-6",
            "section 4, def-6",
            "the functions in the profile and in the supports are set-valued renegotiation functions",
            _functions_allowed(context),
        )
    )
    rows.append(hypothesis("asm-8.i", "section 4, asm-8 (i)", "CSR is not punished", asm_8_i(context)))
    if context.reading.base != "prn":
        rows.append(
            hypothesis(
                "asm-8.ii", "section 4, asm-8 (ii)", "PMP-extension is not punished", asm_8_ii(context)
            )
        )
    rows.extend(_variant_rows(context))
    return rows


def _selector_rows(context: Context) -> list[Row]:
    programs = [p for p in involved(context) if isinstance(p, CsrProgram)]
    selectors = dict.fromkeys(p.selector for p in programs if p.selector is not None)
    finding = Finding.every([transitive(context, s) for s in selectors])
    missing = [p.name for p in programs if p.selector is None]
    if missing:
        finding = Finding.of(False, f"no selection function of their own: {', '.join(missing)}")
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
        hypothesis(
            "sel.transitive",
            "section 7, two-selectors",
            "every program's selection function is transitive",
            finding,
        ),
        hypothesis(
            "two-selectors.common",
            "section 7, two-selectors",
            "PMP_1(a) ∩ PMP_2(a) is non-empty for every reference outcome a that is met",
            _common_at_references(context),
        ),
    ]


def _common_at_references(context: Context) -> Finding:
    """Return whether the projections of every reference outcome met meet: of p, and of p_i against its support."""
    findings = []
    profiles = [context.profile]
    for i, belief in context.scenario.beliefs.items():
        profiles.extend(seat(context.profile[i], i, others) for others, _ in belief.support)
    for profile in dict.fromkeys(profiles):
        csr = tuple(c for p in profile if (c := represented(context, p)) is not None)
        if len(csr) < context.n or any(c.selector is None for c in csr):
            continue
        plain = tuple(
            replace(c, function=c.function.base) if isinstance(c.function, Extension) else c for c in csr
        )
        start = context.outcome(default_profile(plain)).payoffs
        for played in context.interpreter.selector_rounds(plain, start):
            pmps = [context.feasible.pmp(k, played.result) for k in range(context.n)]
            common = reduce(OutcomeSet.__and__, pmps)
            findings.append(Finding.of(bool(common), f"at {show_point(played.result)}: {common}"))
    return Finding.every(findings, "no reference outcome is met")


def _variant_rows(context: Context) -> list[Row]:
    rows: list[Row] = []
    if context.reading.has("csr-only"):
        other = [p.name for p in involved(context) if not isinstance(p, CSR)]
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
        if function.never_offers and (null_allowed(context) or context.reading.base == "prn"):
            continue
        findings.append(is_renegotiation_function(context, function))
    return Finding.every(findings, "there is no function to check")


def asm_8_i(context: Context) -> Finding:
    """Return whether CSR is not punished: for programs that are not CSR and are in a support or in an equilibrium.

    A declared program that is in no support is in an equilibrium with these beliefs if it is a best response.

    Paper node: `asm-8`
    """
    kinds = game_kinds(context)
    supports = {
        p for belief in context.scenario.beliefs.values() for others, _ in belief.support for p in others
    }
    findings = []
    for player in range(context.n):
        for program in context.scenario.declared(player):
            if isinstance(program, CSR):
                continue
            found = csr_not_punished(context, program)
            if program in supports or program in context.profile or found.status is Status.HOLDS:
                findings.append(found)
                continue
            used = context.optimality(program, context.belief(player), kinds)
            if used.holds:
                findings.append(found)
    return Finding.every(findings, "every declared program is a CSR program")


def asm_8_ii(context: Context) -> Finding:
    """Return whether PMP-extension is not punished by the CSR programs in the supports.

    Paper node: `asm-8`
    """
    findings = []
    for player, belief in context.scenario.beliefs.items():
        for others in _counterparts(context, player, belief.support):
            for reader in range(context.n):
                if reader != player:
                    findings.append(
                        extension_not_punished(context, player, others, reader, extension_rule(context))
                    )
    return Finding.every(findings, "no support holds CSR programs only")


def _counterparts(context: Context, player: int, support: object) -> Iterator[list[CsrProgram]]:
    assert isinstance(support, tuple)
    played = (*context.profile[:player], *context.profile[player + 1 :])
    extra = [(played, None)] if context.reading.has("played-support") else []
    for others, _ in [*support, *extra]:
        csr = [p for p in others if isinstance(p, CsrProgram)]
        if len(csr) == len(others):
            yield csr


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
    """Return the hypothesis that somebody ends below the PMM.

    Paper node: `thm-3`
    """
    reached = context.outcome(context.profile).payoffs
    below = [i + 1 for i in range(context.n) if reached[i] < context.pmm[i]]
    evidence = f"U(p) = {show_point(reached)}, u^PMM = {show_point(context.pmm)}"
    return hypothesis("thm-3.below", STEP, "U_i(p) < m_i for some i", Finding.of(bool(below), evidence))


# Conclusions


def extended_profile(context: Context) -> ProgramProfile | None:
    """Return p': every program of the profile extended, or None if one has no extension.

    Paper node: `thm-3`
    """
    programs = [extended(context, p) for p in context.profile]
    found = tuple(p for p in programs if p is not None)
    return found if len(found) == context.n else None


def conclusion_1(context: Context) -> Row:
    """Return conclusion 1: every p'_i is the extension of p_i.

    Paper node: `thm-3`
    """
    missing = [p.name for p in context.profile if extended(context, p) is None]
    made = extended_profile(context)
    evidence = (
        f"p' = {names(made)}"
        if made
        else f"no extension is defined of what is not a CSR program: {', '.join(missing)}"
    )
    return conclusion(
        "thm-3.1",
        f"{STEP} (1)",
        "there is p' with every p'_i the PMP-extension of p_i",
        Finding.of(made is not None, evidence),
    )


def conclusion_2(context: Context) -> Row:
    """Return conclusion 2: U(p') ⪰ u^PMM.

    Paper node: `thm-3`
    """
    made = extended_profile(context)
    statement = "U(p') ⪰ u^PMM"
    if made is None:
        return conclusion(
            "thm-3.2", f"{STEP} (2)", statement, Finding.of(False, conclusion_1(context).finding.evidence)
        )
    reached = context.outcome(made)
    finding = Finding.of(
        weakly_above(reached.payoffs, context.pmm),
        f"U(p') = {show_point(reached.payoffs)} at {names(made)}, u^PMM = {show_point(context.pmm)}",
    )
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
        else Finding.of(False, conclusion_1(context).finding.evidence)
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


# Steps of the printed proof: player i extends against the counterparts in the support of its belief


@dataclass(frozen=True)
class Step:
    """Player i's program extended or not, against one profile of CSR counterparts in its belief's support."""

    player: int
    program: CsrProgram
    others: Others
    before: Outcome
    after: Outcome
    old: Round
    new: Round
    pmp: OutcomeSet

    def offered_elsewhere(self) -> OutcomeSet:
        """Return the points of PMP_i(a(p)) that are in every other player's answer to the extended profile."""
        answers = (answer for j, answer in enumerate(self.new.answers) if j != self.player)
        return reduce(OutcomeSet.__and__, answers, self.pmp)


def steps(context: Context) -> Iterator[Step]:
    """Return every step of the proof that the scenario's profile and supports give rise to.

    Paper node: `thm-3`
    """
    for i, program in enumerate(context.profile):
        csr = represented(context, program)
        if csr is None:
            continue
        longer = extended(context, program)
        assert isinstance(
            longer, CsrProgram
        )  # only the prn reading extends to another class, and has no such steps
        for others, _ in context.belief(i).support:
            if all(isinstance(p, CsrProgram) for p in others):
                yield _step(context, csr, longer, others)


def _step(context: Context, program: CsrProgram, longer: CsrProgram, others: Others) -> Step:
    i = program.player
    before, after = seat(program, i, others), seat(longer, i, others)
    start = context.outcome(default_profile(before)).payoffs
    negotiation = context.interpreter.negotiation
    old, new = negotiation.round(set_functions(before), start), negotiation.round(set_functions(after), start)
    reached = context.outcome(before)
    return Step(
        i,
        program,
        others,
        reached,
        context.outcome(after),
        old,
        new,
        context.feasible.pmp(i, reached.payoffs),
    )


def step_rows(
    context: Context, id_: str, statement: str, judge: Callable[[Step], Finding | None]
) -> list[Row]:
    """Return thm-3's assumptions and one conclusion that speaks of every step; None: the step is not of that kind."""
    findings = [finding for step in steps(context) if (finding := judge(step)) is not None]
    return [
        *assumptions(context),
        hypothesis(
            f"{id_}.arises",
            STEP,
            "the case arises for some player and some counterparts in its support",
            Finding.of(bool(findings), f"it arises {len(findings)} time{'s' * (len(findings) != 1)}"),
        ),
        conclusion(id_, STEP, statement, Finding.every(findings)),
    ]


def no_pmp(context: Context) -> list[Row]:
    """Return the rows of step no-pmp.

    Paper node: `thm-3`
    """

    def judge(step: Step) -> Finding | None:
        if step.offered_elsewhere():
            return None
        return Finding.of(
            step.old.agreement == step.new.agreement,
            f"player {step.player + 1} against {names(step.others)}: I = {step.old.agreement}, extended {step.new.agreement}",
        )

    return step_rows(
        context,
        "thm-3.no-pmp",
        "if no point of PMP_i(a(p)) is in every other answer to the extended profile, the agreement set is unchanged",
        judge,
    )


def agree(context: Context, agreed: bool) -> list[Row]:
    """Return the rows of step agree (the old agreement set is non-empty) or disagree (it is empty).

    Paper node: `thm-3`
    """
    id_ = "thm-3.agree" if agreed else "thm-3.disagree"

    def judge(step: Step) -> Finding | None:
        if not step.offered_elsewhere() or bool(step.old.agreement) is not agreed:
            return None
        return _improves(step)

    return step_rows(
        context,
        id_,
        f"the new outcome weakly improves on a(p) when the old agreement set is {'non-empty' if agreed else 'empty'}",
        judge,
    )


def _improves(step: Step) -> Finding:
    evidence = f"player {step.player + 1} against {names(step.others)}: {show_point(step.before.payoffs)} -> {show_point(step.after.payoffs)}"
    return Finding.of(weakly_above(step.after.payoffs, step.before.payoffs), evidence)


def sets(context: Context) -> list[Row]:
    """Return the rows of the blog's step: S ⊆ S̃ ⊆ S ∪ PMP_i(r) for the old and new agreement sets.

    Paper node: `thm-3`
    """

    def judge(step: Step) -> Finding:
        said = f"player {step.player + 1} against {names(step.others)}"
        kept = included(context, step.old.agreement, step.new.agreement, f"{said}, S ⊆ S̃")
        added = included(
            context, step.new.agreement, step.old.agreement | step.pmp, f"{said}, S̃ ⊆ S ∪ PMP_i(r)"
        )
        return Finding.every([kept, added])

    return step_rows(context, "thm-3.sets", "S ⊆ S̃ ⊆ S ∪ PMP_i(r)", judge)


def pointwise_findings(context: Context) -> list[Finding]:
    """Return, per player and counterparts in its support, whether the extension is weakly better for the player.

    Paper node: `thm-3`
    """
    findings = []
    for i, program in enumerate(context.profile):
        longer = extended(context, program)
        if longer is None:
            findings.append(Finding.undecided(f"{program.name} has no extension"))
            continue
        for others, _ in context.belief(i).support:
            old = context.outcome(seat(program, i, others)).payoffs[i]
            new = context.outcome(seat(longer, i, others)).payoffs[i]
            findings.append(Finding.of(new >= old, f"player {i + 1} against {names(others)}: {old} -> {new}"))
    return findings


def pointwise(context: Context) -> list[Row]:
    """Return the rows of: the extension is weakly better against everything in the support.

    Paper node: `thm-3`
    """
    return [
        *assumptions(context),
        conclusion(
            "thm-3.pointwise",
            STEP,
            "U_i(p̃_i, p_{-i}) ≥ U_i(p_i, p_{-i}) for every p_{-i} in the support of β_i",
            Finding.every(pointwise_findings(context)),
        ),
    ]


def equilibrium_step(context: Context) -> list[Row]:
    """Return the rows of: conclusion 3 follows from pointwise improvement.

    Paper node: `thm-3`
    """
    found = Finding.every(pointwise_findings(context))
    row = conclusion_3(context)
    return [
        *assumptions(context),
        equilibrium_row(context),
        hypothesis(
            "thm-3.pointwise", STEP, "the extension is weakly better against everything in the support", found
        ),
        conclusion("thm-3.equilibrium", STEP, row.statement, row.finding),
    ]


def wlog(context: Context) -> list[Row]:
    """Return the rows of: a program that is not CSR is represented by a CSR program that never offers anything.

    Represented: it is a CSR program at all, and every declared profile with it ends as with the program itself.

    Paper node: `thm-3`
    """
    plain = [p for p in context.profile if not isinstance(p, Renegotiating)]
    findings = []
    for program in plain:
        null = null_function(made_name(f"never offers, for {program.name}"), program.player)
        if not null_allowed(context):
            findings.append(is_renegotiation_function(context, null))
        csr = CsrProgram(made_name(f"{program.name} as CSR"), program.player, program, null)
        for others in _declared_others(context, program.player):
            old, new = (
                context.outcome(seat(program, program.player, others)),
                context.outcome(seat(csr, program.player, others)),
            )
            said = f"{program.name} against {names(others)} ends at {context.show(old)}"
            if old != new:
                findings.append(Finding.of(False, f"{said}, but represented at {context.show(new)}"))
    what = (
        f"each of {', '.join(p.name for p in plain)} can be represented"
        if plain
        else "no program to represent"
    )
    return [
        hypothesis(
            "thm-3.wlog.plain",
            STEP,
            "some program of the profile is not a CSR program",
            Finding.of(bool(plain), ", ".join(p.name for p in plain) or "all are"),
        ),
        hypothesis("asm-8.i", "section 4, asm-8 (i)", "CSR is not punished", asm_8_i(context)),
        conclusion(
            "thm-3.wlog",
            STEP,
            "it is represented by a CSR program whose function always returns the empty set",
            Finding.every(findings, what),
        ),
    ]


def _declared_others(context: Context, player: int) -> Iterator[Others]:
    lists = [context.scenario.declared(j) for j in range(context.n) if j != player]
    yield from itertools.product(*lists)


# All players extended


def all_extended(context: Context) -> tuple[ProgramProfile, Round] | None:
    """Return p̃ and the round it plays, if every program of the profile has an extension that is a CSR program."""
    made = extended_profile(context)
    if made is None or not all(isinstance(p, CsrProgram) for p in made):
        return None
    start = context.outcome(default_profile(made)).payoffs
    return made, context.interpreter.negotiation.round(set_functions(made), start)


def _everyone_extended(context: Context) -> Row:
    found = all_extended(context)
    return hypothesis(
        "thm-3.extended",
        STEP,
        "every program of the profile has a PMP-extension",
        Finding.of(found is not None, names(found[0]) if found else "one has none"),
    )


def inclusion_finding(context: Context) -> Finding:
    """Return whether each extended answer contains the player's projection of the extended outcome.

    Paper node: `thm-3`
    """
    found = all_extended(context)
    if found is None:
        return Finding.undecided("a program has no extension")
    made, played = found
    reached = context.outcome(made).payoffs
    checks = [
        included(
            context, context.feasible.pmp(i, reached), played.answers[i], f"PMP_{i + 1}{show_point(reached)}"
        )
        for i in range(context.n)
    ]
    return Finding.every(checks)


def inclusion(context: Context) -> list[Row]:
    """Return the rows of: PMP_i(a(p̃)) ⊆ R̃N^i(R̃N^{-i}, a(p̃^def)) for every i.

    Paper node: `thm-3`
    """
    return [
        *assumptions(context),
        _everyone_extended(context),
        conclusion(
            "thm-3.inclusion",
            STEP,
            "PMP_i(a(p̃)) ⊆ R̃N^i(R̃N^{-i}, a(p̃^def)) for every i",
            inclusion_finding(context),
        ),
    ]


def meet(context: Context) -> list[Row]:
    """Return the rows of: if then some u_i(a(p̃)) < m_i, the selected outcome is in every projection of a(p̃).

    Paper node: `thm-3`
    """
    found = all_extended(context)
    rows = [*assumptions(context), _everyone_extended(context)]
    if found is None:
        return [
            *rows,
            conclusion(
                "thm-3.meet",
                STEP,
                "the selected outcome is in ⋂_i PMP_i(a(p̃))",
                Finding.undecided("no extension"),
            ),
        ]
    made, played = found
    reached = context.outcome(made).payoffs
    below = Finding.of(
        not weakly_above(reached, context.pmm),
        f"U(p̃) = {show_point(reached)}, u^PMM = {show_point(context.pmm)}",
    )
    common = reduce(OutcomeSet.__and__, (context.feasible.pmp(i, reached) for i in range(context.n)))
    judged = Finding.of(
        bool(played.agreement) and common.contains(reached),
        f"agreement set {played.agreement}; ⋂_i PMP_i = {common}; selected {show_point(reached)}",
    )
    return [
        *rows,
        hypothesis(
            "thm-3.inclusion",
            STEP,
            "PMP_i(a(p̃)) ⊆ R̃N^i(R̃N^{-i}, a(p̃^def)) for every i",
            inclusion_finding(context),
        ),
        hypothesis("thm-3.meet.below", STEP, "some u_i(a(p̃)) < m_i", below),
        conclusion(
            "thm-3.meet",
            STEP,
            "the agreement set is non-empty and the selected outcome is in ⋂_i PMP_i(a(p̃))",
            judged,
        ),
    ]


def dominated(context: Context) -> list[Row]:
    """Return the rows of the prn draft's step: a below-PMM point of the agreement set is Pareto-dominated.

    Paper node: `thm-3`
    """
    made = tuple(p for p in (extended(context, q) for q in context.profile) if isinstance(p, PrnProgram))
    if len(made) < context.n:
        raise context.missing("profile", "programs that the subclass can represent")
    run = context.interpreter.prn(made)
    reference = run.reference.result
    common = reduce(OutcomeSet.__and__, (context.feasible.pmp(i, reference) for i in range(context.n)))
    findings = []
    low = [
        v for cell in run.active.agreement.cells for v in cell.vertices if not weakly_above(v, context.pmm)
    ]
    for point in low:
        better = common.improvement(point)
        findings.append(
            Finding.of(
                better is not None,
                f"{show_point(point)} is in the agreement set; in ⋂_i PMP_i(a_ref) = {common} "
                + (f"{show_point(better)} improves on it" if better else "nothing improves on it"),
            )
        )
    return [
        *assumptions(context),
        hypothesis(
            "thm-3.dominated.below",
            "section 7, prn",
            "a point of the agreement set is below the PMM",
            Finding.of(bool(low), f"agreement set {run.active.agreement}, u^PMM = {show_point(context.pmm)}"),
        ),
        conclusion(
            "thm-3.dominated",
            "section 7, prn",
            "it is Pareto-dominated by a point of ⋂_i PMP_i(a_ref)",
            Finding.every(findings),
        ),
    ]


def min_feasible(context: Context) -> list[Row]:
    """Return the rows of: the common outcome of two selection functions is feasible.

    Paper node: `thm-3`
    """
    profile = context.profile
    made = tuple(p for p in profile if isinstance(p, CsrProgram) and p.selector is not None)
    if len(made) < context.n:
        raise context.missing("profile", "CSR programs with selection functions of their own")
    start = context.outcome(default_profile(made)).payoffs
    rounds = context.interpreter.selector_rounds(made, start)
    low = tuple(min(column) for column in zip(*(r.result for r in rounds), strict=True))
    evidence = f"a^(k) = {', '.join(show_point(r.result) for r in rounds)}; ā = {show_point(low)}"
    return [
        *_selector_rows(context),
        conclusion(
            "thm-3.min-feasible",
            "section 7, two-selectors",
            "ā with u_l(ā) = min_k u_l(a^(k)) is feasible",
            Finding.of(context.feasible.contains(low), evidence),
        ),
    ]
