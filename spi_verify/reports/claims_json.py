"""Statuses of claims as JSON objects."""

from __future__ import annotations

from collections.abc import Sequence

from spi_verify.theory.verdicts import Status

Json = dict[str, object]


def status_json(status: Status) -> Json:
    """Return one status: claim, reading, players, verdict and what it rests on."""
    return {
        "claim": status.question.claim,
        "reading": status.question.reading,
        "players": status.question.players,
        "verdict": status.verdict.value,
        "reason": status.reason,
        "evidence": list(status.evidence),
        "certificate": status.sha256,
        "solvers": dict(status.solvers),
        "seeds": dict(status.seeds),
        "seconds": round(status.seconds, 3),
        "hypotheses": dict(status.hypotheses),
    }


def verified_json(statuses: Sequence[Status], verdict: str, exit_code: int) -> Json:
    """Return the one object that ``verify --json`` prints: a single status' fields, and every status in a list."""
    single = status_json(statuses[0]) if len(statuses) == 1 else {}
    return {
        **single,
        "verdict": verdict,
        "exit_code": exit_code,
        "questions": [status_json(status) for status in statuses],
    }
