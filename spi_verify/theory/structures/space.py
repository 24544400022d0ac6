"""Outcomes and closed sets of a game without lotteries, as elements of a structure."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from fractions import Fraction
from operator import ge

from spi_verify.errors import Refusal
from spi_verify.games.feasible import FeasibleSet
from spi_verify.games.game import Profile
from spi_verify.games.rationals import Payoff
from spi_verify.games.sets import OutcomeSet
from spi_verify.programs.outcomes import Action, Component
from spi_verify.programs.selection import Selection
from spi_verify.theory.evaluate import plain
from spi_verify.theory.structure import Meaning

MOST_CLASSES = 9
"""Most different payoff vectors; every set of them is an element."""


class PureSpace:
    """An outcome is the tuple of its actions; a closed set is an int with one bit per payoff vector in it.

    Closed in payoff distance: outcomes with equal payoffs are in the same sets. ``payoffs`` lists the different payoff
    vectors, by bit. Errors: Refusal for the hull model, and for more than MOST_CLASSES payoff vectors.

    >>> from spi_verify.games.feasible import feasible_set
    >>> from spi_verify.games.game import Game
    >>> game = Game.build("", ("A", "B"), (("a", "b"), ("c", "d")), [(0, 0), (1, 2), (2, 1), (0, 0)])
    >>> space = PureSpace(feasible_set(game, "pure"))
    >>> space.sets, space.outcomes[1], space.contains((1, 1), 1), space.of(space.feasible.pmp(0, game.payoff((0, 0))))
    (range(0, 8), (0, 1), True, 4)

    Paper node: `def-6`
    """

    def __init__(self, feasible: FeasibleSet) -> None:
        if feasible.model != "pure":
            raise Refusal("not evaluable: an outcome of the hull model is any lottery")
        self.feasible, self.game = feasible, feasible.game
        self.outcomes: tuple[Profile, ...] = tuple(self.game.profiles())
        self.payoffs = feasible.vertices()
        if len(self.payoffs) > MOST_CLASSES:
            raise Refusal(f"not evaluable: more than {MOST_CLASSES} different payoff vectors")
        bits = {payoff: k for k, payoff in enumerate(self.payoffs)}
        self._bit = {a: bits[self.game.payoff(a)] for a in self.outcomes}
        self._first = {self._bit[a]: a for a in reversed(self.outcomes)}
        self._plain = [tuple(map(plain, payoff)) for payoff in self.payoffs]
        self.sets = range(1 << len(self.payoffs))

    def payoff(self, a: Profile) -> Payoff:
        """Return u(a)."""
        return self.payoffs[self._bit[a]]

    def u(self, i: int, a: Profile) -> Fraction | int:
        """Return u_i(a)."""
        return self._plain[self._bit[a]][i]

    def at(self, payoff: Payoff) -> Profile:
        """Return the outcome that stands for a payoff vector: the first one that pays it."""
        return self._first[self.payoffs.index(payoff)]

    def action(self, played: Action) -> int:
        """Return an action that was played; a component of an outcome is the player's action in it."""
        if isinstance(played, Component):
            (profile, _), *_ = played.outcome.lottery
            return profile[played.player]
        return played

    def of(self, points: OutcomeSet) -> int:
        """Return the set that holds these payoff vectors."""
        return sum(1 << k for k, payoff in enumerate(self.payoffs) if payoff in points)

    def contains(self, a: Profile, s: int) -> bool:
        """Return whether an outcome is in a set."""
        return bool(s >> self._bit[a] & 1)

    def members(self, s: int) -> list[Payoff]:
        """Return the payoff vectors in a set."""
        return [payoff for k, payoff in enumerate(self.payoffs) if s >> k & 1]

    def select(self, selection: Selection, s: int) -> Profile:
        """Return what a rule selects; of the empty set, of which it says nothing, the first outcome."""
        return self.at(selection(self.feasible.points(self.members(s)))) if s else self.outcomes[0]

    def meanings(self) -> dict[str, Meaning]:
        """Return what the symbols of section 1, of closed sets and of def-5 mean.

        Paper node: `def-5`
        """
        pmm = tuple(map(plain, self.feasible.pmm()))
        pmps = {
            (i, bit): self.of(self.feasible.pmp(i, payoff))
            for i in range(self.game.n)
            for bit, payoff in enumerate(self.payoffs)
        }
        return {
            "component": lambda i, a: a[i],
            "u": self.u,
            "in": self.contains,
            "union": lambda s, t: s | t,
            "intersection": lambda s, t: s & t,
            "m": lambda i: pmm[i],
            "PMP": lambda i, a: pmps[i, self._bit[a]],
            "total": lambda a: plain(sum(self.payoff(a), Fraction(0))),
            "improvements": lambda a: self._cut(lambda x: all(map(ge, x, self.payoff(a)))),
            "at-least": lambda i, c: self._cut(lambda x: x[i] >= c),
            "at-most": lambda i, c: self._cut(lambda x: x[i] <= c),
        }

    def _cut(self, holds: Meaning) -> int:
        return sum(1 << k for k, payoff in enumerate(self.payoffs) if holds(payoff))

    def domains(self) -> dict[str, Sequence[Hashable]]:
        """Return the domains of section 1 and of closed sets."""
        actions = range(max(self.game.shape))
        return {
            "Player": range(self.game.n),
            "Action": actions,
            "Outcome": self.outcomes,
            "ClosedSet": self.sets,
        }
