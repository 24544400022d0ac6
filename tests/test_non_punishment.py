"""asm-8 in its readings, on scenarios small enough to work out by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from spi_verify.checking.check import check_claim
from spi_verify.checking.rows import Finding, Reach, Status
from spi_verify.scenarios.load import load_scenario
from spi_verify.solving.questions import Solvers

GAME = """
title = "asm-8"
model = "hull"
profile = ["p1", "p2"]
[game]
actions = [["A", "B", "E"], ["C", "D"]]
payoffs = [[[0, 0], [1, 3]], [[3, 1], [0, 0]], [[2, 2], [0, 0]]]
[[program]]
name = "a"
player = 1
play = "A"
[[program]]
name = "c"
player = 2
play = "C"
"""  # efficient: from (1, 3) to (3, 1), so u^PMM = (1, 1); the default (A, C) has payoffs (0, 0)

PROGRAMS = """
[[program]]
name = "p1"
player = 1
default = "a"
function = "f1"
[[program]]
name = "p2"
player = 2
default = "c"
function = "f2"
[[belief]]
player = 1
about = ["p2"]
weight = 1
[[belief]]
player = 2
about = ["p1"]
weight = 1
"""

HALF = '{ point = ["1/2", "1/2"], where = ["u >= d"] }'


def function(name: str, *cases: str) -> str:
    """A function with cases ``condition: offers``, the last without a condition."""
    text = f'[[function]]\nname = "{name}"\nplayer = {name[1]}\n'
    for case in cases:
        condition, _, offers = case.rpartition(":: ")
        when = f'when = "{condition}"\n' if condition else ""
        text += f"[[function.case]]\n{when}offer = [{offers}]\n"
    return text


@pytest.fixture
def rows(solvers: Solvers, tmp_path: Path):
    def check(text: str, reading: str = "published") -> dict[str, Finding]:
        path = tmp_path / "scenario.toml"
        path.write_text(f'{text}\n[[claim]]\nid = "asm-8"\nreading = "{reading}"\n', encoding="utf-8")
        scenario = load_scenario(path)
        instance = check_claim(scenario, scenario.claims[0], solvers)
        return {row.id: row.finding for row in instance.rows}

    return check


def test_a_pmp_offer_is_of_the_function_below_every_extension(rows) -> None:
    """2026-11-23: f2 offers f1~ and f1~~ the same PMP, that of f1's outcome; else f1~~ would lose points of it."""
    both = f"{HALF}, {{ point = [3, 1], where = ['u >= d'] }}"
    text = (
        GAME
        + function("f1", HALF)
        + function("f2", f"other is an extension:: {both}, {{ pmp = 1 }}", both)
        + PROGRAMS
    )
    found = rows(text, "published+from-a")["asm-8.ii"]
    assert (found.status, found.reach) == (Status.HOLDS, Reach.ALL)


def test_a_function_may_itself_be_an_extension(rows) -> None:
    """2026-11-23: f2 answers extensions of f1 as assumed, but takes that back from extensions of f1~."""
    text = (
        GAME
        + function("f1", HALF)
        + function("f2", f"other is an extension of `f1`:: {HALF}, {{ pmp = 1 }}", HALF)
        + PROGRAMS
    )
    found = rows(text, "published+from-a")["asm-8.ii"]
    assert (found.status, found.reach) == (Status.FAILS, Reach.ALL)
    assert "f2 answers f1~ by" in found.evidence
    assert "f1~~ by {(1/2, 1/2)}: " in found.evidence
    assert "is withdrawn" in found.evidence


