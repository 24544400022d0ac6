"""Rows, and the verdict that follows from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Literal


class Status(Enum):
    """Whether a hypothesis or a conclusion was found to be so."""

    HOLDS = "holds"
    FAILS = "fails"
    UNDECIDED = "undecided"


class Reach(Enum):
    """For which objects a statement that speaks of all of them was shown."""

    ALL = "all"
    DECLARED = "declared"


class Verdict(Enum):
    """The verdict on an instance, with its exit code."""

    HOLDS = "holds"
    REFUTES = "refutes"
    UNKNOWN = "unknown"
    DOES_NOT_APPLY = "does not apply"

    @property
    def exit_code(self) -> int:
        """The process exit code that stands for the verdict."""
        return {"holds": 0, "refutes": 1, "unknown": 3, "does not apply": 4}[self.value]


@dataclass(frozen=True)
class Finding:
    """What was found about one statement: its status, for what it was shown, and the exact evidence."""

    status: Status
    evidence: str
    reach: Reach = Reach.ALL

    @staticmethod
    def of(holds: bool, evidence: str, reach: Reach = Reach.ALL) -> Finding:
        """Return a decided finding."""
        return Finding(Status.HOLDS if holds else Status.FAILS, evidence, reach)

    @staticmethod
    def undecided(why: str) -> Finding:
        """Return a finding that says why nothing was shown."""
        return Finding(Status.UNDECIDED, why)

    @staticmethod
    def every(findings: Sequence[Finding], empty: str = "nothing to check") -> Finding:
        """Return the finding that all of several statements hold; the first failure speaks for them.

        >>> Finding.every([Finding.of(True, "a"), Finding.of(False, "b")]).evidence
        'b'
        """
        for status in (Status.FAILS, Status.UNDECIDED):
            for finding in findings:
                if finding.status is status:
                    return finding
        reach = Reach.DECLARED if any(f.reach is Reach.DECLARED for f in findings) else Reach.ALL
        evidence = "; ".join(dict.fromkeys(f.evidence for f in findings)) or empty
        return Finding(Status.HOLDS, evidence, reach)


@dataclass(frozen=True)
class Row:
    """One hypothesis or conclusion: its id, the step of theory.md, what it says, and what was found.

    ``decisive`` is False for a conclusion that only asserts existence: a witness that fails does not refute it.
    """

    role: Literal["hypothesis", "conclusion"]
    id: str
    step: str
    statement: str
    finding: Finding
    decisive: bool = True


@dataclass(frozen=True)
class Instance:
    """The result of checking one claim on one scenario; ``place`` is where the scenario names it."""

    claim: str
    reading: str
    players: int
    rows: tuple[Row, ...]
    verdict: Verdict
    reason: str
    solvers: Mapping[str, str]
    seed: int
    seconds: float
    place: str = ""


def verdict(rows: Sequence[Row]) -> tuple[Verdict, str]:
    """Return the verdict of an instance, and why.

    It *does not apply* when a hypothesis fails; it *refutes* when every hypothesis holds, those about all objects
    for all of them, and a conclusion fails; it *holds* when every conclusion holds. Anything else is *unknown*.
    """
    hypotheses = [row for row in rows if row.role == "hypothesis"]
    conclusions = [row for row in rows if row.role == "conclusion"]
    broken = next((row for row in hypotheses if row.finding.status is Status.FAILS), None)
    if broken is not None:
        return Verdict.DOES_NOT_APPLY, f"hypothesis {broken.id} fails: {broken.finding.evidence}"
    failed = failure(rows)
    if failed is not None:
        return _failed(failed, hypotheses)
    weak = next((row for row in conclusions if weakness(row) is not None), None)
    if weak is not None:
        return Verdict.UNKNOWN, f"conclusion {weak.id} {weakness(weak)}: {weak.finding.evidence}"
    return Verdict.HOLDS, "every conclusion holds here"


def failure(rows: Sequence[Row]) -> Row | None:
    """Return a conclusion that fails, a decisive one if there is one, or None."""
    failures = [row for row in rows if row.role == "conclusion" and row.finding.status is Status.FAILS]
    return max(failures, key=lambda row: row.decisive, default=None)


def weakness(row: Row) -> str | None:
    """Return how a row falls short of holding for all objects that it speaks of, or None if it does not."""
    if row.finding.status is Status.FAILS:
        return "fails"
    if row.finding.status is Status.UNDECIDED:
        return "is undecided"
    return None if row.finding.reach is Reach.ALL else "was shown for the declared objects only"


def _failed(failed: Row, hypotheses: Sequence[Row]) -> tuple[Verdict, str]:
    weak = next((row for row in hypotheses if weakness(row) is not None), None)
    if weak is not None:
        return Verdict.UNKNOWN, f"conclusion {failed.id} fails, but hypothesis {weak.id} {weakness(weak)}"
    evidence = failed.finding.evidence
    if not failed.decisive:
        return Verdict.UNKNOWN, f"this witness fails at {failed.id} ({evidence}); another may not"
    return Verdict.REFUTES, f"every hypothesis holds and conclusion {failed.id} fails: {evidence}"
