"""The verdict on every claim is the recorded one: ``verdict.json`` in its folder, or *unknown* where there is none.

Nothing but this test reads these files. ``pytest tests/test_verdicts.py --overwrite`` records them anew, last of all.
"""

from __future__ import annotations

import json

import pytest

from spi_verify.paths import root
from spi_verify.solving.questions import Solvers
from spi_verify.theory.evidence import Evidence
from spi_verify.theory.registry import Theory
from spi_verify.theory.verdicts import Verdict

UNKNOWN = Verdict.UNKNOWN.value


def recorded() -> dict[str, str]:
    """Return the recorded verdicts by the questions' names."""
    proofs = root() / "proofs"
    return {
        path.parent.relative_to(proofs).as_posix(): json.loads(path.read_text(encoding="utf-8"))["verdict"]
        for path in proofs.glob("*/*/*/verdict.json")
    }


def test_verdicts_are_the_recorded_ones(overwrite: bool) -> None:
    before = recorded()
    if not before and not overwrite:
        pytest.skip("no verdict is recorded yet")
    theory = Theory(root())
    with Solvers() as solvers:
        statuses = list(Evidence(theory, solvers).statuses(theory.questions()))
    found = {status.question.name: status.verdict.value for status in statuses}
    if overwrite:
        for name in {*before, *found}:
            path = root() / "proofs" / name / "verdict.json"
            path.unlink(missing_ok=True)
            if found.get(name, UNKNOWN) != UNKNOWN:
                path.write_text(json.dumps({"verdict": found[name]}) + "\n", encoding="utf-8")
        before = recorded()
    assert {name: verdict for name, verdict in found.items() if verdict != UNKNOWN} == before
