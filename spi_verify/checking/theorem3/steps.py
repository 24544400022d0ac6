"""The steps of thm-3's printed proof in which one player extends, against one profile in its belief's support.

The steps of the published and the blog's proof are stated of any program and any counterparts that the assumptions
speak of, so an equilibrium is not among their hypotheses; a scenario shows them for its profile's programs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import reduce

from spi_verify.checking.context import Context, conclusion, hypothesis, names
from spi_verify.checking.geometry_claims import included, weakly_above
from spi_verify.checking.rows import Finding, Row
from spi_verify.checking.theorem3.assumptions import STEP, assumptions, equilibrium_row, step_assumptions
from spi_verify.checking.theorem3.conclusions import conclusion_3
from spi_verify.checking.theorem3.extension import extended, represented
from spi_verify.games.rationals import show_point
from spi_verify.games.sets import OutcomeSet
from spi_verify.programs.ceiling import Others, seat
from spi_verify.programs.interpreter import default_profile, set_functions
from spi_verify.programs.negotiation import Round
from spi_verify.programs.outcomes import Outcome
from spi_verify.programs.program import CsrProgram


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

    def __str__(self) -> str:
        return f"player {self.player + 1} against {names(self.others)}"

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
        if not isinstance(longer, CsrProgram):  # what def-6 refuses; the prn reading, which has no such steps
            continue
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
        *step_assumptions(context),
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
            f"{step}: I = {step.old.agreement}, extended {step.new.agreement}",
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
    evidence = f"{step}: {show_point(step.before.payoffs)} -> {show_point(step.after.payoffs)}"
    return Finding.of(weakly_above(step.after.payoffs, step.before.payoffs), evidence)


def sets(context: Context) -> list[Row]:
    """Return the rows of the blog's step: S ⊆ S̃ ⊆ S ∪ PMP_i(r) for the old and new agreement sets.

    Paper node: `thm-3`
    """

    def judge(step: Step) -> Finding:
        said = str(step)
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
        *step_assumptions(context),
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
