"""Proposition 5: P alone can rule out every profile of ICSR programs, and only then does an instance refute."""

from __future__ import annotations

from pathlib import Path

import pytest

from spi_verify.checking.check import check_scenario
from spi_verify.checking.rows import Instance, Status
from spi_verify.scenarios.load import load_scenario, read_scenario
from spi_verify.solving.questions import Solvers
from tests.findings import row
from tests.scenario_text import changed

FILE = Path(__file__).parents[1] / "counterexamples" / "prop-5-efficient-default.toml"
P1 = "[[program]] # an example; P alone decides"
SLOT_2 = f'[[program]]\nname = "always-slot-2"\nplayer = 2\nplay = "Slot 2"\n\n{P1}'


def checked(solvers: Solvers, *changes: tuple[str, str]) -> Instance:
    text = changed(FILE.read_text(encoding="utf-8"), *changes)
    return next(check_scenario(read_scenario(text), solvers))


def room(instance: Instance) -> Status:
    return row(instance, "prop-5.room").finding.status


def test_a_low_default_in_p_leaves_room_and_a_bad_witness_refutes_nothing(solvers: Solvers) -> None:
    instance = checked(solvers, (P1, SLOT_2))
    assert room(instance) is Status.HOLDS
    assert (instance.verdict.exit_code, "another may not" in instance.reason) == (3, True)


@pytest.mark.parametrize(
    ("rounds", "delta", "status"),
    [
        (1, '["1/10", "1/10"]', Status.FAILS),
        (1, '[2, "1/10"]', Status.HOLDS),  # U(p*) = (3, 1) is low enough for this Δ,
        (2, '[2, "1/10"]', Status.FAILS),  # but nothing improves on it
    ],
)
def test_room_depends_on_delta_and_on_the_rounds(
    rounds: int, delta: str, status: Status, solvers: Solvers
) -> None:
    change = ('K = 1, delta = ["1/10", "1/10"]', f"K = {rounds}, delta = {delta}")
    instance = checked(solvers, change)
    assert room(instance) is status
    assert (instance.verdict.exit_code == 1) is (status is Status.FAILS)


def test_how_strict_an_improvement_is_matters_where_one_payoff_is_at_its_limit(solvers: Solvers) -> None:
    # The default pays (1, 1), the PMM; with these Δ only player 1 could get more, which is an improvement read as ⪰.
    changes = [
        ('play = "Slot 1"', 'play = "Slot 3"'),
        ('K = 1, delta = ["1/10", "1/10"]', "K = 2, delta = [2, 0]"),
    ]
    strict = checked(solvers, *changes)
    weakly = checked(solvers, *changes, ('reading = "literal"\n', 'reading = "literal+weakly"\n'))
    assert (room(strict), room(weakly)) == (Status.FAILS, Status.HOLDS)


def test_p_without_any_default_decides_nothing(solvers: Solvers) -> None:
    instance = checked(solvers, ('play = "Slot 1"', 'play = "Slot 1"\nmember = false'))
    assert room(instance) is Status.UNDECIDED
    assert instance.verdict.exit_code == 3


def test_a_function_that_is_only_played_may_look_at_the_others(solvers: Solvers) -> None:
    """2026-11-27: asm-8 (ii) is about supports; the halfway functions look at the others' and are in none."""
    scenario = load_scenario(FILE.parents[1] / "scenarios" / "prop-5-halfway.toml")
    instance = next(check_scenario(scenario, solvers))
    assert instance.verdict.exit_code == 0
    assert "no function in a support" in row(instance, "prop-5.asm-8.ii").finding.evidence


HALFWAY = FILE.parents[1] / "scenarios" / "prop-5-halfway.toml"
PROVED = "literal+convex+low-defaults+unpunished+writable"
PUNISHER = """[[program]]
name = "punishes"
player = 2
rule = "when other is an ICSR program play Slot 3, else play Slot 2"

[[belief]]"""


@pytest.mark.parametrize(
    ("old", "new", "row"),
    [
        ("", "", None),
        ('offer = [{ point = [3, 1], where = ["u >= d"] }]', "offer = [{ point = [2, 2] }]", "writable"),
        ('point = [1, 3], where = ["u >= d"]', 'point = [1, 1], where = ["u >= d"]', "writable"),
        ('"u2 == 1/2 * d2 + 1/2 * m2", "u >= d"] }]', '"u >= d"] }]', "writable"),
        ("other is `agreeable-2`", "other is `halfway-2`", "writable"),
        ('["halfway-1", "halfway-1", "halfway-1"]', '["halfway-1", "halfway-1", "agreeable-1"]', "writable"),
        (
            'default = "2-always-slot-2"\nfunctions = ["agreeable',
            'default = "2-always-slot-1"\nfunctions = ["agreeable',
            "writable",
        ),
        ('play = "Slot 2"', 'play = "Slot 1"', "low-defaults"),
        ("[[belief]]", PUNISHER, "unpunished"),
    ],
)
def test_the_proved_reading_asks_for_its_hypotheses(
    old: str, new: str, row: str | None, solvers: Solvers
) -> None:
    text = HALFWAY.read_text(encoding="utf-8")
    assert old in text
    if row == "low-defaults":  # every outcome of P is efficient, or the PMM
        text = text.replace('play = "Slot 2"', 'play = "Slot 1"').replace(
            'play = "Slot 3"', 'play = "Slot 1"'
        )
    *_, instance = check_scenario(read_scenario(text.replace(old, new, 1) if old else text), solvers)
    assert instance.reading == PROVED
    failing = {r.id for r in instance.rows if r.role == "hypothesis" and r.finding.status is Status.FAILS}
    assert (f"prop-5.{row}" in failing) if row else not failing
    assert instance.verdict.value == ("does not apply" if row else "holds")
