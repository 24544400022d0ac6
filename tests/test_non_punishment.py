"""asm-8 in its readings, on scenarios small enough to work out by hand."""

from __future__ import annotations

import pytest

from spi_verify.checking.check import check_claim
from spi_verify.checking.rows import Finding, Reach, Status
from spi_verify.scenarios.load import read_scenario
from spi_verify.solving.questions import Solvers
from tests.scenario_text import Offer, belief, claim, function, offer, program, renegotiation, when

GAME = (
    """
title = "asm-8"
model = "hull"
profile = ["p1", "p2"]
[game]
actions = [["A", "B", "E"], ["C", "D"]]
payoffs = [[[0, 0], [1, 3]], [[3, 1], [0, 0]], [[2, 2], [0, 0]]]
"""
    + program("a", 1, play="A")
    + program("c", 2, play="C")
)  # efficient: from (1, 3) to (3, 1), so u^PMM = (1, 1); the default (A, C) has payoffs (0, 0)
P1 = program("p1", 1, default="a", function="f1")
P2 = program("p2", 2, default="c", function="f2")
PROGRAMS = P1 + P2 + belief(1, "p2") + belief(2, "p1")


def unless_worse(*point: object) -> Offer:
    """An offer of one outcome, where it is worse than the default for nobody."""
    return {"point": point, "where": ["u >= d"]}


HALF, TWO = unless_worse("1/2", "1/2"), unless_worse(2, 2)
PMP_1: Offer = {"pmp": 1}


def believed_to_use(name: str, extends: str) -> str:
    """The programs, with one for player 2 that uses an extension; player 1 believes in that."""
    return (
        function(name, 2, extends=extends, rule="conditional")
        + P1
        + P2
        + program("e2", 2, default="c", function=name)
        + belief(1, "e2")
        + belief(2, "p1")
    )


@pytest.fixture
def rows(solvers: Solvers):
    def check(text: str, reading: str = "published") -> dict[str, Finding]:
        scenario = read_scenario(text + claim("asm-8", reading))
        instance = check_claim(scenario, scenario.claims[0], solvers)
        return {row.id: row.finding for row in instance.rows}

    return check


def test_a_pmp_offer_is_of_the_function_below_every_extension(rows) -> None:
    """2026-11-23: f2 offers f1~ and f1~~ the same PMP, that of f1's outcome; else f1~~ would lose points of it."""
    both = HALF, unless_worse(3, 1)
    text = (
        GAME
        + function("f1", 1, offer(HALF))
        + function("f2", 2, when("other is an extension", *both, PMP_1), offer(*both))
        + PROGRAMS
    )
    found = rows(text, "published+from-a")["asm-8.ii"]
    assert (found.status, found.reach) == (Status.HOLDS, Reach.ALL)


def test_a_function_may_itself_be_an_extension(rows) -> None:
    """2026-11-23: f2 answers extensions of f1 as assumed, but takes that back from extensions of f1~."""
    text = (
        GAME
        + function("f1", 1, offer(HALF))
        + function("f2", 2, when("other is an extension of `f1`", HALF, PMP_1), offer(HALF))
        + PROGRAMS
    )
    found = rows(text, "published+from-a")["asm-8.ii"]
    assert (found.status, found.reach) == (Status.FAILS, Reach.ALL)
    assert "f2 answers f1~ by" in found.evidence
    assert "f1~~ by {(1/2, 1/2)}: " in found.evidence
    assert "is withdrawn" in found.evidence


def test_every_a_is_every_a_but_a_of_p_stays(rows) -> None:
    """2026-11-23: what is added at a was compared with the PMP of the outcome reached from a, not of a(p) = (0, 0)."""
    own: Offer = {"region": ["u >= d"], "where": ["u1 <= 1"]}
    text = (
        GAME
        + function("f1", 1, offer(TWO))
        + function("f2", 2, when("other is an extension", own, PMP_1), offer(own))
        + PROGRAMS
    )
    found = rows(text)["asm-8.ii"]
    assert (found.status, found.reach) == (Status.FAILS, Reach.ALL)
    assert "at the default (3/2, 3/2) f2 answers f1 by ∅" in found.evidence
    assert "not in PMP_1((0, 0)) = conv{(1, 1), (3, 1)}, of a(p) for p_1 = p1" in found.evidence


@pytest.mark.parametrize(
    ("where", "reading", "status"),
    [
        ("d2 >= 3", "published", Status.FAILS),
        ("d2 >= 3", "blog", Status.UNDECIDED),  # player 2's default plays C, where no outcome pays it so much
        ("d2 <= 0", "blog", Status.FAILS),
    ],
)
def test_the_blog_speaks_of_default_outcomes_only(rows, where: str, reading: str, status: Status) -> None:
    """2026-11-27: a row said that the blog's assumption fails where that is not about, as the published one does."""
    better: Offer = {"region": ["u >= d"]}
    text = (
        GAME
        + function("f1", 1, offer(HALF))
        + function("f2", 2, when(f"other is an extension and {where}"), offer(better))
        + PROGRAMS
    )
    found = rows(text, reading)["asm-8.ii"]
    assert found.status is status
    assert ("nothing that was tried has this default" in found.evidence) == (status is Status.UNDECIDED)


