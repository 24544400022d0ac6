"""Checked instances as JSON objects: exact numbers are strings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spi_verify.checking.rows import Instance, Row

Json = dict[str, object]


def instance_json(instance: Instance, evidence: Sequence[str]) -> Json:
    """Return one instance: claim, reading, players, verdict, evidence paths, solvers, seed, seconds and rows."""
    return {
        "claim": instance.claim,
        "reading": instance.reading,
        "players": str(instance.players),
        "verdict": instance.verdict.value,
        "reason": instance.reason,
        "evidence": list(evidence),
        "solvers": dict(instance.solvers),
        "seeds": {"solvers": instance.seed},
        "seconds": round(instance.seconds, 3),
        "rows": [_row(row) for row in instance.rows],
    }


def _row(row: Row) -> Json:
    return {
        "role": row.role,
        "id": row.id,
        "step": row.step,
        "statement": row.statement,
        "status": row.finding.status.value,
        "shown_for": row.finding.reach.value,
        "numbers": row.finding.evidence,
    }


def combined_json(
    instances: Sequence[Json], verdict: str | None, exit_code: int, errors: Sequence[Mapping[str, str]]
) -> Json:
    """Return the one object that ``check --json`` prints: a single instance's fields, and every instance in a list."""
    single = dict(instances[0]) if len(instances) == 1 and not errors else {}
    return {
        **single,
        "verdict": verdict,
        "exit_code": exit_code,
        "instances": list(instances),
        "errors": list(errors),
    }
