"""Games in which a selection rule turns away from what it selected, though only improvements on it were added."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from operator import ge

from spi_verify.errors import Refusal
from spi_verify.games.feasible import feasible_set
from spi_verify.games.game import Game
from spi_verify.games.rationals import Payoff
from spi_verify.programs.selection import Selection, selection

Pair = tuple[int, int]
NEAR, FAR = 4, 12
"""The largest payoff of the first set, and by how much those of the second may exceed what is selected."""
LARGEST, MOST_DRAWN = 8, 20_000
"""The largest payoff of games that the centroid leaves, and how many are drawn before no more are looked for."""


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


def leaving_games(n: int, seed: int) -> Iterator[Game]:
    """Yield games in which the centroid leaves what player 1 likes when player 1's projection of it is added.

    Of (0, 0) and two more outcomes x is selected; with one more, the meet point of x and so in PMP_1(x), something that
    gives player 1 less. All meet points are feasible. Players 3 and up get 0 and have one action each. The seed fixes
    the order.

    >>> game = next(leaving_games(2, 0))
    >>> [" ".join(map(str, game.payoff(profile))) for profile in game.profiles()]
    ['0 0', '8 4', '6 7', '8 6', '6 6', '0 0']

    Paper node: `sel.centroid`
    """
    source, rest = random.Random(f"leaving {seed}"), n - 2
    players = [f"Player {k + 1}" for k in range(n)]
    actions = [["Left", "Right"], ["Left", "Middle", "Right"], *[["Stay"]] * rest]
    for _ in range(MOST_DRAWN):
        first = [(0, 0), *((source.randint(0, LARGEST), source.randint(0, LARGEST)) for _ in range(2))]
        chosen = _nearest_to_mean(first)
        added = chosen[0], chosen[1] + source.randint(1, LARGEST)
        if _nearest_to_mean([*first, added])[0] >= chosen[0]:
            continue
        efficient = _efficient([*first, added])
        least = min(x for x, _ in efficient), min(y for _, y in efficient)
        outcomes = [*first, added, least, (0, 0)]
        if {(max(x, least[0]), max(y, least[1])) for x, y in outcomes} <= {*outcomes} and added[1] == least[
            1
        ]:
            yield Game.build("", players, actions, [(*payoff, *[0] * rest) for payoff in outcomes])


def _efficient(points: Sequence[Pair]) -> list[Pair]:
    return [a for a in points if not any(b != a and all(map(ge, b, a)) for b in points)]


def _nearest_to_mean(points: Sequence[Pair]) -> Pair:
    """Return the efficient one of a few points that is nearest to their mean, of several the greatest."""
    count, sums = len(points), [sum(column) for column in zip(*points, strict=True)]

    def far(a: Pair) -> int:
        return sum((count * x - total) ** 2 for x, total in zip(a, sums, strict=True))

    return min(_efficient(points), key=lambda a: (far(a), -a[0], -a[1]))


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
