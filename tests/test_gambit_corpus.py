"""Every game file of the Gambit collection: analysed, or refused for a true reason; and what must hold of all.

The collection lies beside the repository; where it does not, these tests are skipped. Its ``.efg`` files need
pygambit; where that is missing, they are skipped.
"""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from spi_verify.errors import InputError
from spi_verify.games.analysis import GameReport, Listing, analyse
from spi_verify.games.efg import pygambit_is_installed, without_labels
from spi_verify.games.feasible import FeasibleSet, feasible_set
from spi_verify.games.files import decode, read_game
from spi_verify.games.game import Game
from spi_verify.games.nfg import read_nfg, write_nfg
from spi_verify.games.points import IntegerPoints
from spi_verify.games.rationals import Payoff

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "data" / "gambit"
NFG = sorted(CORPUS.rglob("*.nfg"))
EFG = sorted(CORPUS.rglob("*.efg"))
LISTED = 12

ONE_PLAYER = "players: a game needs at least two players; found 1"
LABEL = (
    "pygambit cannot read it: Parse error in game file: Invalid label: a label must be well-formed UTF-8 text "
    "containing no control characters, must not begin or end with whitespace, and must not contain two consecutive "
    "whitespace characters"
)
REFUSED = {
    "caro2.efg": LABEL,
    "cs.efg": "the strategic form is too large; expected at most 200,000 outcomes, "
    "found 134,217,728 outcomes (16,384 × 2 × 8 × 512 strategies)",
    "ttt.efg": "the strategic form is too large; expected at most 200,000 outcomes, "
    "found 11,047,322,440 outcomes (16,529 × 668,360 strategies)",
    "gilboa1997/fig1.efg": ONE_PLAYER,
    "gilboa1997/fig2.efg": ONE_PLAYER,
    "chance_root_3_moves_only_one_nonzero_prob.efg": ONE_PLAYER,
    "chance_root_5_moves_no_nonterm_player_nodes.efg": ONE_PLAYER,
    "noPR-AM-driver-one-player.efg": ONE_PLAYER,
    "not_perfect_recall.efg": ONE_PLAYER,
    "perfect_recall.efg": ONE_PLAYER,
    "reduction_one_player_generic_payoffs.efg": ONE_PLAYER,
}


def label(path: Path) -> str:
    return str(path.relative_to(CORPUS))


def reason(path: Path) -> str | None:
    """Return why this file must be refused, if it must."""
    return REFUSED.get(path.name) or REFUSED.get(f"{path.parent.name}/{path.name}")


def cases(paths: list[Path], *, refused: bool) -> list[object]:
    readable = [path for path in paths if path.suffix == ".nfg" or pygambit_is_installed()]
    return [pytest.param(path, id=label(path)) for path in readable if (reason(path) is not None) == refused]


ACCEPTED = cases(NFG + EFG, refused=False)


@cache
def load(path: Path) -> Game:
    return read_game(path)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the Gambit collection is not beside the repository")
def test_the_collection_is_complete() -> None:
    assert (len(NFG), len(EFG)) == (59, 173)
    assert sum(reason(path) is not None for path in NFG + EFG) == len(REFUSED)


@pytest.mark.skipif(
    not (CORPUS.is_dir() and pygambit_is_installed()),
    reason="without pygambit and the Gambit collection no .efg file is tested",
)
def test_efg_files_are_among_the_cases() -> None:
    assert len(ACCEPTED) == len(NFG) + len(EFG) - len(REFUSED)


@pytest.mark.parametrize("path", cases(NFG + EFG, refused=True))
def test_refusals_have_a_true_reason(path: Path) -> None:
    with pytest.raises(InputError) as caught:
        load(path)
    assert str(caught.value) == f"{path}: {reason(path)}"


@pytest.mark.parametrize("path", ACCEPTED)
def test_every_file_round_trips(path: Path) -> None:
    game = load(path)
    assert read_nfg(write_nfg(game).encode()) == game


