"""Checked instances as JSON objects: exact numbers are strings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spi_verify.checking.rows import Instance, Row
from spi_verify.games.rationals import show
from spi_verify.programs.equilibrium import BeliefRegion
from spi_verify.reports.belief_text import optimal_beliefs
from spi_verify.scenarios.scenario import Scenario

Json = dict[str, object]


def instance_json(instance: Instance, evidence: Sequence[str]) -> Json:
    """Return one instance: claim, reading, players, verdict, evidence paths, solvers, seed, seconds and rows."""
    return {
        "claim": instance.claim,
        "place": instance.place,
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


def beliefs_json(scenario: Scenario) -> list[Json]:
    """Return, per player with a belief, the exact beliefs over its support for which its program is optimal.

    ``optimal_for`` are inequalities that must all hold, ``constraints`` the same as coefficients of the weights of
    ``counterparts`` (at most 0, besides being weights).

    Paper node: `def-1`
    """
    found: list[Json] = []
    for one in optimal_beliefs(scenario):
        region = one.region
        regions: Json = {"refused": one.refused} if region is None else _region_json(region)
        found.append(
            {"player": one.player + 1, "program": one.program, "optimal_for": list(one.lines), **regions}
        )
    return found


def _region_json(region: BeliefRegion) -> Json:
    return {
        "counterparts": [[p.name for p in others] for others in region.counterparts],
        "constraints": [[show(x) for x in constraint.coefficients] for constraint in region.constraints],
        "rivals": list(region.rivals),
    }


def combined_json(
    instances: Sequence[Json],
    verdict: str | None,
    exit_code: int,
    errors: Sequence[Mapping[str, str]],
    beliefs: Sequence[Json] = (),
) -> Json:
    """Return the one object that ``check --json`` prints: a single instance's fields, and every instance in a list."""
    single = dict(instances[0]) if len(instances) == 1 and not errors else {}
    return {
        **single,
        "verdict": verdict,
        "exit_code": exit_code,
        "instances": list(instances),
        "beliefs": list(beliefs),
        "errors": list(errors),
    }
