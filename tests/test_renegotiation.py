"""Section 2 on small scenarios: what is in R, whom asm-4 speaks of, and what propositions 1, 2 and 4 are asked about.

Each scenario here once got a verdict that theory.md does not support; the date says when that was found.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from spi_verify.checking.rows import Instance, Reach, Status, Verdict
from spi_verify.errors import InputError
from tests.findings import row
from tests.scenario_text import belief, claim, function, offer, program, renegotiation

Check = Callable[[str], list[Instance]]


# asm-4 (1): an undeclared function of R disagrees

THREE = (
    """
title = "Player 2's default looks at player 3's program, which is another one in the default profile"
model = "pure"
profile = ["D", "p2", "p3"]
[game]
actions = [["D1", "E1"], ["G", "B"], ["H"]]
payoffs = [[[[2, 0, 0]], [[1, 1, 0]]], [[[1, 2, 2]], [[0, 0, 0]]]]
"""
    + renegotiation("rn", {"outcomes": [["E1", "B", "H"]], "to": ["E1", "G", "H"]})
    + program("D", 1, play="D1")
    + program("P2", 2, rule="when player 3 is `p3` play G, else play B")
    + program("P2c", 2, play="G")
    + program("P3", 3, play="H")
    + program("p2", 2, default="P2", renegotiation="rn")
    + program("p3", 3, default="P3", renegotiation="rn")
    + belief(1, "p2", "p3")
    + belief(2, "D", "P3")
    + belief(3, "D", "P2c")
    + claim("asm-4")
    + claim("prop-2")
)


def test_asm_4_1_speaks_of_undeclared_functions_that_disagree(check: Check) -> None:
    """2026-11-23: rn leaves (D1, B, H) alone and only rn and the identity were tried, so prop-2 was refuted."""
    assumption, proposition = check(THREE)
    found = row(assumption, "asm-4.1").finding
    assert (found.status, found.reach) == (Status.FAILS, Reach.ALL)
    assert "whose function disagrees at (D1, B, H) by B, but D by G" in found.evidence
    assert assumption.verdict is Verdict.REFUTES
    assert proposition.verdict is Verdict.DOES_NOT_APPLY
    assert row(proposition, "prop-2").finding.status is Status.FAILS


def test_asm_4_1_is_silent_where_no_function_of_r_can_disagree(check: Check) -> None:
    """2026-11-23: with (D1, B, H) unlike all other outcomes and efficient, every function of R leaves it alone."""
    efficient = THREE.replace("[[1, 1, 0]]", "[[1, 1, 5]]")
    found = row(check(efficient)[0], "asm-4.1").finding
    assert (found.status, found.reach) == (Status.HOLDS, Reach.ALL)
    assert "every function of R agrees with those of (p2, p3) at (D1, B, H)" in found.evidence


def test_a_variant_asks_that_the_others_defaults_act_alike_too(check: Check) -> None:
    asked = claim("prop-2", "literal+simulated-alike") + claim("prop-2", "literal+defaults-alike")
    *_, own, all_ = check(THREE.replace("[[1, 1, 0]]", "[[1, 1, 5]]") + asked)
    assert row(own, "simulated-alike").finding.status is Status.HOLDS
    found = row(all_, "defaults-alike").finding
    assert (found.status, found.reach) == (Status.FAILS, Reach.ALL)
    assert found.evidence == "p2 plays G in (D, p2, p3) and P2 B in (D, P2, P3)"


# asm-4 (2): only programs that do not renegotiate with each other

TWO = (
    """
