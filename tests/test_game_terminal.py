"""The printed game report: what it says, what it cuts, and that hostile names stay harmless."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from spi_verify.games.analysis import Unanswered, analyse
from spi_verify.games.game import Game
from spi_verify.reports.game_terminal import print_report


def printed(game: Game, model: str = "hull", *, width: int = 120, most_rows: int = 20) -> str:
    console = Console(file=io.StringIO(), width=width, force_terminal=False)
    print_report(analyse(game, model), console, most_rows=most_rows)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def square(k: int) -> Game:
    names = [str(a) for a in range(k)]
    return Game.build("Square", ("A", "B"), (names, names), lambda p: (p[0], p[1]))


def test_says_every_answer() -> None:
    text = printed(Game.build("PD", ("Row", "Col"), (("c", "d"),) * 2, [(2, 2), (0, 3), (3, 0), (1, 1)]))
    for words in (
        "PD\nShape: 2 × 2 = 4 outcomes",
        "Payoff sum: differs between outcomes",
        "PMM feasible: no",
        "All between the PMM and the frontier feasible: no",
        "Outcomes whose meet point is feasible: all 4",
        "Pure Nash equilibria: 1",
        "(d, d)    (1, 1)",
        "Efficient vertices: 3",
        "PMP of Row",
    ):
        assert words in text


def test_cut_tables_say_how_many_more() -> None:
    text = printed(square(6), most_rows=4)
    assert "Meet points and Pareto meet projections (PMP): 36" in text
    assert "… and 32 more rows" in text
    assert "… and 1 more row" not in text
    assert "… and 1 more row\n" in printed(square(2), most_rows=3)


def test_many_players() -> None:
    n = 13
    game = Game.build("", [f"P{i}" for i in range(n)], [("x", "y")] + [("x",)] * (n - 1), lambda p: p)
    text = printed(game, "pure")
    assert "untitled game" in text
    assert "… and 1 more player" in text
    assert "Projections are not shown for more than three players; --json has them." in text


def test_hostile_names_are_text() -> None:
    game = Game.build(
        "[red]x[/red]\x1b[31m",
        ("[bold]A", "B\n\x07\u202e<script>" * 30),
        (("[/]", "[link=file:///x]b"), ("c",)),
        [("1/3", 10**80), (0, 0)],
        notes=["[blink]note"],
    )
    text = printed(game)
    for words in (
        "[red]x[/red]\\x1b[31m",
        "[bold]A",
        "B\\n\\x07\\u202e<script>",
        "([/], c)",
        "Note: [blink]note",
    ):
        assert words in text
    assert not {"\x1b", "\x07", "\u202e"} & set(text)


@pytest.mark.parametrize("width", [20, 40, 80, 300])
def test_any_width_works(width: int) -> None:
    assert all(len(line) <= width for line in printed(square(3), width=width).splitlines())


def test_unanswered_questions_say_why() -> None:
    report = analyse(square(2))
    fields = ("efficient", "pmm", "pmm_feasible", "frontier_box_feasible", "meets", "outcomes")
    for field in fields:
        object.__setattr__(report, field, Unanswered("too [hard]"))
    console = Console(file=io.StringIO(), width=120)
    print_report(report, console)
    assert isinstance(console.file, io.StringIO)
    assert console.file.getvalue().count("not answered (too [hard])") == len(fields)
