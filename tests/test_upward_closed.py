"""The variant ``upward-closed``: who agrees to an outcome agrees to all that weakly improve on it."""

from __future__ import annotations

import pytest

from spi_verify.checking.check import check_claim
from spi_verify.checking.rows import Finding, Reach, Status
from spi_verify.paths import root
from spi_verify.scenarios.load import read_scenario
from spi_verify.solving.questions import Solvers
from tests.findings import row
from tests.scenario_text import claim

OFFER = '[{ points = [[1, "3/2"], [3, 1]], where = ["u >= d"] }]'


@pytest.fixture
def found(solvers: Solvers):
    def check(offer: str) -> Finding:
        text = (root() / "counterexamples/thm-3-conditional-inclusion.toml").read_text(encoding="utf-8")
        text = text.partition("\n[[claim]]")[0]
        assert text.count(f"offer = {OFFER}") == 1
        text = text.replace(f"offer = {OFFER}", offer)
        scenario = read_scenario(text + "\n" + claim("thm-3.inclusion", "conditional+upward-closed"))
        instance = check_claim(scenario, scenario.claims[0], solvers)
        return row(instance, "upward-closed").finding

    return check


@pytest.mark.parametrize(
    "offer",
    [
        'offer = [{ region = ["u >= d"] }]',
        'offer = [{ region = ["u >= d", "u1 >= 2"] }]',
        'offer = [{ point = [3, 1], where = ["u >= d"] }]',  # nothing improves on it
        'offer = [{ region = ["u >= d", "u1 >= 2"] }, { region = ["u >= d", "u2 >= 1"] }]',
    ],
)
def test_what_is_closed_upwards_is_accepted(found, offer: str) -> None:
    finding = found(offer)
    assert (finding.status, finding.reach) == (Status.HOLDS, Reach.ALL)


@pytest.mark.parametrize(
    "offer",
    [
        f"offer = {OFFER}",
        'offer = [{ region = ["u >= d", "u1 <= 2"] }]',
        'offer = [{ point = [1, 1], where = ["u >= d"] }, { region = ["u >= d", "u1 >= 2"] }]',
        '[[function.case]]\nwhen = "other is an extension"\noffer = [{ point = [1, 1], where = ["u >= d"] }]',
    ],
)
def test_what_is_not_is_refused(found, offer: str) -> None:
    assert found(offer).status is Status.FAILS


def test_projections_are_not_decided(found) -> None:
    adding = '[[function.case]]\nwhen = "other is an extension"\noffer = [{ pmp = 2 }]'
    assert found(adding).status is Status.UNDECIDED
