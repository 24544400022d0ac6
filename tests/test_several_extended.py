"""The variant ``several-extended`` of asm-8 (ii), on scenarios small enough to work out by hand."""

from __future__ import annotations

import pytest

from spi_verify.checking.check import check_claim
from spi_verify.checking.rows import Finding, Reach, Status
from spi_verify.paths import root
from spi_verify.scenarios.load import read_scenario
from spi_verify.solving.questions import Solvers
from tests.findings import row
from tests.scenario_text import changed, claim

READING = "published+several-extended"


@pytest.fixture
def found(solvers: Solvers):
    def check(file: str, *replacements: tuple[str, str]) -> Finding:
        text = (root() / file).read_text(encoding="utf-8").partition("\n[[claim]]")[0]
        scenario = read_scenario(changed(text, *replacements) + "\n" + claim("thm-3.2", READING))
        instance = check_claim(scenario, scenario.claims[0], solvers)
        return row(instance, "several-extended").finding

    return check


@pytest.mark.parametrize("file", ["thm-3-scheduling", "thm-3-three-players", "thm-3-smallest"])
def test_functions_that_answer_alike_are_accepted(found, file: str) -> None:
    finding = found(f"scenarios/{file}.toml")
    assert (finding.status, finding.reach) == (Status.HOLDS, Reach.ALL)


def test_an_extension_may_not_withdraw_what_it_offered(found) -> None:
    finding = found("counterexamples/thm-3-after-you.toml")
    assert finding.status is Status.FAILS
    # 2~ answers 1 by (3, 1) and PMP_2(0, 0), and 1~ by (3, 1) and PMP_2(3, 1)
    assert (
        "give-way-2~ answers (give-way-1, give-way-2~) by conv{(1, 1), (1, 3)} ∪ {(3, 1)}" in finding.evidence
    )
    assert finding.evidence.endswith("is withdrawn")


def test_two_extensions_may_not_be_answered_by_less_than_one(found) -> None:
    finding = found("counterexamples/thm-3-third-pays.toml")
    assert finding.status is Status.FAILS
    assert finding.evidence.endswith(
        "keep-1 answers (keep-1, take-2, take-3~) by {(2, 1, 1)} and (keep-1, take-2~, take-3~) by {(0, 2, 2)}:"
        " (2, 1, 1) is withdrawn"
    )


def test_nothing_outside_the_projection_may_be_added(found) -> None:
    whatever = 'name = "yours-2"\nplayer = 2\noffer = [{ point = [3, 1], where = ["u >= d"] }]'
    more = """name = "yours-2"
player = 2
[[function.case]]
when = "other is an extension"
offer = [{ points = [[3, 1], [1, 1], ["1/2", "1/2"]], where = ["u >= d"] }]
[[function.case]]
offer = [{ point = [3, 1], where = ["u >= d"] }]"""
    finding = found("counterexamples/thm-3-after-you.toml", (whatever, more))
    assert finding.status is Status.FAILS
    assert "(1/2, 1/2) is added, not in PMP_1((0, 0)) = conv{(1, 1), (3, 1)}" in finding.evidence


def test_without_csr_programs_nothing_is_asked(found) -> None:
    finding = found("counterexamples/thm-3-not-csr.toml")
    assert (finding.status, finding.reach) == (Status.HOLDS, Reach.ALL)
    assert "always-slot-1" in finding.evidence
