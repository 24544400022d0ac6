"""Theorem 3 on small scenarios that once got a verdict which theory.md does not support; the date says when."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from spi_verify.checking.rows import Instance, Status, Verdict
from spi_verify.checking.theorem3 import mixed
from spi_verify.errors import InputError
from spi_verify.games.feasible import HullSet
from spi_verify.paths import root
from tests.findings import row
from tests.scenario_text import belief, changed, claim, function, offer, program

Check = Callable[[str], list[Instance]]


def test_a_declared_csr_program_outside_p_is_in_the_class_all_the_same(check: Check) -> None:
    """2026-11-23: a program that recognises a declared CSR program by name made it a deviation; it was overlooked."""
    found = check(SECRET)[0]
    finding = row(found, "thm-3.in-equilibrium").finding
    assert finding.status is Status.FAILS
    assert "secret expects 3" in finding.evidence
    assert found.verdict is Verdict.DOES_NOT_APPLY


def test_the_feasible_minimum_is_claimed_for_functions_of_def_6(check: Check) -> None:
    """2026-11-23: functions that offer less than the default refuted thm-3.min-feasible."""
    found = check(BELOW_THE_DEFAULT)[0]
    assert found.verdict is Verdict.DOES_NOT_APPLY
    assert found.reason.startswith("hypothesis def-6 fails")


def test_selection_functions_of_their_own_belong_to_two_selectors(check: Check) -> None:
    """2026-11-23: a program's own rule was used, and the scenario's was judged transitive."""
    with pytest.raises(InputError, match="one selection function, common to all players"):
        check(OWN_RULES)


def test_the_drafts_allow_the_function_that_never_offers(check: Check) -> None:
    """2026-11-23: thm-3.wlog was refuted under prn by a rule that the draft lifts."""
    assert check(REPRESENTED)[0].verdict is Verdict.HOLDS


@pytest.mark.parametrize(
    ("profile", "broken"), [('"a", "d"', "thm-3.in-equilibrium"), ('"a", "c"', "thm-3.in-equilibrium")]
)
def test_a_program_is_represented_in_an_equilibrium(check: Check, profile: str, broken: str) -> None:
    """2026-11-27: thm-3.wlog was checked of any profile, though the theorem speaks of equilibria below the PMM."""
    found = check(REPRESENTED.replace('"b", "d"', profile))[0]
    assert found.verdict is Verdict.DOES_NOT_APPLY
    assert broken in found.reason


def test_a_program_is_represented_below_the_pmm(check: Check) -> None:
    """2026-11-27: as above; here everyone has 3, in an equilibrium."""
    agreeable = (
        REPRESENTED.replace("[4,1]", "[3,1]").replace("[1,4]", "[1,3]").replace('"b", "d"', '"a", "c"')
    )
    found = check(agreeable)[0]
    assert found.verdict is Verdict.DOES_NOT_APPLY
    assert "thm-3.below" in found.reason


@pytest.mark.parametrize(
    ("condition", "status"),
    [
        ("player 1 is a PMP-renegotiation program and player 3 is not a CSR program", Status.FAILS),
        (
            "player 1 is a PMP-renegotiation program and player 1 would play Slot 2 against `ask-2`, `stand-by`",
            Status.HOLDS,
        ),
    ],
)
def test_programs_may_be_bound_beside_others_that_are_not_csr(
    check: Check, condition: str, status: Status
) -> None:
    """What refutes thm-3.pointwise in the draft prn for three players is what the variant mixed-bound excludes."""
    text = (root() / "counterexamples/thm-3-prn-mixed-support.toml").read_text(encoding="utf-8")
    old = "player 1 is a PMP-renegotiation program and player 3 is not a CSR program"
    found = check(changed(text, (old, condition), ('reading = "prn"', 'reading = "prn+mixed-bound"')))[0]
    assert row(found, "mixed-bound").finding.status is status


def mixed_supports() -> tuple[str, str]:
    """What refutes thm-3.pointwise as published, with programs that break mixed-bound and with programs that do not."""
    text = (root() / "counterexamples/thm-3-mixed-support.toml").read_text(encoding="utf-8")
    text = changed(text, ('reading = "published"', 'reading = "published+mixed-bound"'))
    both = "player 1 is an extension and player 3 is not a CSR program"
    other = "player 1 is an extension and player 1 would play Slot 2 against `ask-2`, `stand-by`"
    return text, changed(text, (both, other))


def test_programs_may_be_bound_so_in_the_published_reading_too(check: Check) -> None:
    broken, bound = (row(check(text)[0], "mixed-bound").finding for text in mixed_supports())
    assert broken.status is Status.FAILS
    assert broken.evidence.startswith("slot-1-unless-extended plays differently against (")
    assert bound.status is Status.HOLDS


def test_mixed_bound_says_nothing_of_counterparts_that_are_not_tried(
    check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    """2026-11-27: beyond the first few hundred profiles, programs were said to play alike against all declared ones."""
    _, text = mixed_supports()
    monkeypatch.setattr(mixed, "MOST", 1)
    found = row(check(text)[0], "mixed-bound").finding
    assert found.status is Status.UNDECIDED
    assert "more than 1 profiles" in found.evidence


def test_def_5_does_not_believe_the_pmm(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    """2026-11-23: the row compared the PMM with the list that it came from, so it could not fail."""
    text = SECRET.replace(claim("thm-3", "blog"), claim("def-5"))
    assert check(text)[0].verdict is Verdict.HOLDS
    monkeypatch.setattr(HullSet, "efficient_vertices", lambda self: ((Fraction(1), Fraction(3)),))
    found = check(text)[0]
    assert found.verdict is Verdict.REFUTES
    assert found.rows[0].finding.evidence == "u^PMM = (1, 3); efficient vertices: (1, 3), (3, 1)"


SECRET = (
    """
