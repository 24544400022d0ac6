"""The base game: tables in, rows and names out, and what is refused."""

from __future__ import annotations

import itertools
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spi_verify.errors import InputError
from spi_verify.games.game import Game, maximin
from spi_verify.games.points import IntegerPoints

PLAYERS = ("A", "B")
ACTIONS = (("x", "y"), ("l", "m", "r"))


def numbered(p: tuple[int, ...]) -> tuple[int, int]:
    return 10 * p[0] + p[1], -p[1]


def test_row_order_is_last_player_fastest() -> None:
    game = Game.build("", PLAYERS, ACTIONS, numbered)
    assert [game.payoff(p) for p in game.profiles()] == [
        numbered(p) for p in itertools.product(range(2), range(3))
    ]
    assert [game.index(p) for p in game.profiles()] == list(range(game.size))
    assert [game.profile(k) for k in range(game.size)] == list(game.profiles())
    assert (game.n, game.shape, game.size, game.name((1, 2))) == (2, (2, 3), 6, "(y, r)")


def test_all_sources_give_the_same_game() -> None:
    profiles = list(itertools.product(range(2), range(3)))
    by_name = {(ACTIONS[0][a], ACTIONS[1][b]): numbered((a, b)) for a, b in reversed(profiles)}
    games = [
        Game.build("t", PLAYERS, ACTIONS, source)
        for source in (numbered, by_name, {p: numbered(p) for p in profiles}, [numbered(p) for p in profiles])
    ]
    assert all(game == games[0] and hash(game) == hash(games[0]) for game in games)
    assert games[0] != Game.build("other", PLAYERS, ACTIONS, numbered)
    assert games[0] != Game.build("t", PLAYERS, ACTIONS, lambda p: (0, 1))
    assert games[0] != "t"


REFUSED = {
    "at least two players": (("A",), (("x",),), [(1,)]),
    "actions: one list of actions per player is needed": (PLAYERS, (("x",),), [(1, 2)]),
    "players: a name is used twice; found A": (("A", "A"), (("x",), ("y",)), [(1, 2)]),
    "players: every name needs at least one visible character": (("A", " "), (("x",), ("y",)), [(1, 2)]),
    "actions of B: a player needs at least one action": (PLAYERS, (("x",), ()), []),
    "actions of A: a name is used twice; found x": (PLAYERS, (("x", "x"), ("y",)), [(1, 2), (1, 2)]),
    "payoffs: the payoff table has the wrong size; expected 1 outcomes, found 2": (
        PLAYERS,
        (("x",), ("y",)),
        [(1, 2), (3, 4)],
    ),
    r"payoffs\[0\]: one payoff per player is needed; expected 2 numbers": (
        PLAYERS,
        (("x",), ("y",)),
        [(1, 2, 3)],
    ),
    r"\(x, y\): not an exact number": (PLAYERS, (("x",), ("y",)), {("x", "y"): (1, 0.5)}),
    r"payoffs: an outcome has no payoffs; found \(x, z\)": (
        PLAYERS,
        (("x",), ("y", "z")),
        {("x", "y"): (1, 2)},
    ),
    "payoffs: no such outcome; expected one action of each player": (
        PLAYERS,
        (("x",), ("y",)),
        {("x", "q"): (1, 2)},
    ),
    r"payoffs: an outcome is given twice; found \(x, y\)": (
        PLAYERS,
        (("x",), ("y",)),
        {("x", "y"): (1, 2), (0, 0): (1, 2)},
    ),
}


@pytest.mark.parametrize("message", REFUSED)
def test_refuses(message: str) -> None:
    players, actions, payoffs = REFUSED[message]
    with pytest.raises(InputError, match=message):
        Game.build("", players, actions, payoffs)


def test_refuses_sizes_before_asking_for_payoffs() -> None:
    def never(_: tuple[int, ...]) -> tuple[int, int]:
        raise AssertionError

    names = tuple(map(str, range(10_000)))
    with pytest.raises(
        InputError, match=r"at most 5,000,000 payoff numbers, found 200,000,000 \(10000 × 10000\)"
    ):
        Game.build("", PLAYERS, (names, names), never)
    with pytest.raises(InputError, match=r"more than 10\^30 \(200 players\)"):
        Game.build("", names[:200], [("x", "y")] * 200, never)


def test_refuses_denominators_that_would_fill_the_memory() -> None:
    primes = [p for p in range(10_000, 200_000) if all(p % d for d in range(2, 450))]
    rows = [(Fraction(1, p), Fraction(0)) for p in primes]
    with pytest.raises(
        InputError, match="payoffs of player 1: the payoffs have too many different denominators"
    ):
        Game.build("", PLAYERS, (("x",), tuple(map(str, range(len(rows))))), rows)


def test_refuses_a_table_of_another_size_and_unknown_outcomes() -> None:
    with pytest.raises(InputError, match="expected 6 outcomes of 2 numbers, found 1 of 2"):
        Game("", PLAYERS, ACTIONS, IntegerPoints.of([(Fraction(0), Fraction(0))]))
    game = Game.build("", PLAYERS, ACTIONS, numbered)
    for profile in ((0,), (2, 0), (0, -1), (0, 0, 0)):
        with pytest.raises(InputError, match="no such outcome"):
            game.payoff(profile)
    for row in (-1, 6):
        with pytest.raises(InputError, match="no such outcome"):
            game.profile(row)


@settings(max_examples=40)
@given(st.data(), st.integers(2, 4))
def test_maximin_is_the_definition(data: st.DataObject, n: int) -> None:
    shape = data.draw(st.tuples(*[st.integers(1, 3)] * n))
    size = len(list(itertools.product(*map(range, shape))))
    number = st.fractions(max_denominator=5, min_value=-4, max_value=4)
    rows = data.draw(st.lists(st.tuples(*[number] * n), min_size=size, max_size=size))
    game = Game.build("", [f"P{i}" for i in range(n)], [[str(k) for k in range(s)] for s in shape], rows)
    for i, value in enumerate(maximin(game)):
        guarantees = [min(game.payoff(p)[i] for p in game.profiles() if p[i] == a) for a in range(shape[i])]
        assert value == max(guarantees)