def test_every_a_is_every_a_but_a_of_p_stays(rows) -> None:
    """2026-11-23: what is added at a was compared with the PMP of the outcome reached from a, not of a(p) = (0, 0)."""
    own = "{ region = ['u >= d'], where = ['u1 <= 1'] }"
    text = (
        GAME
        + function("f1", "{ point = [2, 2], where = ['u >= d'] }")
        + function("f2", f"other is an extension:: {own}, {{ pmp = 1 }}", own)
        + PROGRAMS
    )
    found = rows(text)["asm-8.ii"]
    assert (found.status, found.reach) == (Status.FAILS, Reach.ALL)
    assert "at the default (3/2, 3/2) f2 answers f1 by ∅" in found.evidence
    assert "not in PMP_1((0, 0)) = conv{(1, 1), (3, 1)}, of a(p) for p_1 = p1" in found.evidence


ABOVE = "other is an extension and d2 > m2:: { region = ['u2 == d2', 'u1 >= d1', 'u1 >= m1'] }"


@pytest.mark.parametrize("reading", ["published+from-a", "blog"])
def test_adding_the_pmp_of_the_default_where_nothing_else_is_offered(rows, reading: str) -> None:
    """2026-11-23: shown for every a and every RN^1, as r can only be a where f2 offers nothing of its own."""
    text = (
        GAME
        + function("f1", HALF)
        + function("f2", ABOVE, "{ point = [3, 1], where = ['u >= d'] }")
        + PROGRAMS
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
    add = f"other is an extension and d1 <= 1/2 and d2 <= 1/2:: {HALF}, {{ point = [1, 1] }}"
    text = GAME + function("f1", HALF) + function("f2", add, HALF) + PROGRAMS
    found = rows(text)["asm-8.ii"]
    assert (found.status, found.reach) == (Status.HOLDS, Reach.DECLARED)
    assert found.evidence.count("f2 answers player 1's extended functions") == 1
    assert rows(text, "published+from-a")["asm-8.ii"].reach is Reach.ALL
    assert rows(text, "conditional")["asm-8.ii"].status is Status.FAILS


@pytest.mark.parametrize("asked", ["leximin", "centroid"])
def test_every_selector_is_also_the_one_that_is_asked_about(rows, asked: str) -> None:
    """2026-11-23: f2 punishes extensions under one selector, which the programs carry or nobody does."""
    programs = PROGRAMS.replace('"f1"\n', '"f1"\nselection = { rule = "leximin" }\n')
    programs = programs.replace('"f2"\n', '"f2"\nselection = { rule = "leximin" }\n')
    two = "{ point = [2, 2], where = ['u >= d'] }"
    punish = f"other is an extension and selector is {asked}:: {{ point = [1, 3], where = ['u >= d'] }}"
    found = rows(GAME + function("f1", two) + function("f2", punish, two) + programs, "two-selectors")
    assert (found["asm-8.ii"].status, found["asm-8.ii"].reach) == (Status.FAILS, Reach.ALL)
    assert (
        f"with selector {asked} f2 answers f1 by {{(2, 2)}} and E(f1) by {{(1, 3)}}"
        in found["asm-8.ii"].evidence
    )


def test_an_extension_may_recognise_extensions_in_the_conditional_draft(rows) -> None:
    """2026-11-23: E(f2) answers E(f1) by more than f1, as the draft intends; the assumption exempts extensions."""
    extension = '[[function]]\nname = "E(f2)"\nplayer = 2\nextends = "f2"\nrule = "conditional"\n'
    programs = PROGRAMS.replace('about = ["p2"]', 'about = ["e2"]')
    programs += '[[program]]\nname = "e2"\nplayer = 2\ndefault = "c"\nfunction = "E(f2)"\n'
    base = GAME + function("f1", "{ point = [2, 2], where = ['u >= d'] }") + function("f2", HALF)
    found = rows(base + extension + programs, "conditional")["asm-8.ii"]
    assert (found.status, found.reach) == (Status.HOLDS, Reach.ALL)
    assert "E(f2)" not in found.evidence


def test_in_the_drafts_any_function_must_be_answered_as_its_extension(rows) -> None:
    """2026-11-27: what def-6 refuses was left out, but RN^{-i} is drawn from sets that need not satisfy def-6."""
    two = "{ point = [2, 2], where = ['u >= d'] }"
    text = (
        GAME
        + function("f1", two)
        + '[[function]]\nname = "f1n"\nplayer = 1\noffer = []\n'
        + function("f2", f"other is `f1n`:: {HALF}", two)
        + PROGRAMS
    )
    found = rows(text, "conditional")["asm-8.ii"]
    assert (found.status, found.reach) == (Status.FAILS, Reach.ALL)
    proper = text.replace(
        "player = 1\noffer = []", "player = 1\noffer = [{ point = [3, 1], where = ['u >= d'] }]"
    )
    assert rows(proper, "conditional")["asm-8.ii"].status is Status.FAILS


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
    f"""
[[program]]
name = "a{k}"
player = {k}
play = "A"
[[program]]
name = "p{k}"
player = {k}
default = "a{k}"
function = "f{k}"
[[belief]]
player = {k}
about = [{", ".join(f'"p{j}{"~" if j == 3 else ""}"' for j in (1, 2, 3) if j != k)}]
weight = 1
"""
    for k in (1, 2, 3)
)  # every efficient outcome gives everyone at least 1, so u^PMM = (1, 1, 1)