title = "Taking more from a renegotiation program whose default outcome is efficient"
model = "hull"
profile = ["D", "q"]
[game]
actions = [["Take", "Share", "Same"], ["Accept", "Refuse"]]
payoffs = [[[3, 1], [0, 0]], [[2, 2], [0, 0]], [SAME, [0, 0]]]
"""
    + renegotiation("rn", {"outcomes": [["Take", "Refuse"]], "to": ["Share", "Accept"]})
    + program("D", 1, rule="when other renegotiates play Take, else play Share")
    + program("K", 1, play="Share")
    + program("Q", 2, play="Accept")
    + program("q", 2, default="Q", renegotiation="rn")
    + belief(1, "q")
    + belief(2, "K")
    + claim("asm-4")
    + claim("prop-2")
)


@pytest.mark.parametrize("model", ["hull", "pure"])
def test_asm_4_2_speaks_only_of_programs_that_do_not_renegotiate(check: Check, model: str) -> None:
    """2026-11-23: "such that the programs in p do not renegotiate" was dropped, hiding that prop-2 fails as printed."""
    assumption, proposition = check(TWO.replace("hull", model).replace("SAME", "[1, 1]"))
    for id_ in ("asm-4.1", "asm-4.2"):
        found = row(assumption, id_).finding
        assert (found.status, found.reach) == (Status.HOLDS, Reach.ALL)
    assert "every function of R agrees with those of (q)" in row(assumption, "asm-4.2").finding.evidence
    assert proposition.verdict is Verdict.REFUTES
    assert "«rn with default D» expects 2, but D expects 3" in proposition.reason


@pytest.mark.parametrize("variant", ["simulated-alike", "defaults-alike"])
def test_a_variant_of_asm_4_2_speaks_of_programs_that_do_renegotiate(check: Check, variant: str) -> None:
    *_, proposition = check(TWO.replace("SAME", "[1, 1]") + claim("prop-2", f"literal+{variant}"))
    found = row(proposition, variant).finding
    assert (found.status, found.reach) == (Status.FAILS, Reach.ALL)
    assert found.evidence == "D plays Take against (q) and Share against their defaults"
    assert proposition.verdict is Verdict.DOES_NOT_APPLY


@pytest.mark.parametrize("model", ["hull", "pure"])
@pytest.mark.parametrize("same", ["[2, 2]", "[2, 3]"])
def test_asm_4_2_applies_where_some_function_of_r_disagrees(check: Check, model: str, same: str) -> None:
    """2026-11-23: (Share, Accept) may go to (Same, Accept), which pays the same or more; so D must not tell q apart."""
    assumption, proposition = check(TWO.replace("hull", model).replace("SAME", same))
    found = row(assumption, "asm-4.2").finding
    assert (found.status, found.reach) == (Status.FAILS, Reach.ALL)
    assert "D plays Take against (q) and Share against their defaults" in found.evidence
    assert proposition.verdict is Verdict.DOES_NOT_APPLY


def test_a_lottery_with_the_same_payoffs_is_another_outcome(check: Check) -> None:
    """2026-11-23: in the hull model half (Take, Accept) and half (Same, Accept) pays what (Share, Accept) pays."""
    mixed = TWO.replace("SAME", "[1, 3]")
    found = row(check(mixed)[0], "asm-4.2").finding
    assert found.status is Status.FAILS
    found = row(check(mixed.replace("hull", "pure"))[0], "asm-4.2").finding
    assert (found.status, found.reach) == (Status.HOLDS, Reach.ALL)


def test_with_nothing_to_improve_there_is_no_renegotiation_function(check: Check) -> None:
    """2026-11-23: R is empty, so asm-4 asks for nothing, even of a program that punishes."""
    text = """
title = "A zero-sum game"
model = "hull"
[game]
actions = [["a", "b"], ["c", "d"]]
payoffs = [[[1, -1], [-1, 1]], [[-1, 1], [1, -1]]]
"""
    rest = (
        program("A", 1, play="a")
        + program("punish", 2, rule="when other renegotiates play c, else play d")
        + belief(1, "punish")
        + claim("asm-4")
    )
    (assumption,) = check(text + rest)
    assert assumption.verdict is Verdict.HOLDS
    (assumption,) = check(text.replace("[-1, 1]], [[", "[-2, 1]], [[") + rest)
    assert row(assumption, "asm-4.1").finding.status is Status.FAILS
    assert "«an undeclared rn with default A»" in row(assumption, "asm-4.1").finding.evidence


def test_a_function_that_is_not_in_r_makes_no_renegotiation_program(check: Check) -> None:
    """2026-11-23: asm-4 was tried with declared functions that fail def-3, and prop-2 never asked for R."""
    worse = renegotiation("bad", {"outcomes": [["Take", "Accept"]], "to": ["Same", "Accept"]})
    wrong = TWO.replace("SAME", "[1, 1]").replace("[[renegotiation]]", worse + "[[renegotiation]]")
    wrong = wrong.replace('default = "Q"\nrenegotiation = "rn"', 'default = "Q"\nrenegotiation = "bad"')
    wrong = wrong.replace(claim("prop-2"), claim("prop-2", renegotiation="rn"))
    assumption, proposition = check(wrong)
    assert row(assumption, "asm-4.2").finding.status is Status.UNDECIDED
    assert row(proposition, "def-3.others").finding.status is Status.FAILS
    assert proposition.verdict is Verdict.DOES_NOT_APPLY


# def-3 in the hull model

IDENTITY = (
    """
