"""Scenario files: each thing that can be wrong is refused with its place, and nothing else ever comes out."""

from __future__ import annotations

import random
import re
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from spi_verify.errors import InputError
from spi_verify.scenarios.load import load_scenario
from spi_verify.scenarios.parse import MAX_BYTES

GOOD = """
title = "Two rules"
model = "pure"
profile = ["a", "b"]
constants = { eps = "1/10" }

[game]
actions = [["C", "D"], ["C", "D"]]
payoffs = [[[2, 2], [0, 3]], [[3, 0], ["1.5", 1]]]

[selection]
rule = "utilitarian"

[[function]]
name = "f"
player = 1
offer = [{ region = ["u >= d"] }]

[[renegotiation]]
name = "rn"
case = [{ outcomes = [["D", "D"]], to = ["C", "C"] }]

[[program]]
name = "a"
player = 1
rule = "when other is `b` play C, else play D"

[[program]]
name = "b"
player = 2
play = "D"

[[program]]
name = "csr"
player = 1
default = "a"
function = "f"

[[belief]]
player = 1
about = ["b"]
weight = 1

[[claim]]
id = "def-1"
"""


def load(tmp_path: Path, text: str) -> InputError:
    path = tmp_path / "scenario.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_scenario(path)
    return caught.value


def test_the_good_one_loads(tmp_path: Path) -> None:
    path = tmp_path / "scenario.toml"
    path.write_text(GOOD)
    scenario = load_scenario(path)
    assert [p.name for p in scenario.declared(0)] == ["a", "csr"]
    assert str(scenario.game.payoff((1, 1))[0]) == "3/2"


