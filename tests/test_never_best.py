"""Which programs are in no subjective equilibrium whatever is believed, so that asm-8 (i) does not speak of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from spi_verify.checking.rows import Finding, Instance, Reach, Status, Verdict
from spi_verify.paths import root
from tests.findings import row
from tests.scenario_text import changed

FILE = root() / "counterexamples/thm-3-never-best.toml"


@pytest.fixture
def clause_1(check: Callable[[str], list[Instance]]) -> Callable[..., Finding]:
    def found(*replacements: tuple[str, str]) -> Finding:
        text = changed(FILE.read_text(encoding="utf-8"), *replacements)
        return row(check(text)[0], "asm-8.i").finding

    return found


def test_a_program_that_always_gets_less_is_not_spoken_of(clause_1: Callable[..., Finding]) -> None:
    finding = clause_1()
    assert (finding.status, finding.reach) == (Status.HOLDS, Reach.ALL)
    assert "b-to-CSR is in no subjective equilibrium: always-C always gets more" in finding.evidence


@pytest.mark.parametrize(
    "change",
    [
        ("[[3, 3]]", "[[1, 3]]"),  # C may get no more than B
        ('play = "C"', 'play = "C"\nmember = false'),  # nobody can play C
        ('play = "C"', 'rule = "when other is a CSR program play C, else play A"'),  # it may be A
        (
            'about = ["always-C"]',
            'about = ["b-to-CSR"]',
        ),  # believed in, the program is spoken of all the same
    ],
    ids=["tie", "no-member", "no-constant", "believed"],
)
def test_any_other_program_is(clause_1: Callable[..., Finding], change: tuple[str, str]) -> None:
    finding = clause_1(change)
    assert finding.status is Status.FAILS
    assert finding.evidence.startswith("b-to-CSR plays B against")


def test_in_an_equilibrium_it_does_not_arise(check: Callable[[str], list[Instance]]) -> None:
    text = FILE.read_text(encoding="utf-8").replace("published+null", "published+in-equilibrium+null")
    found = check(text)[0]
    assert found.verdict is Verdict.DOES_NOT_APPLY
    assert "always-C expects 3" in found.reason


def test_the_least_payoff_counts(clause_1: Callable[..., Finding]) -> None:
    """Against one action of the other C gets less than B does, so a belief may support B."""
    wider = (
        ('["-"]]', '["-", "!"]]'),
        (
            "payoffs = [[[0, 0]], [[1, 0]], [[3, 3]]]",
            "payoffs = [[[0, 0], [0, 0]], [[1, 0], [1, 0]], [[3, 3], [1, 0]]]",
        ),
    )
    assert clause_1(*wider).status is Status.FAILS