@pytest.mark.parametrize("model", ["hull", "pure"])
@pytest.mark.parametrize("path", ACCEPTED)
def test_what_section_3_says_of_every_game(path: Path, model: str) -> None:
    game = load(path)
    feasible = feasible_set(game, model)
    pmm = feasible.pmm()
    efficient = feasible.efficient_vertices()
    assert all(at_least(e, pmm) for e in efficient)
    assert all(any(e[i] == pmm[i] for e in efficient) for i in range(game.n))
    assert feasible.pmm_feasible() == feasible.contains(pmm)
    assert not feasible.frontier_box_feasible() or feasible.pmm_feasible()
    assert all(b >= v for b, v in zip(feasible.best(), pmm, strict=True))
    for payoff in some_payoffs(game):
        check_projections(feasible, payoff)


def some_payoffs(game: Game) -> list[Payoff]:
    """Return a few payoff vectors spread over the outcomes, each once."""
    step = max(1, game.size // LISTED)
    return list(dict.fromkeys(game.points.payoff(row) for row in range(0, game.size, step)))


def check_projections(feasible: FeasibleSet, payoff: Payoff) -> None:
    meet = feasible.meet_point(payoff)
    reachable = feasible.contains(meet)
    for i in range(feasible.n):
        projection = feasible.pmp(i, payoff)
        assert projection.contains(meet) == reachable
        for b in (vertex for cell in projection.cells for vertex in cell.vertices):
            assert feasible.contains(b)
            assert at_least(b, meet)
            assert at_least(b, payoff)
            assert all(b[j] == meet[j] for j in range(feasible.n) if j != i)


def at_least(x: Payoff, y: Payoff) -> bool:
    return all(a >= b for a, b in zip(x, y, strict=True))


@pytest.mark.parametrize("model", ["hull", "pure"])
@pytest.mark.parametrize("path", ACCEPTED)
def test_permuting_the_players_permutes_the_answers(path: Path, model: str) -> None:
    game = load(path)
    order = (*range(1, game.n), 0)
    one = analyse(game, model, most_listed=LISTED)
    other = analyse(permuted(game, order), model, most_listed=LISTED)
    for field in ("pmm", "best", "lowest", "maximin", "scale", "players", "shape"):
        assert getattr(other, field) == tuple(getattr(one, field)[k] for k in order)
    for field in ("size", "constant_sum", "pmm_feasible", "frontier_box_feasible", "meets"):
        assert getattr(other, field) == getattr(one, field)
    assert other.equilibria.total == one.equilibria.total
    if one.equilibria.hidden == 0:
        assert {o.payoff for o in other.equilibria.shown} == {
            tuple(o.payoff[k] for k in order) for o in one.equilibria.shown
        }
    assert efficient(other) == {tuple(p[k] for k in order) for p in efficient(one)} or is_cut(one)


def efficient(report: GameReport) -> set[Payoff]:
    assert isinstance(report.efficient, Listing)
    return {point.payoff for point in report.efficient.shown}


def is_cut(report: GameReport) -> bool:
    assert isinstance(report.efficient, Listing)
    return report.efficient.hidden > 0


def permuted(game: Game, order: tuple[int, ...]) -> Game:
    """Return the game with its players in another order: new player i is old player ``order[i]``."""
    table = game.points.rows.reshape((*game.shape, game.n))
    rows = np.ascontiguousarray(table.transpose((*order, game.n))[..., list(order)]).reshape(
        game.size, game.n
    )
    points = IntegerPoints(rows, tuple(game.points.scale[k] for k in order))
    return Game(
        game.title, tuple(game.players[k] for k in order), tuple(game.actions[k] for k in order), points
    )


@pytest.mark.skipif(not pygambit_is_installed(), reason="pygambit is not installed: nothing to compare with")
@pytest.mark.parametrize("path", cases(NFG, refused=False))
def test_the_nfg_reader_agrees_with_pygambit(path: Path) -> None:
    import pygambit

    game = load(path)
    for i, array in enumerate(pygambit.read_nfg(str(path)).to_arrays(dtype=pygambit.Rational)):
        for profile in game.profiles():
            value = array[profile]
            assert (value.numerator, value.denominator) == game.payoff(profile)[i].as_integer_ratio()


@pytest.mark.parametrize("path", cases(EFG, refused=False))
def test_reduced_strategies_are_counted_right(path: Path) -> None:
    import pygambit

    from spi_verify.games.efg_worker import strategies

    tree = pygambit.read_efg(io.BytesIO(without_labels(decode(path.read_bytes())).encode()))
    for player, count in zip(tree.players, load(path).shape, strict=True):
        counted = strategies(pygambit, tree, player)
        assert counted == count if tree.is_perfect_recall else counted >= count