ABOVE = when("other is an extension and d2 > m2", {"region": ["u2 == d2", "u1 >= d1", "u1 >= m1"]})


@pytest.mark.parametrize("reading", ["published+from-a", "blog"])
def test_adding_the_pmp_of_the_default_where_nothing_else_is_offered(rows, reading: str) -> None:
    """2026-11-23: shown for every a and every RN^1, as r can only be a where f2 offers nothing of its own."""
    text = (
        GAME + function("f1", 1, offer(HALF)) + function("f2", 2, ABOVE, offer(unless_worse(3, 1))) + PROGRAMS
    )
    found = rows(text, reading)["asm-8.ii"]
    assert (found.status, found.reach) == (Status.HOLDS, Reach.ALL)
    assert (
        "f2 answers player 1's extended functions as their bases, to some adding only points"
        in found.evidence
    )
    literal = rows(text)["asm-8.ii"]
    assert literal.status is Status.FAILS
    assert "of a(p) for p_1 = p1" in literal.evidence


def test_a_point_that_is_in_the_literal_bound_for_every_program_tried(rows) -> None:
    """2026-11-23: (1, 1) is in PMP_1 of all that p_1 can reach, so f2 may add it; shown for declared defaults only."""
    add = when("other is an extension and d1 <= 1/2 and d2 <= 1/2", HALF, {"point": [1, 1]})
    text = GAME + function("f1", 1, offer(HALF)) + function("f2", 2, add, offer(HALF)) + PROGRAMS
    found = rows(text)["asm-8.ii"]
    assert (found.status, found.reach) == (Status.HOLDS, Reach.DECLARED)
    assert found.evidence.count("f2 answers player 1's extended functions") == 1
    assert rows(text, "published+from-a")["asm-8.ii"].reach is Reach.ALL
    assert rows(text, "conditional")["asm-8.ii"].status is Status.FAILS


@pytest.mark.parametrize("asked", ["leximin", "centroid"])
def test_every_selector_is_also_the_one_that_is_asked_about(rows, asked: str) -> None:
    """2026-11-23: f2 punishes extensions under one selector, which the programs carry or nobody does."""
    punish = when(f"other is an extension and selector is {asked}", unless_worse(1, 3))
    text = (
        GAME
        + function("f1", 1, offer(TWO))
        + function("f2", 2, punish, offer(TWO))
        + program("p1", 1, default="a", function="f1", selection={"rule": "leximin"})
        + program("p2", 2, default="c", function="f2", selection={"rule": "leximin"})
        + belief(1, "p2")
        + belief(2, "p1")
    )
    found = rows(text, "two-selectors")
    assert (found["asm-8.ii"].status, found["asm-8.ii"].reach) == (Status.FAILS, Reach.ALL)
    assert (
        f"with selector {asked} f2 answers f1 by {{(2, 2)}} and E(f1) by {{(1, 3)}}"
        in found["asm-8.ii"].evidence
    )


def test_an_extension_may_recognise_extensions_in_the_conditional_draft(rows) -> None:
    """2026-11-23: E(f2) answers E(f1) by more than f1, as the draft intends; the assumption exempts extensions."""
    base = GAME + function("f1", 1, offer(TWO)) + function("f2", 2, offer(HALF))
    found = rows(base + believed_to_use("E(f2)", extends="f2"), "conditional")["asm-8.ii"]
    assert (found.status, found.reach) == (Status.HOLDS, Reach.ALL)
    assert "E(f2)" not in found.evidence


def test_in_the_drafts_any_function_must_be_answered_as_its_extension(rows) -> None:
    """2026-11-27: what def-6 refuses was left out, but RN^{-i} is drawn from sets that need not satisfy def-6."""
    for offers in (offer(), offer(unless_worse(3, 1))):
        text = (
            GAME
            + function("f1", 1, offer(TWO))
            + function("f1n", 1, offers)
            + function("f2", 2, when("other is `f1n`", HALF), offer(TWO))
            + PROGRAMS
        )
        found = rows(text, "conditional")["asm-8.ii"]
        assert (found.status, found.reach) == (Status.FAILS, Reach.ALL)


