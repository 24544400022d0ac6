"""Says in a few sentences, from the trace and the check, what everyone does, where it goes wrong, and at which step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spi_verify.checking.check import check_claim
from spi_verify.checking.claims import claims
from spi_verify.checking.rows import Instance, Status, Verdict
from spi_verify.errors import InputError, Refusal
from spi_verify.programs.trace import Line, Trace
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

LONGEST = 820
"""Most characters of an explanation: what does not fit is left out, as it is to be read beside the file."""


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


def _failing(
    theory: Theory, claim: str, reading: str, scenario: Scenario, solvers: Solvers
) -> Iterator[Step]:
    asked = replace(scenario.claims[0], id=claim, reading=reading, place=f"claim {claim}")
    try:
        instance = check_claim(scenario, asked, solvers)
    except (InputError, Refusal):
        return
    failed = [r for r in instance.rows if r.role == "conclusion" and r.finding.status is Status.FAILS]
    if failed and instance.verdict is not Verdict.DOES_NOT_APPLY:
        says, numbers = theory.claim(claim).says, failed[0].finding.evidence
        yield Step(claim, reading, says, numbers, instance.verdict is Verdict.REFUTES)


def explanation(scenario: Scenario, instance: Instance, trace: Trace, steps: Sequence[Step]) -> str:
    """Return the explanation: plain sentences, one paragraph for each of the three questions."""
    failed = [r for r in instance.rows if r.role == "conclusion" and r.finding.status is Status.FAILS]
    parts = [_played(trace), _best(instance)]
    for row in failed[:1]:
        parts.append(f"Where it goes wrong: {row.statement} ({row.id}). Here: {row.finding.evidence}.")
        parts.append(_rerun(trace, row.finding.evidence))
    first = {step.claim: step for step in reversed(steps)}
    for step in [step for step in steps if step is first[step.claim] and step.claim != instance.claim][:3]:
        fails = "is refuted here too" if step.refuted else "fails here"
        parts.append(f"In the proof, {step.claim} ({step.statement}) {fails}: {step.numbers}.")
    told = ""
    for part in filter(None, parts):
        if len(told) + len(part) < LONGEST:
            told += _wrapped(part) + "\n"
    return told.rstrip()


def _played(trace: Trace) -> str:
    """Return what the profile does: the first block of the trace."""
    lines = _block(trace.lines, 0)
    if not lines or not lines[0].text.startswith("a(p) for p ="):
        return ""
    profile = lines[0].text.removeprefix("a(p) for p = ").rstrip(":")
    return f"Played: {profile}. {_told(lines)}."


def _best(instance: Instance) -> str:
    rows = [r for r in instance.rows if r.id.endswith("in-equilibrium") and r.finding.status is Status.HOLDS]
    return f"It is an equilibrium: {rows[0].finding.evidence}." if rows else ""


def _rerun(trace: Trace, evidence: str) -> str:
    """Return the run of the profile that the evidence names, if there is one beside the first."""
    for k, line in enumerate(trace.lines):
        if k and line.depth == 0 and line.text.startswith("a(p) for p = "):
            profile = line.text.removeprefix("a(p) for p = ").rstrip(":")
            if profile in evidence:
                return f"Then {_told(_block(trace.lines, k))}."
    return ""


def _told(lines: Sequence[Line]) -> str:
    """Return the answers, the agreement, and the outcome of a run."""
    marks = ("answers", "agreement set", "a_ref", "renegotiat")
    said = [line.text for line in lines[1:-1] if line.depth <= 2 and any(mark in line.text for mark in marks)]
    return "; ".join(dict.fromkeys([*said, lines[-1].text]))


def _block(lines: Sequence[Line], first: int) -> list[Line]:
    """Return a line and those nested below it, with the one that ends it."""
    if first >= len(lines):
        return []
    end = first + 1
    while end < len(lines) and lines[end].depth > lines[first].depth:
        end += 1
    return list(lines[first:end])


def _wrapped(text: str, width: int = 118) -> str:
    words, rows = text.split(), [""]
    for word in words:
        if rows[-1] and len(rows[-1]) + 1 + len(word) > width:
            rows.append("")
        rows[-1] += (" " if rows[-1] else "") + word
    return "\n".join(rows)
