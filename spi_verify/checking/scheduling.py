"""The Scheduling Game, which the paper's examples are about."""

from __future__ import annotations

from fractions import Fraction

from spi_verify.checking.context import Context, hypothesis
from spi_verify.checking.rows import Finding, Row
from spi_verify.games.game import Profile
from spi_verify.games.rationals import Payoff

ZERO: Payoff = (Fraction(0), Fraction(0))
SCHEDULING: dict[Profile, Payoff] = {
    (0, 0): (Fraction(3), Fraction(1)),
    (1, 1): (Fraction(1), Fraction(3)),
    (2, 2): (Fraction(1), Fraction(1)),
}
"""The Scheduling Game's payoffs by slot; (0, 0) elsewhere."""


def is_scheduling_game(context: Context) -> bool:
    """Return whether the game is the Scheduling Game.

    Paper node: `ex-1`
    """
    game = context.scenario.game
    return game.shape == (3, 3) and all(game.payoff(p) == SCHEDULING.get(p, ZERO) for p in game.profiles())


def scheduling_game(context: Context) -> Row:
    """Return the hypothesis that the game is the Scheduling Game.

    Paper node: `ex-1`
    """
    same = is_scheduling_game(context)
    return hypothesis(
        "ex-1.game",
        "section 6, ex-1",
        "the game is the Scheduling Game",
        Finding.of(
            same,
            "payoffs (3, 1), (1, 3), (1, 1) on the diagonal, (0, 0) elsewhere" if same else "other payoffs",
        ),
    )
