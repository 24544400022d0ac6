"""asm-8 (ii) of the drafts with an extension operator: what the rules of declared functions show for all programs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from spi_verify.checking.check import check_claim
from spi_verify.checking.rows import Finding, Instance, Reach, Row, Status, Verdict, verdict
from spi_verify.scenarios.load import read_scenario
from spi_verify.solving.questions import Solvers
from tests.findings import row
from tests.scenario_text import Case, Offer, belief, claim, function, offer, when
from tests.test_non_punishment import (
    GAME,
    HALF,
    P1,
    P2,
    PROGRAMS,
    THREE,
    TWO,
    beliefs_about,
    believed_to_use,
    unless_worse,
)

Ask = Callable[..., Instance]
NOTHING: Offer = {"points": [], "where": ["u >= d"]}
F1 = function("f1", 1, offer(HALF))
F2 = function("f2", 2, offer(HALF))


@pytest.fixture
def ask(solvers: Solvers) -> Ask:
    def check(text: str, reading: str, id_: str = "asm-8") -> Instance:
        scenario = read_scenario(text + claim(id_, reading))
        return check_claim(scenario, scenario.claims[0], solvers)

    return check


def clause(instance: Instance) -> Finding:
    return row(instance, "asm-8.ii").finding


@pytest.mark.parametrize("reading", ["conditional", "two-selectors"])
@pytest.mark.parametrize(
    "f2",
    [
        [offer(TWO)],
        [when("d1 <= 1", TWO), offer(HALF)],
        [when("other never offers", HALF), offer(HALF)],
        [when("other is an extension", TWO), offer(TWO)],
    ],
    ids=[
        "asks nothing",
        "asks about the default",
        "asks, and answers alike",
        "recognises, and answers alike",
    ],
)
def test_rules_that_cannot_tell_an_extension_apart_are_shown_for_all(
    ask: Ask, reading: str, f2: list[Case]
) -> None:
    found = clause(ask(GAME + F1 + function("f2", 2, *f2) + PROGRAMS, reading))
    assert (found.status, found.reach) == (Status.HOLDS, Reach.ALL)


@pytest.mark.parametrize(
    ("told_apart", "said"),
    [
        (when("other is an extension", HALF), "(2, 2) is withdrawn"),
        (when("other is an extension", HALF, TWO), "(1/2, 1/2) is added"),
        (when("other is an extension of `f1`", HALF), "E(f1)"),
        (when("other is `E(f1)`", HALF), "E(f1)"),
        (when("other never offers", HALF), "«never offers»"),
        (when("other is an extension and d1 == 1/3", HALF), "at the default (1/3, "),
    ],
    ids=["withdraws", "adds", "by its base", "by its name", "extends what never offers", "at one default"],
)
def test_a_function_in_a_support_that_tells_them_apart_breaks_it(
    ask: Ask, told_apart: Case, said: str
) -> None:
    found = clause(ask(GAME + F1 + function("f2", 2, told_apart, offer(TWO)) + PROGRAMS, "conditional"))
    assert (found.status, found.reach) == (Status.FAILS, Reach.ALL)
    assert said in found.evidence


def unused(*cases: Case) -> str:
    """f2 punishes nobody and is played; g2 is only declared."""
    return GAME + F1 + F2 + function("g2", 2, *cases) + PROGRAMS


def test_an_unused_function_that_punishes_leaves_the_clause_to_the_beliefs(ask: Ask) -> None:
    """Some program with g2 is in an equilibrium with some belief, perhaps; with these it is in none."""
    found = clause(ask(unused(when("other is an extension", HALF), offer(TWO)), "conditional"))
    assert (found.status, found.reach) == (Status.HOLDS, Reach.DECLARED)
    assert "no program with g2 is in a subjective equilibrium with these beliefs" in found.evidence


def test_no_program_uses_a_function_that_def_6_refuses(ask: Ask) -> None:
    """Against extensions g2 never offers anyone more, so no CSR program uses it; E(g2) may be one all the same."""
    found = clause(ask(unused(when("other is an extension", NOTHING), offer(TWO)), "conditional"))
    assert (found.status, found.reach) == (Status.HOLDS, Reach.ALL)
    assert "no CSR program uses g2" in found.evidence


def test_an_undeclared_program_in_an_equilibrium_counts(ask: Ask) -> None:
    """A program with g2 gets player 2 all there is, so it is in an equilibrium, though nobody declared it."""
    game = GAME.replace('play = "C"', 'play = "D"').replace('profile = ["p1", "p2"]', 'profile = ["p1", "c"]')
    text = (
        game
        + F1
        + F2
        + function("g2", 2, when("other is an extension", HALF), offer(TWO))
        + P1
        + P2
        + belief(1, "p2")
        + belief(2, "a")
    )
    found = clause(ask(text, "conditional"))
    assert (found.status, found.reach) == (Status.FAILS, Reach.ALL)
    assert "«default c, function g2» is in an equilibrium" in found.evidence


def test_with_three_players_the_third_function_is_any(ask: Ask) -> None:
    """f2 punishes player 1's extensions only beside an extension of player 3, which nobody declares."""
    ones, best = unless_worse(1, 1, 1), unless_worse(1, 1, 3)
    seats = THREE + beliefs_about("p1", "p2", "p3")
    seats += function("f1", 1, offer(ones)) + function("f3", 3, offer(ones))
    kind = clause(ask(seats + function("f2", 2, offer(ones)), "conditional"))
    assert (kind.status, kind.reach) == (Status.HOLDS, Reach.ALL)
    extensions = "player 1 is an extension and player 3 is an extension"
    mean = function("f2", 2, when(extensions, best), offer(ones))
    found = clause(ask(seats + mean, "conditional"))
    assert (found.status, found.reach) == (Status.FAILS, Reach.ALL)
    alike = function("f2", 2, when("player 3 never offers", ones), offer(ones))
    assert clause(ask(seats + alike, "conditional")).reach is Reach.ALL