title = "blog: a CSR program with member = false is in P^RN all the same"
model = "hull"
profile = ["b", "d"]
[game]
actions = [["A","B"],["C","D"]]
payoffs = [[[0,0],[1,3]],[[3,1],[0,0]]]
"""
    + function("g1", 1, offer({"region": ["u >= d"]}))
    + program("b", 1, play="B")
    + program("d", 2, play="D")
    + program("secret", 1, default="b", function="g1", member=False)
    + program("knows", 2, rule="when other is `secret` play C, else play D", member=False)
    + program("opponent", 1, play="A", member=False)
    + belief(1, "knows")
    + belief(2, "opponent")
    + claim("thm-3", "blog")
    + claim("def-6")
)

BELOW_THE_DEFAULT = (
    """
title = "min-feasible with functions that do not satisfy def-6"
model = "hull"
profile = ["p1", "p2"]
[game]
actions = [["A","B"],["C","D"]]
payoffs = [[[3,3],[2,0]],[[0,2],[3,3]]]
"""
    + function("f1", 1, offer({"points": [[2, 0], [0, 2]]}))
    + function("f2", 2, offer({"points": [[2, 0], [0, 2]]}))
    + program("a", 1, play="A")
    + program("c", 2, play="C")
    + program("p1", 1, default="a", function="f1", selection={"rule": "lexicographic", "order": [1, 2]})
    + program("p2", 2, default="c", function="f2", selection={"rule": "lexicographic", "order": [2, 1]})
    + belief(1, "c")
    + belief(2, "a")
    + claim("thm-3.min-feasible", "two-selectors")
    + claim("def-6")
)

FOUR = [["1/2", 2], [1, "1/4"], ["5/4", "5/4"], ["7/4", 1]]
OWN_RULES = (
    """
title = "published reading with programs that carry selection functions"
model = "hull"
profile = ["p1", "p2"]
[game]
actions = [["A","B"],["C","D"]]
payoffs = [[[3,3],[1,4]],[[4,1],[0,0]]]
[selection]
rule = "utilitarian"
"""
    + function("f1", 1, offer({"points": FOUR, "where": ["u >= d"]}))
    + function("f2", 2, offer({"points": [*FOUR, ["11/4", "5/4"]], "where": ["u >= d"]}))
    + program("b", 1, play="B")
    + program("d", 2, play="D")
    + program("p1", 1, default="b", function="f1", selection={"rule": "centroid"})
    + program("p2", 2, default="d", function="f2", selection={"rule": "centroid"})
    + belief(1, "p2")
    + belief(2, "p1")
    + claim("thm-3.pointwise", "published+csr-only")
    + claim("thm-3.agree", "published+csr-only")
    + claim("thm-3.pointwise", "conditional+csr-only")
    + claim("thm-3.pointwise", "prn")
)

REPRESENTED = (
    """
title = "wlog under prn"
model = "hull"
profile = ["b", "d"]
[game]
actions = [["A","B"],["C","D"]]
payoffs = [[[3,3],[1,4]],[[4,1],[0,0]]]
"""
    + program("a", 1, play="A")
    + program("b", 1, play="B")
    + program("c", 2, play="C")
    + program("d", 2, play="D")
    + belief(1, "c")
    + belief(2, "a")
    + claim("thm-3.wlog", "prn")
    + claim("thm-3.wlog", "two-selectors")
    + claim("thm-3.wlog", "published")
    + claim("thm-3.wlog", "blog+null-allowed")
)
