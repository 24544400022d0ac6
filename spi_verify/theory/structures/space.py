"""Outcomes and closed sets as elements of a structure; finite models, where there are no lotteries."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Hashable, Sequence
from fractions import Fraction
from functools import cache
from typing import Any

from spi_verify.errors import Refusal
from spi_verify.games.feasible import FeasibleSet
from spi_verify.games.linear import all_at_least, at_least, at_most
from spi_verify.games.rationals import Payoff
from spi_verify.games.sets import OutcomeSet
from spi_verify.programs.outcomes import Action, Component, Outcome
from spi_verify.programs.selection import Selection
from spi_verify.theory.evaluate import plain
from spi_verify.theory.structure import Meaning

MOST_CLASSES = 9
"""Most different payoff vectors; every set of them is an element."""

Element = Any
"""An outcome or a closed set as an element: what it is, only its space knows."""


class Space(ABC):
    """The outcomes of a game and the closed sets of them, as elements of a structure.

    ``partial`` are the sorts of which the domains hold only a part.

    Paper node: `def-6`
    """

    partial: frozenset[str] = frozenset()

    def __init__(self, feasible: FeasibleSet) -> None:
        self.feasible, self.game = feasible, feasible.game

    @abstractmethod
    def joint(self, actions: Sequence[Hashable]) -> Element:
        """Return the outcome with these actions, as :meth:`action` gives them."""

    @abstractmethod
    def component(self, i: int, a: Element) -> Hashable:
        """Return a_i."""

    @abstractmethod
    def payoff(self, a: Element) -> Payoff:
        """Return u(a)."""

    @abstractmethod
    def outcome(self, a: Element) -> Outcome:
        """Return the outcome that an element stands for."""

    @abstractmethod
    def at(self, payoff: Payoff) -> Element:
        """Return the outcome on which the players agree when they agree on feasible payoffs."""

    def element(self, outcome: Outcome) -> Element:
        """Return the element for an outcome on which the players agree."""
        return self.joint([self.action(Component(outcome, i)) for i in range(self.game.n)])

    @abstractmethod
    def of(self, points: OutcomeSet) -> Element:
        """Return the element for a set."""

    @abstractmethod
    def points(self, s: Element) -> OutcomeSet:
        """Return the set that an element stands for."""

    @abstractmethod
    def contains(self, a: Element, s: Element) -> bool:
        """Return whether an outcome is in a set."""

    @abstractmethod
    def union(self, s: Element, t: Element) -> Element:
        """Return the union of two sets."""

    @abstractmethod
    def intersection(self, s: Element, t: Element) -> Element:
        """Return the intersection of two sets."""

    @abstractmethod
    def domains(self) -> dict[str, Sequence[Hashable]]:
        """Return the domains of section 1 and of closed sets."""

    def members(self, s: Element) -> list[Payoff]:
        """Return the payoff vectors in a finite set; Refusal for one that is not finite."""
        cells = self.points(s).cells
        if not all(cell.is_point for cell in cells):
            raise Refusal("not evaluable: a set of infinitely many outcomes")
        return [cell.vertices[0] for cell in cells]

    def action(self, played: Action) -> Hashable:
        """Return an action that was played; a component of a pure outcome is the player's action in it."""
        if isinstance(played, Component) and played.outcome.profile is not None:
            return played.outcome.profile[played.player]
        return played

    def u(self, i: int, a: Element) -> Fraction | int:
        """Return u_i(a)."""
        return plain(self.payoff(a)[i])

    def select(self, selection: Selection, s: Element) -> Element:
        """Return what a rule selects; of the empty set, of which it says nothing, some outcome."""
        found = self.points(s)
        return self.at(selection(found)) if found else self.joint((0,) * self.game.n)

    def meanings(self) -> dict[str, Meaning]:
        """Return what the symbols of section 1, of closed sets and of def-5 mean.

        Paper node: `def-5`
        """
        n, feasible = self.game.n, self.feasible
        pmm = tuple(map(plain, feasible.pmm()))
        pmp = cache(lambda i, payoff: self.of(feasible.pmp(i, payoff)))
        better = cache(lambda payoff: self.of(feasible.cut(all_at_least(payoff))))
        return {
            "component": self.component,
            "u": self.u,
            "in": self.contains,
            "union": self.union,
            "intersection": self.intersection,
            "m": lambda i: pmm[i],
            "PMP": cache(lambda i, a: pmp(i, self.payoff(a))),
            "total": lambda a: plain(sum(self.payoff(a), Fraction(0))),
            "improvements": cache(lambda a: better(self.payoff(a))),
            "at-least": cache(lambda i, c: self.of(feasible.cut([at_least(i, n, Fraction(c))]))),
            "at-most": cache(lambda i, c: self.of(feasible.cut([at_most(i, n, Fraction(c))]))),
        }


