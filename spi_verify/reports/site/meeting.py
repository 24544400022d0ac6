"""A scenario that meets the hypotheses of a whole statement at once, so that its parts were not proved of nothing."""

from __future__ import annotations

from spi_verify.checking.rows import Status
from spi_verify.errors import InputError, Refusal
from spi_verify.reports.ledger import Ledger
from spi_verify.reports.standing import Whole, parts
from spi_verify.theory.evidence import Evidence
from spi_verify.theory.objects import Question
from spi_verify.theory.witness import SUPPOSED, is_checkable


def met_in(ledger: Ledger, evidence: Evidence, claim: str, one: Whole) -> str:
    """Return a scenario in which all hypotheses hold with which a statement is proved; empty if none of the witnesses
    of its parts is one. The interpreter decides, now."""
    added = set(one.added or ())
    own = parts(ledger, claim)
    answers = (a for part in own for a in part.answers if a.base == one.base and set(a.variants) <= added)
    files = dict.fromkeys(
        a.proof.witness for a in answers if a.proof and a.proof.witness and a.players in (one.players, "any")
    )
    questions = [Question(part.id, one.reading, one.players) for part in own]
    return next((f for f in files if all(_holds(evidence, question, f) for question in questions)), "")


def _holds(evidence: Evidence, question: Question, file: str) -> bool:
    """Return whether every hypothesis of a question holds in a scenario."""
    if not is_checkable(question):
        return False
    try:
        found = evidence.instance(question, file)
    except (InputError, Refusal, ImportError):
        return False
    supposed = [f"{question.claim}.{part}" for part in SUPPOSED]
    return (
        bool(found.rows)
        and all(
            row.finding.status is Status.HOLDS
            for row in found.rows
            if row.role == "hypothesis" and row.id not in supposed
        )
        and question.players in ("any", str(found.players))
    )