CASES = [
    ('model = "pure"', 'model = "cloud"', "model", "'hull', 'pure' or 'union'"),
    ('model = "pure"', "", "model", "required"),
    ('title = "Two rules"', 'title = "Two rules"\ncolour = 3', "colour", "unknown key"),
    ("[[2, 2], [0, 3]]", "[[2, 2]]", "game: payoffs\\[1\\]", "wrong number of entries"),
    ("[2, 2]", "[2]", "game: ", "payoff"),
    ("[2, 2]", "[2, nan]", "game: ", "exact number"),
    ("[2, 2]", "[2, inf]", "game: ", "exact number"),
    ("[2, 2]", '[2, "1/0"]', "game: ", "zero"),
    ("[2, 2]", '[2, "x"]', "game: ", "exact number"),
    ("[2, 2]", "[2, true]", "game: ", "exact number"),
    ("[2, 2]", "[2, 1e999999999]", "game: ", "1000 digits"),
    ("[2, 2]", "7", "game: payoffs\\[1\\]\\[1\\]|game: ", ""),
    ('["C", "D"], ["C", "D"]]', '["C", "D"], []]', "game: payoffs\\[1\\]", "expected 0, one per action"),
    ('["C", "D"], ["C", "D"]]', '["C", "C"], ["C", "D"]]', "game: ", "twice|repeated|same"),
    ('rule = "utilitarian"', 'rule = "dictator"', "selection", "no such selection rule"),
    ('rule = "utilitarian"', 'rule = "nash"', "selection", "disagreement"),
    ("weight = 1", 'weight = "1/2"', "belief", "do not sum to 1"),
    ("weight = 1", "weight = 0", "belief\\[1\\].weight", "positive"),
    ("weight = 1", "weight = -1", "belief\\[1\\].weight", "positive"),
    ('about = ["b"]', 'about = ["z"]', "belief\\[1\\].about", "unknown program"),
    ('about = ["b"]', 'about = ["a"]', "belief\\[1\\].about", "another player"),
    ('about = ["b"]', 'about = ["b", "b"]', "belief\\[1\\].about", "wrong number"),
    ('profile = ["a", "b"]', 'profile = ["a"]', "profile", "wrong number"),
    ('profile = ["a", "b"]', 'profile = ["b", "a"]', "profile\\[1\\]", "another player"),
    ('default = "a"', 'default = "csr"', "program\\[3\\] csr.default", "refers to itself"),
    ('default = "a"', 'default = "b"', "program\\[3\\] csr.default", "another player"),
    ('default = "a"', 'default = "nobody"', "program\\[3\\] csr.default", "unknown program"),
    ('default = "a"\n', "", "program\\[3\\]", "'default' goes with"),
    ('function = "f"', 'function = "g"', "program\\[3\\] csr.function", "unknown function"),
    ('play = "D"', 'play = "E"', "program\\[2\\] b: play", "no such action"),
    ('play = "D"', 'play = "D"\nrule = "play D"', "program\\[2\\]", "exactly one of"),
    ("other is `b` play C", "other is `c` play C", "program a", "names something unknown"),
    ("other is `b` play C", "other is `a` play C", "program a", "names something unknown"),
    (
        'offer = [{ region = ["u >= d"] }]',
        'case = [{ when = "other extends `g`", offer = [{ region = ["u >= d"] }] }]',
        "function f",
        "player 2's: there are none",
    ),
    ("else play D", "", "program\\[1\\] a: rule", "cannot read the rule"),
    ('name = "b"', 'name = "a"', "program\\[2\\].name", "have this name"),
    ('["u >= d"]', '["u > d"]', "function\\[1\\] f.offer\\[1\\]", "strict"),
    ('["u >= d"]', '["u >= z"]', "function\\[1\\] f.offer\\[1\\]", "unknown name"),
    ('region = ["u >= d"]', "point = [5, 5]", "function\\[1\\] f.offer\\[1\\]", "not feasible"),
    ('region = ["u >= d"]', "hull = [[2, 2], [1.5, 1]]", "function\\[1\\] f.offer\\[1\\]", "no lotteries"),
    ('region = ["u >= d"]', "pmp = 3", "function\\[1\\] f.offer\\[1\\]", "no such player"),
    ('region = ["u >= d"]', 'region = ["u >= d"], pmp = 1', "function", "exactly one of"),
    ('to = ["C", "C"]', 'to = ["C", "Z"]', "renegotiation\\[1\\] rn.case\\[1\\]", "no such action"),
    ('eps = "1/10"', 'u1 = "1/10"', "constants", "not usable"),
    ('eps = "1/10"', 'eps = "?"', "constants.eps", "exact number"),
    ("player = 2", "player = 3", "program\\[2\\] b.player", "no such player"),
    ("[game]", "[game]\nfile = 'x.nfg'", "game", "exactly one of"),
    ('play = "D"', 'play = "D"\nmember = false', "profile\\[2\\]", "outside P cannot be played"),
    ('name = "f"', 'name = "f~"', "function\\[1\\].name", "reserved"),
    ('name = "f"', 'name = "E(f)"', "function\\[1\\].name", "reserved"),
    ('name = "f"', 'name = "«f»"', "function\\[1\\].name", "reserved"),
]


@pytest.mark.parametrize(("old", "new", "place", "words"), CASES)
def test_refuses(tmp_path: Path, old: str, new: str, place: str, words: str) -> None:
    assert old in GOOD
    error = load(tmp_path, GOOD.replace(old, new, 1))
    assert error.file == str(tmp_path / "scenario.toml")
    assert error.place is not None
    assert re.search(place, error.place), error.place
    assert re.search(words, str(error)), str(error)
    assert "\n" not in str(error)
    assert len(str(error)) < 1000


def test_programs_that_do_not_halt_are_named(tmp_path: Path) -> None:
    rule = "when other would play C against `{}` play C, else play D"
    mirror = '[[program]]\nname = "{}"\nplayer = {}\nrule = "' + rule + '"\n'
    text = GOOD + mirror.format("m1", 1, "m1") + mirror.format("m2", 2, "m2")
    error = load(tmp_path, text)
    assert "do not halt: m1 against m2 -> m2 against m1 -> m1 against m2" in str(error)


