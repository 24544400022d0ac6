"""Games in which a selection rule turns away from what it selected, though only improvements on it were added."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from spi_verify.errors import Refusal
from spi_verify.games.feasible import feasible_set
from spi_verify.games.game import Game
from spi_verify.games.rationals import Payoff
from spi_verify.programs.selection import Selection, selection

NEAR, FAR = 4, 12
"""The largest payoff of the first set, and by how much those of the second may exceed what is selected."""


def turning_games(rule: str, n: int, seed: int, going: Callable[[], bool] = lambda: True) -> Iterator[Game]:
    """Yield games of which two sets of outcomes show that a rule is not transitive, in an order that the seed fixes.

    Player 1 chooses an outcome alone. Of the first set some point is selected; each of the second is better than that
    for one player. The worst outcome, (0, ..., 0), is the disagreement point of the rules that have one. It ends when
    ``going`` says so; for a transitive rule nothing is yielded till then.

    >>> game = next(turning_games("centroid", 2, 0))
    >>> game.payoff((0, 0))
    (Fraction(0, 1), Fraction(0, 1))

    Paper node: `def-6`
    """
    source, sel = random.Random(f"{rule} {n} {seed}"), _selection(rule, n)
    while going():
        first = [_drawn(n, source) for _ in range(source.randint(2, 3))]
        try:
            chosen = sel(feasible_set(_alone(n, first), "pure").points(first))
            second = [_raised(chosen, i, source) for i in source.sample(range(n), source.randint(1, n))]
            game = _alone(n, [(Fraction(0),) * n, *first, *second])
            after = sel(feasible_set(game, "pure").points([*first, *second]))
        except Refusal:
            continue
        if not all(x >= y for x, y in zip(after, chosen, strict=True)):
            yield game


def _selection(rule: str, n: int) -> Selection:
    match rule:
        case "nash" | "kalai-smorodinsky":
            return selection(rule, n=n, disagreement=(Fraction(0),) * n)
        case "weighted":
            return selection(rule, n=n, weights=(Fraction(1),) * n)
        case "lexicographic":
            return selection(rule, n=n, order=tuple(range(n)))
    return selection(rule, n=n)


def _drawn(n: int, source: random.Random) -> Payoff:
    return tuple(Fraction(source.randint(0, NEAR)) for _ in range(n))


def _raised(payoff: Payoff, i: int, source: random.Random) -> Payoff:
    return tuple(x + source.randint(1, FAR) if k == i else x for k, x in enumerate(payoff))


def _alone(n: int, payoffs: Sequence[Payoff]) -> Game:
    distinct = list(dict.fromkeys(payoffs))
    actions = [[f"Action {k + 1}" for k in range(len(distinct))], *[["Stay"]] * (n - 1)]
    return Game.build("", [f"Player {i + 1}" for i in range(n)], actions, distinct)
