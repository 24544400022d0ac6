"""The report page: what it shows, that it needs nothing else, and that text from files stays text."""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from pathlib import Path

import pytest

from spi_verify.checking.check import check_scenario
from spi_verify.checking.rows import Instance, Reach
from spi_verify.errors import InputError
from spi_verify.programs.listing import string
from spi_verify.reports.page import page, write_page
from spi_verify.reports.templating import told
from spi_verify.scenarios.load import load_scenario
from spi_verify.scenarios.scenario import Scenario
from spi_verify.solving.questions import Solvers
from tests.scenario_text import belief, claim, program

FOLDER = Path(__file__).parent.parent / "scenarios"
VOID = {"meta", "br", "hr", "img", "link", "input", "wbr"}
SCRIPT = '<script>alert("x")</script>'
REVERSED = '‮live‏\' onload="x" &amp;'
ARABIC = "برنامج"
WIDE = "W" * 200


def hostile_text() -> str:
    """A scenario whose every name tries to be something other than a name."""
    s = string
    rule = f"when other is `{REVERSED}` play `{WIDE}`, else play `{SCRIPT}`"
    other_rule = f"when other is `{WIDE}` play `{REVERSED}`, else play `{ARABIC}`"
    return (
        f"""
title = {s('<h1>Title</h1> "quoted" ' + REVERSED + "Very long " * 1000)}
description = {s("<b>bold?</b> " + "x" * 5000 + chr(10) * 2 + "second " + REVERSED + ARABIC)}
model = "hull"
profile = [{s(SCRIPT)}, {s(REVERSED)}]
[game]
title = {s("<img src=x onerror=alert(1)>")}
players = [{s("A<script>")}, {s(ARABIC)}]
actions = [[{s(SCRIPT)}, {s(WIDE)}], [{s(ARABIC)}, {s(REVERSED)}]]
payoffs = [[["123456789012345678901234567891/7", 1], [0, 0]], [["1/3", "-5/17"], [1, 3]]]
"""
        + program(SCRIPT, 1, play=SCRIPT)
        + program(WIDE, 1, rule=rule)
        + program(REVERSED, 2, play=ARABIC)
        + program(ARABIC, 2, play=REVERSED)
        + program("third", 2, rule=other_rule)
        + belief(1, REVERSED, weight="1/3")
        + belief(1, ARABIC, weight="1/3")
        + belief(1, "third", weight="1/3")
        + belief(2, SCRIPT)
        + claim("def-1")
        + claim("def-5")
    )


def checked(path: Path) -> tuple[Scenario, list[Instance]]:
    scenario = load_scenario(path)
    with Solvers() as solvers:
        return scenario, list(check_scenario(scenario, solvers))


@pytest.fixture(scope="module")
def scheduling() -> tuple[Scenario, list[Instance]]:
    return checked(FOLDER / "ex-1-scheduling.toml")


@pytest.fixture(scope="module")
def theorem() -> tuple[Scenario, list[Instance]]:
    return checked(FOLDER / "thm-3-scheduling.toml")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Scenario, list[Instance]]:
    path = tmp_path_factory.mktemp("hostile") / "hostile.toml"
    path.write_text(hostile_text(), encoding="utf-8")
    return checked(path)


@pytest.fixture(params=["scheduling", "theorem", "hostile"])
def case(request: pytest.FixtureRequest) -> tuple[Scenario, list[Instance]]:
    found: tuple[Scenario, list[Instance]] = request.getfixturevalue(request.param)
    return found