title = "The first case keeps (A, C), and the second is for payoffs that only (A, C) has"
model = "hull"
[game]
actions = [["A", "B", "Z"], ["C"]]
payoffs = [[[0, 0]], [[1, 1]], [Z]]
"""
    + renegotiation(
        "rn",
        {"outcomes": [["A", "C"]], "to": ["A", "C"]},
        {"where": ["d1 <= 0"], "to_payoffs": [1, 1]},
    )
    + program("a", 1, play="A")
    + program("c", 2, play="C")
    + claim("def-3")
    + claim("prop-1.strictly")
)


def test_an_earlier_case_for_an_outcome_comes_first(check: Check) -> None:
    """2026-11-23: regions ignored earlier cases given by outcomes, so this identity was a renegotiation function."""
    definition, proposition = check(IDENTITY.replace("[Z]", "[[1, 0]]"))
    assert row(definition, "def-3.improves").finding.status is Status.HOLDS
    found = row(definition, "def-3.strictly").finding
    assert (found.status, found.reach) == (Status.FAILS, Reach.ALL)
    assert proposition.verdict is Verdict.DOES_NOT_APPLY


@pytest.mark.parametrize("payoffs", ["[[0, 0]]", "[[-1, -1]]"])
def test_an_earlier_case_takes_out_one_lottery_only(check: Check, payoffs: str) -> None:
    """2026-11-23: where another lottery pays what (A, C) pays, the region case still applies to that."""
    definition, _ = check(IDENTITY.replace("[Z]", payoffs))
    assert row(definition, "def-3.strictly").finding.status is Status.HOLDS


# prop-1: the programs of P that are no renegotiation programs


def test_prop_1_needs_a_program_per_player(check: Check) -> None:
    """2026-11-23: without programs "for some p" failed at none and refuted the claim."""
    text = IDENTITY.replace("[Z]", "[[1, 0]]")
    with pytest.raises(InputError, match="player 2 has no program that prop-1 could map"):
        check(text.replace(program("c", 2, play="C"), program("c", 2, play="C", member=False)))


# thm-3.nonempty and thm-3.common


GEOMETRY = """
title = "Three outcomes for player 1"
model = "MODEL"
[game]
actions = [["A", "B", "C"], ["D"]]
payoffs = [[[0, 2]], [[2, 0]], [[-1, 1]]]
"""


def test_non_empty_projections_are_claimed_of_continuous_action_sets(check: Check) -> None:
    """2026-11-23: without a variant there was no hypothesis, so three actions without lotteries refuted the claim."""
    claims = claim("thm-3.nonempty") + claim("thm-3.nonempty", "published+convex")
    plain, convex = check(GEOMETRY.replace("MODEL", "pure") + claims)
    assert plain.verdict is Verdict.DOES_NOT_APPLY
    assert row(plain, "continuous").finding.evidence == "finitely many actions and no lotteries"
    assert row(plain, "thm-3.nonempty").finding.status is Status.FAILS
    assert [r.id for r in convex.rows] == ["convex", "thm-3.nonempty"]
    plain, _ = check(GEOMETRY.replace("MODEL", "hull") + claims)
    found = row(plain, "continuous").finding
    assert (found.status, found.reach) == (Status.HOLDS, Reach.ALL)


def test_a_claim_is_asked_about_outcomes_only(check: Check) -> None:
    """2026-11-23: (1/2, 1/2) is below the only edge, no outcome, and yet refuted thm-3.common with F convex."""
    text = GEOMETRY.replace("MODEL", "hull").replace("[[-1, 1]]", "[[0, 2]]")
    with pytest.raises(InputError, match=r"claim\[1\].at: not the payoffs of an outcome.*\(1/2, 1/2\)"):
        check(text + claim("thm-3.common", "published+convex", at=["1/2", "1/2"]))
    assert check(text + claim("thm-3.common", "published+convex", at=[1, 1]))[0].verdict is Verdict.HOLDS


# prop-4 and app-b: the profile carries the functions

PROP_4 = (
    """
