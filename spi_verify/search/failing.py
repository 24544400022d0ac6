"""Which steps of theorem 3's printed proof, and which other readings, a scenario refutes too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spi_verify.checking.check import check_claim
from spi_verify.checking.claims import claims
from spi_verify.checking.rows import Instance, Status, Verdict
from spi_verify.errors import InputError, Refusal
from spi_verify.scenarios.scenario import Scenario
from spi_verify.solving.questions import Solvers
from spi_verify.theory.objects import Question
from spi_verify.theory.registry import Theory

STEPS = (
    "thm-3.nonempty",
    "thm-3.common",
    "thm-3.wlog",
    "thm-3.no-pmp",
    "thm-3.agree",
    "thm-3.disagree",
    "thm-3.sets",
    "thm-3.pointwise",
    "thm-3.equilibrium",
    "thm-3.inclusion",
    "thm-3.dominated",
    "thm-3.meet",
)
"""The steps of the printed proofs, in the order in which these take them."""


@dataclass(frozen=True)
class Step:
    """A step of the printed proof that fails on the scenario: its id and reading, what it says, exact numbers.

    ``refuted``: every hypothesis of the step holds there too, so the step itself is refuted.
    """

    claim: str
    reading: str
    statement: str
    numbers: str
    refuted: bool


def failing_steps(theory: Theory, question: Question, scenario: Scenario, solvers: Solvers) -> list[Step]:
    """Return the steps of thm-3's proof that fail on a scenario, as far as they can be checked there.

    Of each step first the readings with the fewest variants; those with more that it refutes too are told from it.
    """
    if not question.claim.startswith("thm-3"):
        return []
    base = question.reading.split("+")[0]
    return [
        step
        for claim in STEPS
        if theory.has(f"proofs/{claim}/claim.smt2") and base in claims()[claim].bases
        for reading in sorted(theory.claim(claim).readings, key=len)
        if reading.split("+")[0] == base and (claim, reading) != (question.claim, question.reading)
        for step in _failing(theory, claim, reading, scenario, solvers)
    ]


def refuted_readings(theory: Theory, question: Question, scenario: Scenario, solvers: Solvers) -> list[str]:
    """Return the other readings of the question's claim that a scenario refutes too."""
    return [
        step.reading
        for reading in theory.claim(question.claim).readings
        if reading != question.reading
        for step in _failing(theory, question.claim, reading, scenario, solvers)
        if step.refuted
    ]


def failing(theory: Theory, instance: Instance) -> Step | None:
    """Return the step that a checked claim is, if its conclusion fails and no hypothesis does."""
    failed = [r for r in instance.rows if r.role == "conclusion" and r.finding.status is Status.FAILS]
    if not failed or instance.verdict is Verdict.DOES_NOT_APPLY:
        return None
    says, numbers = theory.claim(instance.claim).says, failed[0].finding.evidence
    return Step(instance.claim, instance.reading, says, numbers, instance.verdict is Verdict.REFUTES)


def _failing(
    theory: Theory, claim: str, reading: str, scenario: Scenario, solvers: Solvers
) -> Iterator[Step]:
    asked = replace(scenario.claims[0], id=claim, reading=reading, place=f"claim {claim}")
    try:
        instance = check_claim(scenario, asked, solvers)
    except (InputError, Refusal):
        return
    step = failing(theory, instance)
    if step is not None:
        yield step