class Reader(HTMLParser):
    """Collects elements, and refuses elements that are not closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] != "style":
            self.words.append(data)

    def text(self) -> str:
        """All words of the page, spaces made single."""
        return " ".join("".join(self.words).split())

    def tags(self) -> list[str]:
        return [tag for tag, _ in self.elements]

    def attributes(self) -> Iterator[tuple[str, str | None]]:
        for _, attrs in self.elements:
            yield from attrs.items()


def test_structure(case: tuple[Scenario, list[Instance]]) -> None:
    reader = Reader(page(*case))
    assert ("html", {"lang": "en"}) in reader.elements
    assert {"main", "header", "nav", "footer", "title"} <= set(reader.tags())
    levels = [int(tag[1]) for tag in reader.tags() if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b <= a + 1 for a, b in itertools.pairwise(levels))
    ids = [value for name, value in reader.attributes() if name == "id"]
    assert len(ids) == len(set(ids))
    references = [v[1:] for n, v in reader.attributes() if n == "href" and v and v.startswith("#")]
    labels = [part for n, v in reader.attributes() if n == "aria-labelledby" and v for part in v.split()]
    assert set(references) | set(labels) <= set(ids)


def test_needs_nothing_else(case: tuple[Scenario, list[Instance]]) -> None:
    text = page(*case)
    reader = Reader(text)
    assert not {"script", "link", "iframe", "img", "object", "base", "form"} & set(reader.tags())
    for name, value in reader.attributes():
        assert not name.startswith(("on", "xmlns"))
        if name in ("href", "src"):
            assert value
            assert value.startswith(("#", "data:image/png"))
    assert not re.search(r"https?:|@import|javascript:|url\((?!#)", text)


def test_pictures_have_names_and_texts(theorem: tuple[Scenario, list[Instance]]) -> None:
    text = page(*theorem)
    pictures = re.findall(r"<svg.*?</svg>", text, re.DOTALL)
    assert pictures
    for picture in pictures:
        assert re.match(r'<svg[^>]* role="img" aria-labelledby="', picture)
        assert "<title" in picture
        assert re.search(r"<desc[^>]*>[^<]{40}", picture)


def test_hatches_can_be_seen() -> None:
    text = page(load_scenario(FOLDER.parent / "counterexamples" / "ex-4-figure.toml"), [])
    grounds = re.findall(r'<pattern[^>]*>\s*<rect[^>]* fill-opacity="0.\d+"', text)
    assert len(grounds) == text.count("<pattern") > 2
    assert not re.search(r"url\(#[^)]*\); (fill-)?opacity", text)
    assert len(text) < 150_000  # a hatch of dots is written once, not dot by dot


def test_same_input_same_page(case: tuple[Scenario, list[Instance]]) -> None:
    scenario, instances = case
    later = [dataclasses.replace(instance, seconds=instance.seconds + 1) for instance in instances]
    assert page(scenario, instances) == page(scenario, later)


def test_verdicts_in_words(theorem: tuple[Scenario, list[Instance]]) -> None:
    scenario, instances = theorem
    words = Reader(page(scenario, instances)).text()
    for instance in instances:
        assert instance.verdict.value in words
        assert f"{instance.claim} reading {instance.reading}" in words
        assert Reader(str(told(instance.reason))).text() in words
    for row in (row for instance in instances for row in instance.rows):
        assert all(Reader(str(told(part))).text() in words for part in row.finding.evidence.split("; "))
        assert Reader(str(told(row.statement))).text() in words
        assert f"{row.id} · {row.step}" in words


def test_numbers_are_exact(scheduling: tuple[Scenario, list[Instance]]) -> None:
    words = Reader(page(*scheduling)).text()
    for expected in ("3, 1", "1, 3", "β₁(yield-to-slot-1) ≥ 1/4", "β₂(yield-to-slot-2) ≥ 1/4", "1/4", "3/4"):
        assert expected in words
    outside = re.sub(r"<svg.*?</svg>|<style>.*?</style>", "", page(*scheduling), flags=re.DOTALL)
    numbers = re.findall(r"(?<![\w.-])\d+\.\d+(?![\w.])", Reader(outside).text())
    assert set(numbers) <= set(scheduling[1][0].solvers.values())


def test_shown_for_declared_objects_only_is_said(theorem: tuple[Scenario, list[Instance]]) -> None:
    scenario, (first, *_) = theorem
    row = first.rows[0]
    weak = dataclasses.replace(row, finding=dataclasses.replace(row.finding, reach=Reach.DECLARED))
    words = Reader(page(scenario, [dataclasses.replace(first, rows=(weak,))])).text()
    assert "for the declared objects; not shown for all" in words


def test_set_valued_renegotiation_is_shown(theorem: tuple[Scenario, list[Instance]]) -> None:
    words = Reader(page(*theorem)).text()
    for expected in (
        "Answer of player 1",
        "Agreement set",
        "PMP-extended",
        "Pareto meet minimum",
        "alg-2",
    ):
        assert expected in words


def test_hostile_names_stay_text(hostile: tuple[Scenario, list[Instance]]) -> None:
    text = page(*hostile)
    reader = Reader(text)
    words = reader.text()
    assert SCRIPT in words  # shown as it is, and nowhere an element
    assert "<img src=x onerror=alert(1)>" in words
    assert '\\u202elive\\u200f\' onload="x" &amp;' in words
    assert not re.search("[‎‏‪-‮⁦-⁩\x00-\x08]", text)
    assert "123456789012345678901234567891/7" in words
    assert "(9,8" in words  # how much of the title is left out
    assert len(text) < 400_000
    assert text.count("<bdi>") == text.count("</bdi>") > 20


def test_large_and_many_player_games_are_listed(tmp_path: Path) -> None:
    actions = ", ".join('["a", "b", "c"]' for _ in range(4))
    path = tmp_path / "large.toml"
    path.write_text(
        f'title = "Large"\nmodel = "pure"\n[game]\nactions = [{actions}]\notherwise = [0, 0, 0, 0]\n'
        'outcomes = [{ actions = ["c", "c", "c", "c"], payoffs = ["1/3", 1, 1, 1] }]\n[[claim]]\nid = "def-5"\n'
    )
    words = Reader(page(*checked(path))).text()
    assert "4 players, 81 outcomes" in words
    assert "… and 49 more outcomes." in words
    assert "(1/3, 1, 1, 1)" in words


@pytest.mark.parametrize(
    "name",
    ["prop-2-chicken", "prop-4-scheduling", "thm-3-two-selectors", "thm-3-three-players", "costly-war"],
)
def test_every_kind_of_program_has_a_page(name: str) -> None:
    scenario = load_scenario(FOLDER / f"{name}.toml")
    text = page(scenario, [])
    words = Reader(text).text()
    assert "No claim was checked." in words
    for declared in scenario.programs.values():
        assert declared.name in words


def test_files(scheduling: tuple[Scenario, Sequence[Instance]], tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    assert write_page(*scheduling, out) == out
    assert out.read_bytes().decode("utf-8") == page(*scheduling)
    with pytest.raises(InputError, match="cannot write the page"):
        write_page(*scheduling, tmp_path / "missing" / "page.html")