def test_a_simulation_that_halts_is_run(tmp_path: Path) -> None:
    path = tmp_path / "scenario.toml"
    path.write_text(
        GOOD
        + '[[program]]\nname = "s"\nplayer = 2\nrule = "when other would play C against `b` play C, else play D"\n'
    )
    scenario = load_scenario(path)
    outcome = scenario.interpreter().outcome((scenario.programs["a"], scenario.programs["s"]))
    assert scenario.game.name(outcome.profile or ()) == "(D, C)"


HOSTILE = {
    "binary junk": bytes(range(256)) * 40,
    "not UTF-8": b'title = "\xff"',
    "empty": b"",
    "a NUL": b'title = "\x00"',
    "nested arrays": b"title = " + b"[" * 100_000,
    "nested tables": b"a = " + b"{a = " * 50_000,
    "deep dotted key": b".".join([b"a"] * 100_000) + b" = 1",
    "many tables": b"\n".join(b"[t%d]" % k for k in range(50_000)),
    "a million digits": GOOD.replace("[2, 2]", "[2, " + "9" * 900_000 + "]").encode(),
    "a million hex digits": GOOD.replace("[2, 2]", "[2, 0x" + "f" * 900_000 + "]").encode(),
    "a long decimal": GOOD.replace("[2, 2]", "[2, 0." + "3" * 900_000 + "]").encode(),
    "a huge power": GOOD.replace("[2, 2]", '[2, "1e1000000000000"]').encode(),
    "a long name": GOOD.replace('name = "b"', 'name = "' + "b" * 500_000 + '"').encode(),
    "a long rule": GOOD.replace("play D", "play D, " * 50_000).encode(),
    "parentheses": GOOD.replace("other is `b`", "(" * 5_000 + "other is `b`").encode(),
    "too many programs": (GOOD + '[[program]]\nname = "{}"\nplayer = 1\nplay = "C"\n' * 300).encode(),
    "too large": b"#" * (MAX_BYTES + 10),
    "contradictory keys": b'title = "a"\ntitle = "b"',
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_files(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "scenario.toml"
    path.write_bytes(HOSTILE[kind])
    with pytest.raises(InputError) as caught:
        load_scenario(path)
    assert len(str(caught.value)) < 1500
    assert str(path) in str(caught.value)


def test_missing_and_unreadable_files(tmp_path: Path) -> None:
    for path, words in ((tmp_path / "none.toml", "no such file"), (tmp_path, "not a file")):
        with pytest.raises(InputError, match=words):
            load_scenario(path)


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.toml"
    with path.open("wb") as stream:
        stream.truncate(100_000_000)
    with pytest.raises(InputError, match="too large"):
        load_scenario(path)


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(seed=st.integers(0, 2**32), edits=st.integers(1, 4))
def test_mutated_files_load_or_are_refused(tmp_path: Path, seed: int, edits: int) -> None:
    """Anything but a scenario or an InputError is a bug."""
    rng = random.Random(seed)
    text = GOOD
    for _ in range(edits):
        a, b = sorted(rng.randrange(len(text)) for _ in range(2))
        piece = text[a : min(b, a + 12)]
        change = rng.choice(["cut", "double", "swap", "insert"])
        if change == "cut":
            text = text[:a] + text[a + len(piece) :]
        elif change == "double":
            text = text[:a] + piece + text[a:]
        elif change == "swap":
            text = text[:a] + piece[::-1] + text[a + len(piece) :]
        else:
            text = (
                text[:a]
                + rng.choice(['"', "[", "{", "=", "\n", "0", "-", "`", "1/3", "[[program]]\n", "nan"])
                + text[a:]
            )
    path = tmp_path / "mutant.toml"
    path.write_text(text, encoding="utf-8")
    with suppress(InputError):
        load_scenario(path)
