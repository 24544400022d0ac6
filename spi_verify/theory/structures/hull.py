"""Outcomes that are lotteries, and sets of them: as many as a scenario meets, which is only a part of what there is."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence

from spi_verify.errors import Refusal
from spi_verify.games.feasible import FeasibleSet
from spi_verify.games.rationals import Payoff
from spi_verify.games.sets import OutcomeSet
from spi_verify.programs.outcomes import Outcome, joint
from spi_verify.theory.structures.space import Element, Space

MOST_OUTCOMES = 80
"""Most outcomes of a part."""


class HullSpace(Space):
    """Outcomes and sets of the hull model, each an int: its number in the order in which they are met.

    An outcome is the tuple of what the players do: an action each, or their part in a lottery. What is met is closed
    so that ``efficient`` is told right: with an outcome comes one that improves on it, if there is one.

    >>> from spi_verify.games.feasible import feasible_set
    >>> from spi_verify.games.game import Game
    >>> game = Game.build("", ("A", "B"), (("a", "b"), ("c", "d")), [(0, 0), (0, 2), (2, 0), (0, 0)])
    >>> space = HullSpace(feasible_set(game, "hull"))
    >>> half = space.at(space.feasible.improvement(game.payoff((0, 0))))
    >>> space.contains(half, space.of(space.feasible.cut([]))), space.domains()["Outcome"]
    (True, (0, 1, 2, 3))

    Paper node: `def-6`
    """

    partial = frozenset({"Outcome", "Action", "ClosedSet"})

    def __init__(self, feasible: FeasibleSet) -> None:
        super().__init__(feasible)
        self._outcomes: dict[tuple[Hashable, ...], int] = {}
        self._met: list[tuple[tuple[Hashable, ...], Outcome]] = []
        self._sets: dict[OutcomeSet, int] = {}
        self._points: list[OutcomeSet] = []
        self._inside: dict[tuple[int, int], bool] = {}
        self._unions: dict[tuple[int, int], int] = {}
        for profile in self.game.profiles():
            self.joint(profile)

    def joint(self, actions: Sequence[Hashable]) -> Element:
        key = tuple(actions)
        if key not in self._outcomes:
            if len(self._outcomes) >= MOST_OUTCOMES:
                raise Refusal(f"not evaluable: more than {MOST_OUTCOMES} outcomes are met")
            self._outcomes[key] = len(self._outcomes)
            self._met.append((key, joint(self.game, key)))  # type: ignore[arg-type]
        return self._outcomes[key]

    def component(self, i: int, a: Element) -> Hashable:
        return self._met[a][0][i]

    def payoff(self, a: Element) -> Payoff:
        return self._met[a][1].payoffs

    def outcome(self, a: Element) -> Outcome:
        return self._met[a][1]

    def at(self, payoff: Payoff) -> Element:
        return self.element(Outcome.at(self.feasible, payoff))

    def of(self, points: OutcomeSet) -> Element:
        if points not in self._sets:
            self._sets[points] = len(self._sets)
            self._points.append(points)
        return self._sets[points]

    def points(self, s: Element) -> OutcomeSet:
        return self._points[s]

    def contains(self, a: Element, s: Element) -> bool:
        if (a, s) not in self._inside:
            self._inside[a, s] = self._points[s].contains(self.payoff(a))
        return self._inside[a, s]

    def union(self, s: Element, t: Element) -> Element:
        pair = min(s, t), max(s, t)
        if pair not in self._unions:
            self._unions[pair] = self.of(self._points[s] | self._points[t])
        return self._unions[pair]

    def intersection(self, s: Element, t: Element) -> Element:
        return self.of(self._points[s] & self._points[t])

    def meet(self, sets: Iterable[Element]) -> None:
        """Add to what is met: corners of these sets, and for every outcome a better one, meet point and projections."""
        for s in sets:
            for vertex in self._points[s].vertices():
                self.at(vertex)
        seen = 0
        while seen < len(self._met):
            payoff = self.payoff(seen)
            better, meet = self.feasible.improvement(payoff), self.feasible.meet_point(payoff)
            if better is not None:
                self.at(better)
            if self.feasible.contains(meet):
                self.at(meet)
            for i in range(self.game.n):
                for vertex in self._points[self.of(self.feasible.pmp(i, payoff))].vertices():
                    self.at(vertex)
            seen += 1

    def domains(self) -> dict[str, Sequence[Hashable]]:
        actions = dict.fromkeys(action for actions, _ in self._met for action in actions)
        return {
            "Player": tuple(range(self.game.n)),
            "Action": tuple(actions),
            "Outcome": tuple(range(len(self._met))),
            "ClosedSet": tuple(range(len(self._sets))),
        }