class PureSpace(Space):
    """An outcome is the tuple of its actions; a closed set is an int with one bit per payoff vector in it.

    Closed in payoff distance: outcomes with equal payoffs are in the same sets. ``payoffs`` lists the different payoff
    vectors, by bit. Errors: Refusal for more than MOST_CLASSES payoff vectors.

    >>> from spi_verify.games.feasible import feasible_set
    >>> from spi_verify.games.game import Game
    >>> game = Game.build("", ("A", "B"), (("a", "b"), ("c", "d")), [(0, 0), (1, 2), (2, 1), (0, 0)])
    >>> space = PureSpace(feasible_set(game, "pure"))
    >>> space.sets, space.outcomes[1], space.contains((1, 1), 1), space.of(space.feasible.pmp(0, game.payoff((0, 0))))
    (range(0, 8), (0, 1), True, 4)

    Paper node: `def-6`
    """

    def __init__(self, feasible: FeasibleSet) -> None:
        super().__init__(feasible)
        self.outcomes = tuple(self.game.profiles())
        self.payoffs = feasible.vertices()
        if len(self.payoffs) > MOST_CLASSES:
            raise Refusal(f"not evaluable: more than {MOST_CLASSES} different payoff vectors")
        bits = {payoff: k for k, payoff in enumerate(self.payoffs)}
        self._bit = {a: bits[self.game.payoff(a)] for a in self.outcomes}
        self._first = {self._bit[a]: a for a in reversed(self.outcomes)}
        self._plain = [tuple(map(plain, payoff)) for payoff in self.payoffs]
        self.sets = range(1 << len(self.payoffs))

    def joint(self, actions: Sequence[Hashable]) -> Element:
        return tuple(actions)

    def component(self, i: int, a: Element) -> Hashable:
        return a[i]  # type: ignore[no-any-return]

    def payoff(self, a: Element) -> Payoff:
        return self.payoffs[self._bit[a]]

    def outcome(self, a: Element) -> Outcome:
        return Outcome.pure(self.game, a)

    def u(self, i: int, a: Element) -> Fraction | int:
        return self._plain[self._bit[a]][i]

    def at(self, payoff: Payoff) -> Element:
        return self._first[self.payoffs.index(payoff)]

    def of(self, points: OutcomeSet) -> Element:
        return sum(1 << k for k, payoff in enumerate(self.payoffs) if payoff in points)

    def points(self, s: Element) -> OutcomeSet:
        return self.feasible.points(payoff for k, payoff in enumerate(self.payoffs) if s >> k & 1)

    def contains(self, a: Element, s: Element) -> bool:
        return bool(s >> self._bit[a] & 1)

    def union(self, s: Element, t: Element) -> Element:
        return s | t

    def intersection(self, s: Element, t: Element) -> Element:
        return s & t

    def domains(self) -> dict[str, Sequence[Hashable]]:
        actions = range(max(self.game.shape))
        return {
            "Player": range(self.game.n),
            "Action": actions,
            "Outcome": self.outcomes,
            "ClosedSet": self.sets,
        }