title = "From (0, 0) to (1/2, 1/2)"
model = "hull"
profile = PROFILE
[game]
actions = [["A", "B", "E"], ["C", "D"]]
payoffs = [[[0, 0], [1, 3]], [[3, 1], [0, 0]], [["1/2", "1/2"], ["1/2", "1/2"]]]
"""
    + function("f1", 1, offer({"point": ["1/2", "1/2"], "where": ["u >= d"]}))
    + function("f2", 2, offer({"point": ["1/2", "1/2"], "where": ["u >= d"]}))
    + program("a", 1, play="A")
    + program("c", 2, play="C")
    + program("p1", 1, default="a", function="f1")
    + program("p2", 2, default="c", function="f2")
    + program("r1", 1, default="a", reference="f1")
    + program("r2", 2, default="c", reference="f2")
    + belief(1, "c")
    + belief(2, "a")
)


@pytest.mark.parametrize("part", ["1.improves", "1.strictly", "2"])
@pytest.mark.parametrize(
    ("profile", "reading", "words"),
    [
        ('["p1", "p2"]', "prn", "expected PMP-renegotiation programs, in the reading prn, found p1"),
        ('["r1", "r2"]', "literal", "expected CSR programs .* found r1"),
        ('["a", "c"]', "literal", "expected CSR programs .* found a, of player 1"),
        ('["a", "c"]', "prn", "expected PMP-renegotiation programs, .* found a, of player 1"),
    ],
)
def test_prop_4_asks_for_the_programs_of_its_reading(
    check: Check, part: str, profile: str, reading: str, words: str
) -> None:
    """2026-11-23: CSR programs refuted prop-4.2 in the reading prn; rule programs ended in a traceback."""
    with pytest.raises(InputError, match=words):
        check(PROP_4.replace("PROFILE", profile) + claim(f"prop-4.{part}", reading))


def test_prop_4_is_about_the_programs_in_p(check: Check) -> None:
    """2026-11-23: programs that are not in P counted, and without any "for some p" failed at none."""
    text = PROP_4.replace("PROFILE", '["r1", "r2"]') + claim("prop-4.1.strictly", "prn")
    (found,) = check(text)
    assert row(found, "prop-4.1.strictly").finding.evidence == "U goes from (0, 0) to (1, 1) at (a, c)"
    with pytest.raises(InputError, match="a program per player that is in P_i and is no CSR program"):
        check(text.replace(program("c", 2, play="C"), program("c", 2, play="C", member=False)))


@pytest.mark.parametrize("profile", ['["a", "c"]', '["r1", "r2"]'])
def test_app_b_asks_for_csr_programs(check: Check, profile: str) -> None:
    """2026-11-23: a profile of rule programs ended in a traceback."""
    with pytest.raises(InputError, match="expected CSR programs"):
        check(PROP_4.replace("PROFILE", profile) + app_b())


def app_b(reading: str = "") -> str:
    return claim("app-b", reading, selection={"rule": "lexicographic", "order": [2, 1]})


def test_app_b_speaks_of_action_profiles(check: Check) -> None:
    """2026-11-27: outcomes with the same payoffs were taken for one, so the claim as printed held."""
    text = PROP_4.replace("PROFILE", '["p1", "p2"]')
    literal, payoffs, distinct = check(
        text + app_b("literal") + app_b("literal+in-payoffs") + app_b("literal+distinct-payoffs")
    )
    assert literal.verdict is Verdict.REFUTES
    assert "pays (1/2, 1/2) too: a closed set holds both or neither" in literal.reason
    assert payoffs.verdict is Verdict.HOLDS
    assert distinct.verdict is Verdict.DOES_NOT_APPLY
    assert "6 profiles, whose payoff vectors span 2 dimensions" in distinct.reason


def test_app_b_finds_a_lottery_with_the_same_payoffs(check: Check) -> None:
    text = PROP_4.replace("PROFILE", '["p1", "p2"]').replace(
        '[["1/2", "1/2"], ["1/2", "1/2"]]', "[[2, 0], [0, 2]]"
    )
    (found,) = check(text.replace('["1/2", "1/2"]', "[1, 1]") + app_b("literal"))
    assert found.verdict is Verdict.REFUTES
    (found,) = check(text.replace('["1/2", "1/2"]', "[3, 1]") + app_b("literal"))
    assert (
        found.verdict is Verdict.UNKNOWN
    )  # a corner, paid by one lottery; other defaults were not looked at


def test_app_b_asks_for_renegotiation_functions(check: Check) -> None:
    """2026-11-23: any functions would do, in R^N or not."""
    worse = PROP_4.replace("PROFILE", '["p1", "p2"]').replace(', where = ["u >= d"]', "")
    (found,) = check(worse + app_b("literal"))
    assert row(found, "def-6").finding.status is Status.FAILS
    assert found.verdict is Verdict.DOES_NOT_APPLY