def test_the_same_code_may_offer_the_pmp_of_a_third_player(rows) -> None:
    """2026-11-23: what f1 offers decides where f3~ ends unextended, and so what f2 answers by the same code."""
    own = "{ points = [[1, 1, 3], [2, 1, 1]], where = ['u >= d'] }"
    text = (
        THREE
        + '[[program]]\nname = "p3~"\nplayer = 3\nextends = "p3"\n'
        + function("f1", "{ point = [3, 1, 1], where = ['u >= d'] }")
        + function("f2", f"player 3 is an extension:: {own}, {{ pmp = 3 }}", own)
        + function("f3", "{ region = ['u >= d'] }")
    )
    found = rows(text, "published+from-a")["asm-8.ii"]
    assert (found.status, found.reach) == (Status.FAILS, Reach.ALL)
    assert (
        "at the default (0, 0, 0) f2 answers f1 by conv{(1, 1, 1), (1, 1, 3)} ∪ {(2, 1, 1)}" in found.evidence
    )
    assert "f1~ by {(1, 1, 3)} ∪ conv{(2, 1, 1), (2, 1, 2)}: (1, 1, 2) is withdrawn" in found.evidence


CSR = """
title = "asm-8 (i)"
model = "pure"
profile = ["p1", "x"]
[game]
actions = [["A", "B"], ["X", "Y"]]
payoffs = [[[1, 1], [0, 0]], [[0, 0], [2, 2]]]
[[function]]
name = "f1"
player = 1
offer = [{ region = ["u >= d"] }]
[[program]]
name = "x"
player = 2
play = "Y"
[[program]]
name = "p1"
player = 1
rule = "when other renegotiates play A, else play B"
[[program]]
name = "s1"
player = 1
default = "p1"
function = "f1"
[[belief]]
player = 1
about = ["x"]
weight = 1
[[belief]]
player = 2
about = ["p1"]
weight = 1
"""

ALG_1 = """
[[renegotiation]]
name = "rn"
case = [{ outcomes = [["A", "Y"]], to = ["B", "Y"] }]
[[program]]
name = "r2"
player = 2
default = "x"
renegotiation = "rn"
"""


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


SIMULATING = """
[[program]]
name = "e"
player = 1
play = "E"
[[program]]
name = "d"
player = 2
play = "D"
[[program]]
name = "asks"
player = 1
rule = "{rule}"
[[belief]]
player = 2
about = ["asks"]
weight = 1
[[belief]]
player = 1
about = ["d"]
weight = 1
"""
PLAYED = GAME.replace('["p1", "p2"]', '["asks", "d"]')


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
    finding = rows(PLAYED + SIMULATING.format(rule=rule))["asm-8.i"]
    assert (finding.status, finding.reach) == (status, Reach.ALL)
