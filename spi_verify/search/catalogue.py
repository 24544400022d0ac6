"""Familiar games, to carry counterexamples where they can, and small ones in a fixed random order."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # games bring numpy, which a search does not need until it has one
    from spi_verify.games.game import Game

TWO = ("Player 1", "Player 2")
THREE = (*TWO, "Player 3")
FOUR = (*THREE, "Player 4")


def _symmetric(title: str, actions: Sequence[str], payoffs: Sequence[tuple[int, int]]) -> Game:
    from spi_verify.games.game import Game

    return Game.build(title, TWO, (tuple(actions), tuple(actions)), list(payoffs))


@cache
def familiar(n: int) -> tuple[Game, ...]:
    """Return familiar games for n players, small ones first.

    >>> [game.title for game in familiar(2)][:3]
    ['Chicken', 'Battle of the Sexes', "Prisoner's Dilemma"]

    Paper node: `ex-1`
    """
    from spi_verify.games.game import Game

    if n == 2:
        slots = ("Slot 1", "Slot 2", "Slot 3")
        scheduling = [(3, 1), (0, 0), (0, 0), (0, 0), (1, 3), (0, 0), (0, 0), (0, 0), (1, 1)]
        return (
            _symmetric("Chicken", ("Swerve", "Dare"), [(3, 3), (1, 4), (4, 1), (0, 0)]),
            _symmetric("Battle of the Sexes", ("Opera", "Football"), [(2, 1), (0, 0), (0, 0), (1, 2)]),
            _symmetric("Prisoner's Dilemma", ("Cooperate", "Defect"), [(2, 2), (0, 3), (3, 0), (1, 1)]),
            _symmetric("Stag Hunt", ("Stag", "Hare"), [(2, 2), (0, 1), (1, 0), (1, 1)]),
            _symmetric("Costly War", ("Insist", "Yield"), [(-50, -50), (100, 0), (0, 100), (50, 50)]),
            _symmetric("Scheduling Game", slots, scheduling),
        )
    if n == 3:
        pair = ("Left", "Right")
        coordinate = [(3, 1, 1), *[(0, 0, 0)] * 6, (1, 3, 3)]
        return (
            Game.build("Three coordinate", THREE, (pair, pair, pair), coordinate),
            Game.build(
                "Three corners", THREE, (pair, pair, ("Stay",)), [(3, 1, 1), (1, 3, 1), (1, 1, 3), (0, 0, 0)]
            ),
        )
    if n == 4:
        actions = (("Left", "Middle", "Right"), ("Left", "Right"), ("Stay",), ("Stay",))
        corners = [(3, 1, 1, 1), (1, 3, 1, 1), (1, 1, 3, 1), (1, 1, 1, 3), *[(0, 0, 0, 0)] * 2]
        return (Game.build("Four corners", FOUR, actions, corners),)
    return ()


@cache
def two_deals() -> Game:
    """Return a game in which halfway to its favourite a player gets more than its PMM, and both in sum get less.

    So who expects that much may lose where the PMM can be agreed on too, and the greatest sum is selected.

    >>> two_deals().payoff((0, 0))
    (Fraction(8, 1), Fraction(3, 1))
    """
    payoffs = [(8, 3), *[(0, 0)] * 3, (3, 8), *[(0, 0)] * 4]
    return _symmetric("Two deals", ("Deal A", "Deal B", "Fight"), payoffs)


def small(shape: tuple[int, ...], largest: int, seed: int) -> Iterator[Game]:
    """Yield games with payoffs 0 to ``largest``, without end, in an order that the seed fixes.

    >>> next(small((1, 2), 2, 0)).shape
    (1, 2)
    """
    import random

    from spi_verify.games.game import Game

    source = random.Random(f"{shape} {largest} {seed}")
    names = ("Left", "Right", "Middle", *(f"Action {k}" for k in range(4, max(shape) + 1)))
    actions = [names[:k] if k > 1 else ("Stay",) for k in shape]
    players = [f"Player {i + 1}" for i in range(len(shape))]
    outcomes = len(list(itertools.product(*map(range, shape))))
    while True:
        payoffs = [tuple(source.randint(0, largest) for _ in shape) for _ in range(outcomes)]
        yield Game.build("", players, actions, payoffs)