THREE = """
title = "asm-8 with three players"
model = "hull"
profile = ["p1", "p2", "p3"]
[game]
actions = [["A", "B"], ["A", "B"], ["A", "B"]]
otherwise = [0, 0, 0]
outcomes = [
  { actions = ["A", "A", "B"], payoffs = [3, 1, 1] },
  { actions = ["A", "B", "A"], payoffs = [1, 3, 1] },
  { actions = ["B", "A", "A"], payoffs = [1, 1, 3] },
]
""" + "".join(
    program(f"a{k}", k, play="A") + program(f"p{k}", k, default=f"a{k}", function=f"f{k}") for k in (1, 2, 3)
)  # every efficient outcome gives everyone at least 1, so u^PMM = (1, 1, 1)


def beliefs_about(*programs: str) -> str:
    """Everyone believes in these programs, one for each player, of the others."""
    return "".join(
        belief(k, *(p for j, p in enumerate(programs, 1) if j != k)) for k in range(1, len(programs) + 1)
    )


def test_the_same_code_may_offer_the_pmp_of_a_third_player(rows) -> None:
    """2026-11-23: what f1 offers decides where f3~ ends unextended, and so what f2 answers by the same code."""
    own: Offer = {"points": [[1, 1, 3], [2, 1, 1]], "where": ["u >= d"]}
    text = (
        THREE
        + beliefs_about("p1", "p2", "p3~")
        + program("p3~", 3, extends="p3")
        + function("f1", 1, offer(unless_worse(3, 1, 1)))
        + function("f2", 2, when("player 3 is an extension", own, {"pmp": 3}), offer(own))
        + function("f3", 3, offer({"region": ["u >= d"]}))
    )
    found = rows(text, "published+from-a")["asm-8.ii"]
    assert (found.status, found.reach) == (Status.FAILS, Reach.ALL)
    assert (
        "at the default (0, 0, 0) f2 answers f1 by conv{(1, 1, 1), (1, 1, 3)} ∪ {(2, 1, 1)}" in found.evidence
    )
    assert "f1~ by {(1, 1, 3)} ∪ conv{(2, 1, 1), (2, 1, 2)}: (1, 1, 2) is withdrawn" in found.evidence


CSR = (
    """
title = "asm-8 (i)"
model = "pure"
profile = ["p1", "x"]
[game]
actions = [["A", "B"], ["X", "Y"]]
payoffs = [[[1, 1], [0, 0]], [[0, 0], [2, 2]]]
"""
    + function("f1", 1, offer({"region": ["u >= d"]}))
    + program("x", 2, play="Y")
    + program("p1", 1, rule="when other renegotiates play A, else play B")
    + program("s1", 1, default="p1", function="f1")
    + belief(1, "x")
    + belief(2, "p1")
)

ALG_1 = renegotiation("rn", {"outcomes": [["A", "Y"]], "to": ["B", "Y"]}) + program(
    "r2", 2, default="x", renegotiation="rn"
)


def test_a_csr_program_may_have_a_default_that_renegotiates_otherwise(rows) -> None:
    """2026-11-23: against a CSR program with the alg-1 default r2, p1 plays B; against r2 itself, A."""
    found = rows(CSR + ALG_1)["asm-8.i"]
    assert (found.status, found.reach) == (Status.FAILS, Reach.ALL)
    assert (
        found.evidence
        == "p1 plays B against a renegotiating program with default r2, but A against the default"
    )


def test_an_unknown_default_may_renegotiate_otherwise(rows) -> None:
    """2026-11-23: without a declared alg-1 program nothing is shown for all CSR programs."""
    found = rows(CSR)["asm-8.i"]
    assert (found.status, found.reach) == (Status.HOLDS, Reach.DECLARED)
    plain = rows(CSR.replace("other renegotiates", "other is `x`").replace("play B", "play A"))["asm-8.i"]
    assert (plain.status, plain.reach) == (Status.HOLDS, Reach.ALL)


@pytest.mark.parametrize(
    ("rule", "status"),
    [
        # against a program that is not CSR a CSR program plays as its default does, whatever that is
        ("when other would play D against `a` play E, else play A", Status.HOLDS),
        (
            "when other would play D against `a` and other would play C against `e` play E, else play B",
            Status.HOLDS,
        ),
        ("when other would play D against `a` and other is a CSR program play E, else play A", Status.FAILS),
        # no program plays both D and C against a, so the last clause answers every program
        (
            "when other would play D against `a` and other would play C against `a` and other is a CSR program"
            " play E, else play A",
            Status.HOLDS,
        ),
    ],
)
def test_a_simulation_against_a_plain_program_tells_csr_programs_from_nothing(
    rule: str, status: Status, rows
) -> None:
    text = (
        GAME.replace('["p1", "p2"]', '["asks", "d"]')
        + program("e", 1, play="E")
        + program("d", 2, play="D")
        + program("asks", 1, rule=rule)
        + belief(2, "asks")
        + belief(1, "d")
    )
    finding = rows(text)["asm-8.i"]
    assert (finding.status, finding.reach) == (status, Reach.ALL)
