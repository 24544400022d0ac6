"""A site of a few claims, and of a scenario whose every name tries to be something else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from spi_verify.paths import root
from spi_verify.reports.ledger import Exhibit
from spi_verify.reports.ledger_reading import read_ledger
from spi_verify.reports.progress import unwatched
from spi_verify.reports.site.build import write_site
from spi_verify.scenarios.load import load_scenario
from spi_verify.solving.questions import Solvers
from spi_verify.theory.evidence import Evidence
from spi_verify.theory.registry import Theory
from tests.test_page import hostile_text

UNPRINTED = ("lemma.represented",)
"""Asked under readings with variants only, none of which is how the paper prints it."""
CLAIMS = (
    "prop-1.strictly",
    "prop-2",
    "def-6.null",
    "ex-3",
    "expectation.monotone",
    "lemma.level",
    *UNPRINTED,
)
HOSTILE = "scenarios/hostile.toml"


def written_site(folder: Path, out: Path) -> list[Path]:
    """Write the site of some claims and a hostile scenario, which is put into ``folder``; return its pages."""
    file = folder / HOSTILE
    file.parent.mkdir(parents=True)
    file.write_text(hostile_text(), encoding="utf-8")
    with Solvers() as solvers:
        evidence = Evidence(Theory(folder, root()), solvers)
        ledger = read_ledger(evidence, CLAIMS)
        checked = (evidence.scenarios.exhibits(HOSTILE, id_) for id_ in ("def-1", "def-5"))
        instances = tuple(one.instance for exhibits in checked for one in exhibits)
        assert len(instances) == 2
        hostile = Exhibit(HOSTILE, load_scenario(file), instances, refutes=("ex-3/literal/2",))
        ledger = replace(ledger, exhibits=(*ledger.exhibits, hostile))
        return write_site(ledger, evidence, out, unwatched)
