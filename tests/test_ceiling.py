"""The ceiling test where a counterpart's offer depends on a third player's function."""

from __future__ import annotations

from pathlib import Path

import pytest

from spi_verify.programs.ceiling import Ceiling
from spi_verify.scenarios.load import load_scenario

GAME = """
title = "ceiling"
model = "hull"
[game]
actions = [["A"], ["A"], ["A", "B"]]
payoffs = [[[[0, 0, 0], [1, 1, 1]]]]
[selection]
rule = "utilitarian"
[[function]]
name = "one"
player = 3
offer = [{ point = [1, 1, 1] }]
[[function]]
name = "two"
player = 3
offer = [{ point = [1, 1, 1] }]
[[function]]
name = "asking"
player = 2
[[function.case]]
when = "CONDITION"
offer = [{ point = [1, 1, 1] }]
[[program]]
name = "a1"
player = 1
play = "A"
[[program]]
name = "a2"
player = 2
play = "A"
[[program]]
name = "a3"
player = 3
play = "A"
[[program]]
name = "p2"
player = 2
default = "a2"
function = "asking"
[[program]]
name = "p3"
player = 3
default = "a3"
function = "one"
[[program]]
name = "p3~"
player = 3
extends = "p3"
[[claim]]
id = "def-5"
"""


def bound(tmp_path: Path, condition: str, third: str = "p3"):
    path = tmp_path / "scenario.toml"
    path.write_text(GAME.replace("CONDITION", condition), encoding="utf-8")
    scenario = load_scenario(path)
    others = (scenario.programs["p2"], scenario.programs[third])
    return Ceiling(scenario.interpreter(), 0, scenario.declared(0)).bound(others)


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
def test_what_a_counterpart_asks_about_another_is_known(tmp_path: Path, condition: str, most: int) -> None:
    assert bound(tmp_path, condition) == most


@pytest.mark.parametrize("condition", ["player 3 is an extension", "player 3 is one", "player 3 is `one~`"])
def test_an_extension_may_be_asked_as_its_base(tmp_path: Path, condition: str) -> None:
    assert bound(tmp_path, condition, "p3~") == 1


RECOGNISED = """
title = "recognised"
model = "pure"
[game]
actions = [["A", "B"], ["A", "B"]]
payoffs = [[[0, 0], [1, 1]], [[2, 2], [3, 3]]]
[[function]]
name = "mine"
player = 1
offer = [{ points = [OFFERED] }]
[[function]]
name = "asking"
player = 2
[[function.case]]
when = "CONDITION"
offer = [{ points = [[2, 2], [3, 3]] }]
[[function.case]]
offer = [{ point = [1, 1] }]
[[program]]
name = "a1"
player = 1
play = "A"
[[program]]
name = "a2"
player = 2
play = "A"
[[program]]
name = "p1"
player = 1
default = "a1"
function = "mine"
[[program]]
name = "p2"
player = 2
default = "a2"
function = "asking"
[[program]]
name = "p2~"
player = 2
extends = "p2"
[[program]]
name = "E(p2)"
player = 2
extends = "p2"
extension = "conditional"
[[claim]]
id = "def-5"
"""


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
def test_a_recognised_function_is_played(tmp_path, condition, offered, other, most):
    path = tmp_path / "scenario.toml"
    path.write_text(RECOGNISED.replace("CONDITION", condition).replace("OFFERED", offered), encoding="utf-8")
    scenario = load_scenario(path)
    ceiling = Ceiling(scenario.interpreter(), 0, scenario.declared(0))
    others = (scenario.programs[other],)
    assert ceiling.class_bound(others, "csr", scenario.programs["a1"]) == most
