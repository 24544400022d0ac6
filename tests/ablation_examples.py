"""The small theory with a list of its hypotheses, and what is known of them."""

from __future__ import annotations

from pathlib import Path

from spi_verify.theory.ablation import table
from spi_verify.theory.evidence import Evidence
from spi_verify.theory.registry import Theory
from spi_verify.theory.unaided import Unaided
from tests.theory_examples import PROVED, write_theory

LISTED = """
[bounded]
says = "nobody gets more than its best"
assertions = ["bounded"]

[paid]
says = "someone is paid 3"
assertions = ["paid"]

[given]
says = "someone's best is 3"
assertions = ["given"]
"""


def theory(folder: Path, changes: dict[str, str] | None = None) -> Theory:
    """Write the theory with a list of its hypotheses."""
    return write_theory(folder, {"encodings/hypotheses.toml": LISTED, **(changes or {})})


def needs(folder: Path) -> dict[str, tuple[str, str]]:
    """Return need and reason by hypothesis."""
    with Unaided() as unaided:
        found = table(Evidence(Theory(folder), unaided), PROVED)
    return {row.hypothesis.id: (row.need, row.reason) for row in found}
