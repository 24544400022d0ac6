"""The ceiling test where what is offered depends on code: a third player's function, or the player's own."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest

from spi_verify.paths import root
from spi_verify.programs.ceiling import Ceiling
from spi_verify.scenarios.load import read_scenario
from tests.scenario_text import claim, function, offer, program, when

GAME = (
    """
title = "ceiling"
model = "hull"
[game]
actions = [["A"], ["A"], ["A", "B"]]
payoffs = [[[[0, 0, 0], [1, 1, 1]]]]
[selection]
rule = "utilitarian"
"""
    + function("one", 3, offer({"point": [1, 1, 1]}))
    + function("two", 3, offer({"point": [1, 1, 1]}))
    + program("a1", 1, play="A")
    + program("a2", 2, play="A")
    + program("a3", 3, play="A")
    + program("p2", 2, default="a2", function="asking")
    + program("p3", 3, default="a3", function="one")
    + program("p3~", 3, extends="p3")
    + claim("def-5")
)


def bound(condition: str, third: str = "p3"):
    scenario = read_scenario(GAME + function("asking", 2, when(condition, {"point": [1, 1, 1]})))
    others = (scenario.programs["p2"], scenario.programs[third])
    return Ceiling(scenario.interpreter(), 0, scenario.declared(0)).expected([(others, Fraction(1))])


@pytest.mark.parametrize(
    ("condition", "most"),
    [
        ("player 3 is an extension", 0),
        ("player 3 is two", 0),
        ("player 3 is one", 1),
        ("player 3 is not two", 1),
        ("player 3 is an extension and player 1 is an extension", 0),
        ("player 3 is one and player 1 is an extension", 1),
        ("player 1 is an extension", 1),  # what the player itself runs stays open
        ("player 1 is not an extension and player 3 is two", 0),
    ],
)
def test_what_a_counterpart_asks_about_another_is_known(condition: str, most: int) -> None:
    assert bound(condition) == most


@pytest.mark.parametrize("condition", ["player 3 is an extension", "player 3 is one", "player 3 is `one~`"])
def test_an_extension_may_be_asked_as_its_base(condition: str) -> None:
    assert bound(condition, "p3~") == 1


def ceilings(*replacements: tuple[str, str]) -> tuple[Fraction, Fraction]:
    """Of player 1 in the scenario that needs it: the bound on what is expected, and the mean of single bounds."""
    text = (root() / "counterexamples/thm-3-blog-expected.toml").read_text(encoding="utf-8")
    for old, new in replacements:
        assert text.count(old) == 1
        text = text.replace(old, new)
    scenario = read_scenario(text)
    ceiling = Ceiling(scenario.interpreter(), 0, scenario.declared(0))
    support = scenario.beliefs[0].support
    single = sum((ceiling.expected([(o, Fraction(1))]) * w for o, w in support), Fraction(0))
    return ceiling.expected(support), single


def test_one_program_is_not_two_against_two_counterparts() -> None:
    assert ceilings() == (Fraction(27, 20), Fraction(27, 20) + Fraction(3, 10))


def test_what_an_extension_could_avoid_is_not_counted() -> None:
    less = 'points = [["3/2", "1/2"], [1, 1]], where = ["u >= d"] }]\n[[function.case]]\nwhen = "other extends `yours-2'
    only = less.replace("points = [[", "point = [").replace("], [1, 1]]", "]")
    assert ceilings((less, only)) == (Fraction(33, 20), Fraction(33, 20))


@pytest.mark.parametrize(
    ("asked", "most"),
    [
        ("other extends `yours-1`", Fraction(29, 20)),
        ("other is an extension of `yours-1`", Fraction(33, 20)),
        ("other is `yours-1~`", Fraction(33, 20)),
    ],
)
def test_more_layers_than_are_asked_about_are_supposed_too(asked: str, most: Fraction) -> None:
    """Who is not told apart from an unknown function gets (3/2, 1/2); two layers get (3, 1) elsewhere too."""
    accepts = 'offer = [{ points = [["3/2", "1/2"], [1, 1]], where = ["u >= d"] }]'
    known = f'when = "other extends `yours-1`"\n{accepts}'
    others = '[[function.case]]\noffer = [{ point = ["3/2", "1/2"], where = ["u >= d"] }]'
    new = f'when = "{asked}"\n{accepts}\n{others}'
    assert ceilings((known, new))[0] == most


RECOGNISED = (
    """
title = "recognised"
model = "pure"
[game]
actions = [["A", "B"], ["A", "B"]]
payoffs = [[[0, 0], [1, 1]], [[2, 2], [3, 3]]]
"""
    + program("a1", 1, play="A")
    + program("a2", 2, play="A")
    + program("p1", 1, default="a1", function="mine")
    + program("p2", 2, default="a2", function="asking")
    + program("p2~", 2, extends="p2")
    + program("E(p2)", 2, extends="p2", extension="conditional")
    + claim("def-5")
)


@pytest.mark.parametrize(
    ("condition", "offered", "other", "most"),
    [
        ("other is mine", "[1, 1], [2, 2]", "p2", 2),
        ("other is mine", "[1, 1]", "p2", 1),
        ("other is not mine", "[1, 1]", "p2", 3),
        ("other is an extension", "[1, 1]", "p2", 3),
        # an extension adds the PMM, (3, 3), which is all that a projection holds
        ("other is an extension of mine", "[1, 1]", "p2", 3),
        ("other is an extension of mine and d1 > 0", "[2, 2]", "p2", 1),
        ("other is mine", "[1, 1]", "p2~", 3),
        ("other is mine", "[1, 1]", "E(p2)", 3),
    ],
)
def test_a_recognised_function_is_played(condition: str, offered: str, other: str, most: int) -> None:
    mine = function("mine", 1, offer({"points": json.loads(f"[{offered}]")}))
    asking = function("asking", 2, when(condition, {"points": [[2, 2], [3, 3]]}), offer({"point": [1, 1]}))
    scenario = read_scenario(RECOGNISED + mine + asking)
    ceiling = Ceiling(scenario.interpreter(), 0, scenario.declared(0))
    others = (scenario.programs[other],)
    support = [(others, Fraction(1))]
    assert ceiling.expected_in_class(support, "csr", scenario.programs["a1"]) == most
