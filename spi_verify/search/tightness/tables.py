"""What the constructions have in common: names, numbers, and the tables of a scenario file."""

from __future__ import annotations

from fractions import Fraction

from spi_verify.games.game import Game
from spi_verify.games.rationals import show
from spi_verify.scenarios.schema import GameTable, ProgramTable


def game_table(game: Game) -> GameTable:
    """Return the game written out in the scenario itself."""
    table: object = [[number(x) for x in game.payoff(profile)] for profile in game.profiles()]
    assert isinstance(table, list)
    for count in reversed(game.shape[1:]):
        table = [table[k : k + count] for k in range(0, len(table), count)]
    return GameTable(
        title=game.title,
        players=list(game.players),
        actions=[list(names) for names in game.actions],
        payoffs=table,
    )


def number(x: Fraction) -> int | str:
    """Return an exact number as a scenario file has it.

    >>> number(Fraction(3)), number(Fraction(1, 2))
    (3, '1/2')
    """
    return int(x) if x.denominator == 1 else show(x)


def played(i: int) -> str:
    """Return the name of the program that player i (0-based) plays."""
    return f"p{i + 1}"


def default(i: int) -> str:
    """Return the name of that program's default."""
    return f"default-{i + 1}"


def icsr(name: str, i: int, functions: list[str]) -> ProgramTable:
    """Return a program of alg-3 around player i's default, one function per round."""
    return ProgramTable(name=name, player=i + 1, default=default(i), functions=functions)