@pytest.mark.parametrize(
    ("g2", "status"),
    [
        ([when("other is an extension", NOTHING), offer(TWO)], Status.HOLDS),
        ([when("other is an extension of `f1`", NOTHING), offer(TWO)], Status.HOLDS),
        ([when("other is `f1`", NOTHING), offer(TWO)], Status.FAILS),
        ([when("other is an extension", NOTHING), when("d1 <= 1", NOTHING), offer(NOTHING)], Status.FAILS),
    ],
    ids=["to extensions only", "to some extensions only", "to a function", "to nobody"],
)
def test_an_extension_may_have_the_clause_that_its_base_lacks(
    ask: Ask, g2: list[Case], status: Status
) -> None:
    """2026-11-27: E(g2) adds its projection where all others are extensions, so g2 need not offer them anything."""
    text = GAME + F1 + F2 + function("g2", 2, *g2) + believed_to_use("E(g2)", extends="g2")
    assert row(ask(text, "conditional", "thm-3.1"), "def-6").finding.status is status


def test_only_a_clause_that_was_shown_for_all_lets_an_instance_refute() -> None:
    """The reach of the hypothesis is what lets a scenario refute a claim of the drafts."""
    failed = Row("conclusion", "c", "", "", Finding.of(False, "it fails"))
    for reach, expected in ((Reach.ALL, Verdict.REFUTES), (Reach.DECLARED, Verdict.UNKNOWN)):
        row = Row("hypothesis", "asm-8.ii", "", "", Finding.of(True, "", reach))
        assert verdict([row, failed])[0] is expected


BASES = "conditional+bases-bound+csr-only+unextended"


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (when("other is an extension", NOTHING), Status.FAILS),
        (when("other is an extension", TWO), Status.HOLDS),
    ],
    ids=["its base punishes", "its base does not"],
)
def test_bases_of_extensions_in_supports_may_be_bound_too(ask: Ask, answer: Case, status: Status) -> None:
    """g2 itself is used by no program, so without the variant nothing binds it."""
    g2 = function("g2", 2, answer, offer(TWO))
    text = GAME + F1 + F2 + g2 + believed_to_use("E(g2)", extends="g2")
    assert clause(ask(text, "conditional", "thm-3.3")).status is Status.HOLDS
    found = clause(ask(text, BASES, "thm-3.3"))
    assert (found.status, found.reach) == (status, Reach.ALL)


def test_an_extension_of_an_extension_in_a_support_is_not_bound(ask: Ask) -> None:
    once = function("E(f2)", 2, extends="f2", rule="conditional")
    text = GAME + F1 + F2 + once + believed_to_use("E(E(f2))", extends="E(f2)")
    found = row(ask(text, BASES, "thm-3.3"), "bases-bound.once").finding
    assert (found.status, found.evidence) == (Status.FAILS, "extended twice: e2")
