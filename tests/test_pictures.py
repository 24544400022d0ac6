"""Pictures: the same bytes twice, names as plain text, regions cut exactly, refusals that say why."""

from __future__ import annotations

import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from fractions import Fraction
from pathlib import Path

import pytest

from spi_verify.errors import InputError, Refusal
from spi_verify.games.feasible import feasible_set
from spi_verify.games.game import Game
from spi_verify.games.linear import Constraint, at_most
from spi_verify.games.rationals import Payoff
from spi_verify.reports import belief_pictures
from spi_verify.reports.canvas import outline
from spi_verify.reports.pictures import BeliefRegion, Mark, Picture, Region, belief_picture, payoff_picture

SVG = "{http://www.w3.org/2000/svg}"
SLOTS = ("Slot 1", "Slot 2", "Slot 3")
HOSTILE = "_$\\frac{1$ <script>alert(1)</script> & \x1b[31m"


def point(*values: int | str) -> Payoff:
    return tuple(Fraction(v) for v in values)


def scheduling(players: tuple[str, str] = ("Player 1", "Player 2"), title: str = "Scheduling Game") -> Game:
    payoffs = ((3, 1), (1, 3), (1, 1))
    return Game.build(title, players, (SLOTS, SLOTS), lambda p: payoffs[p[0]] if p[0] == p[1] else (0, 0))


def full_picture(game: Game, model: str = "hull") -> Picture:
    feasible = feasible_set(game, model)
    default = game.payoff((0,) * (game.n - 1) + (1,))
    regions = [
        Region("acceptable", feasible.cut([at_most(0, game.n, Fraction(1))])),
        Region("projection", feasible.pmp(0, default)),
        Region("agreed", feasible.points([default])),
        Region("nothing", feasible.empty()),
    ]
    marks = [Mark("default", default), Mark("selected", default)]
    return payoff_picture(feasible, marks=marks, regions=regions)


def texts(svg: str) -> list[str]:
    root = ElementTree.fromstring(svg)
    return ["".join(element.itertext()) for element in root.iter(f"{SVG}text")]


@pytest.mark.parametrize("model", ["hull", "pure"])
def test_two_players(model: str) -> None:
    words = texts(full_picture(scheduling(), model).svg())
    for expected in (
        "Scheduling Game",
        "payoff of Player 1",
        "payoff of Player 2",
        "PMM",
        "default, selected",
    ):
        assert expected in words
    for expected in ("acceptable", "projection", "agreed", "nothing: empty", "Pareto meet minimum"):
        assert expected in words


def test_three_players_are_projected_and_more_are_cut_off() -> None:
    three = Game.build("G", ("A", "B", "C"), (("x", "y"),) * 3, lambda p: (p[0], p[1], p[0] * p[2]))
    words = texts(full_picture(three).svg())
    assert sorted(w for w in words if w.startswith("payoff of")) == [f"payoff of {p}" for p in "AABBCC"]
    assert "(projected onto each pair of players)" in words
    five = Game.build("G", tuple("ABCDE"), (("x", "y"),) * 5, lambda p: p)
    words = texts(full_picture(five, "pure").svg())
    assert "(the first three of 5 players, projected)" in words


def test_the_same_picture_is_the_same_bytes_also_in_another_process() -> None:
    first = full_picture(scheduling()).svg()
    assert full_picture(scheduling()).svg() == first
    code = "import tests.test_pictures as t, sys; sys.stdout.write(t.full_picture(t.scheduling()).svg())"
    root = Path(__file__).resolve().parents[1]
    command = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(root)!r}); {code}"]
    environment = {"PYTHONHASHSEED": "5", "PATH": "", "PYTHONPATH": ":".join(p for p in sys.path if p)}
    run = subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", env=environment, check=True
    )
    assert run.stdout == first
    assert "date" not in first.lower()


def test_hostile_names_are_plain_text() -> None:
    svg = full_picture(scheduling((HOSTILE, "B" * 500), HOSTILE)).svg()
    assert "<script" not in svg
    words = texts(svg)
    assert "_$\\frac{1$ <script>alert(1)</script> & \\x1b[31m" in words
    assert "payoff of _$\\frac{1$ <script>alert(1)…" in words
    assert f"payoff of {'B' * 27}…" in words


def test_names_in_marks_and_legends_may_begin_with_an_underscore() -> None:
    feasible = feasible_set(scheduling(), "hull")
    zero = point(0, 0)
    picture = payoff_picture(
        feasible, marks=[Mark("_$m$", zero)], regions=[Region("_$r$", feasible.points([zero]))], title="$t$"
    )
    assert {"_$m$", "_$r$", "$t$"} <= set(texts(picture.svg()))


@pytest.mark.parametrize("suffix", ["svg", "png", "pdf"])
def test_files(tmp_path: Path, suffix: str) -> None:
    first, second = tmp_path / f"a.{suffix}", tmp_path / f"b.{suffix}"
    full_picture(scheduling()).save(first)
    full_picture(scheduling()).save(second)
    assert first.read_bytes() == second.read_bytes()


def test_files_that_cannot_be_written(tmp_path: Path) -> None:
    picture = full_picture(scheduling())
    with pytest.raises(InputError, match="not a picture format; expected svg, png or pdf, found gif"):
        picture.save(tmp_path / "a.gif")
    with pytest.raises(InputError, match="cannot write the file"):
        picture.save(tmp_path / "missing" / "a.svg")
    assert picture.inline_svg().startswith("<svg ")


def test_flat_and_tiny_games() -> None:
    for payoffs in ([(0, 0), (0, 0)], [(0, 0), (1, 1)], [(0, 2), (2, 0)], [(5, 1), (5, 2)]):
        game = Game.build("", ("A", "B"), (("x", "y"), ("z",)), payoffs)
        for model in ("hull", "pure"):
            assert "PMM" in " ".join(texts(payoff_picture(feasible_set(game, model)).svg()))


def test_payoffs_beyond_floats_are_refused() -> None:
    game = Game.build("", ("A", "B"), (("x", "y"), ("z",)), [("1e400", 0), (0, 1)])
    with pytest.raises(Refusal, match="the payoffs are too large to draw"):
        payoff_picture(feasible_set(game, "hull"))


def test_matplotlib_is_imported_only_to_draw() -> None:
    code = "import sys, spi_verify.reports.pictures; sys.exit('matplotlib' in sys.modules)"
    environment = {"PATH": "", "PYTHONPATH": ":".join(p for p in sys.path if p)}
    subprocess.run([sys.executable, "-c", code], env=environment, check=True, cwd=Path(__file__).parents[1])


def below(bound: int | str, *coefficients: int) -> Constraint:
    return Constraint(point(*coefficients), "<=", Fraction(bound))


def test_belief_segment() -> None:
    regions = [BeliefRegion("_better", (below(0, 1, -2),)), BeliefRegion("never", (below(-1, 1, 1),))]
    words = texts(belief_picture(("always $A$", "always B"), regions, title="Beliefs of <A>").svg())
    assert {"1/3", "1", "_better", "never: empty", "Beliefs of <A>"} <= set(words)
    assert "probability of always B  (the rest: always $A$)" in words


def test_belief_triangle() -> None:
    regions = [
        BeliefRegion("half", (below(0, 1, -2, 0),)),
        BeliefRegion("line", (Constraint(point(1, -1, 0), "==", Fraction(0)),)),
        BeliefRegion("corner", (below(0, 1, 1, 0),)),
    ]
    words = set(texts(belief_picture(("a", "b", "c"), regions).svg()))
    assert {"a", "b", "c", "(2/3, 1/3, 0)", "(1/2, 1/2, 0)", "half", "line", "corner"} <= words


@pytest.mark.parametrize(
    ("constraints", "corners"),
    [
        ((), {point(1, 0, 0), point(0, 1, 0), point(0, 0, 1)}),
        (
            (below("1/2", 1, 0, 0),),
            {point("1/2", "1/2", 0), point(0, 1, 0), point(0, 0, 1), point("1/2", 0, "1/2")},
        ),
        ((below(0, 1, 0, 0),), {point(0, 1, 0), point(0, 0, 1)}),
        ((below(0, 1, 0, 0), below(0, 0, 1, 0)), {point(0, 0, 1)}),
        ((below(-1, 1, 0, 0),), set()),
        (
            (Constraint(point(1, 0, 0), "==", Fraction(1, 3)),),
            {point("1/3", "2/3", 0), point("1/3", 0, "2/3")},
        ),
    ],
)
def test_belief_regions_are_cut_exactly(constraints: tuple[Constraint, ...], corners: set[Payoff]) -> None:
    found = belief_pictures._corners(3, BeliefRegion("r", constraints))
    assert set(found) == corners
    assert len(found) == len(corners)


def test_beliefs_over_other_numbers_of_programs_are_refused() -> None:
    with pytest.raises(InputError, match="over two or three programs; found 4"):
        belief_picture(tuple("abcd"), [])
    with pytest.raises(InputError, match="r: a condition has the wrong length; expected 2 coefficients"):
        belief_picture(("a", "b"), [BeliefRegion("r", (below(0, 1, 1, 1),))])


def test_outline_drops_points_inside_and_on_edges() -> None:
    grid = [(x, y) for x in range(4) for y in range(4)]
    assert outline(grid) == [(0, 0), (3, 0), (3, 3), (0, 3)]
    assert outline([(1, 1), (0, 0), (2, 2)]) == [(0, 0), (2, 2)]
