"""Selection rules in a skeleton: which outcome of a set is selected, as formulas about what is in the set."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Hashable, Sequence
from functools import cache
from typing import Any

from spi_verify.search.logic import Bits, Node, Pool, Sum
from spi_verify.search.space import Outcomes


class Selection(ABC):
    """The rules that a scenario may have; ``facts`` is added what is true of variables that they need.

    Paper node: `def-6`
    """

    def __init__(self, pool: Pool, outcomes: Outcomes, facts: list[Node]) -> None:
        self.pool, self.outcomes, self.facts = pool, outcomes, facts
        self.players, self.last = range(outcomes.n), False
        self.after = cache(self._after)

    @abstractmethod
    def rules(self) -> list[tuple[str, Node]]:
        """Return the selection rules that may be meant, each with when it is."""

    @abstractmethod
    def rivals(self, s: Bits, a: int) -> list[Node]:
        """Return the formulas that are true if a, a member of S, is selected: one for every other member or more."""

    def select(self, s: Bits) -> Any:
        """Return sel(S); of the empty set, the first outcome."""
        pool = self.pool
        cases: list[tuple[Hashable, Node]] = [(0, pool.negation(pool.any_of(s.nodes)))]
        for a, member in enumerate(s.nodes):
            if member is not pool.false:
                cases.append((a, pool.all_of([member, *self.rivals(s, a)])))
        return pool.choice(cases)

    def _after(self, order: tuple[int, ...], a: int, b: int) -> Node:
        """Return whether a comes before b lexicographically, or with equal payoffs in the order of outcomes."""
        pool, o = self.pool, self.outcomes
        found = pool.truth(a > b if self.last else a < b)
        for i in reversed(order):
            less = pool.negation(pool.at_most(o.u(i, a), o.u(i, b)))
            found = pool.any_of([less, pool.all_of([pool.equal(o.u(i, a), o.u(i, b)), found])])
        return found


class Greatest(Selection):
    """The greatest in a fixed order: by the sum of payoffs, or by one player's payoff and then the next one's.

    ``name`` tells the variables of several such rules apart; of outcomes with equal payoffs one takes the ``last``.

    Paper node: `sel.utilitarian`
    """

    def __init__(
        self, pool: Pool, outcomes: Outcomes, facts: list[Node], name: str = "", last: bool = False
    ) -> None:
        super().__init__(pool, outcomes, facts)
        self.name, self.last, self.beats = name, last, cache(self._beats)

    def rules(self) -> list[tuple[str, Node]]:
        pool = self.pool
        total, forwards = pool.variable(f"total{self.name}"), pool.variable(f"forwards{self.name}")
        lexicographic = pool.negation(total)
        return [
            ("utilitarian", total),
            ("lexicographic", pool.all_of([lexicographic, forwards])),
            ("backwards", pool.all_of([lexicographic, pool.negation(forwards)])),
        ]

    def rivals(self, s: Bits, a: int) -> list[Node]:
        pool = self.pool
        return [
            pool.any_of([pool.negation(other), self.beats(a, b)])
            for b, other in enumerate(s.nodes)
            if b != a and other is not pool.false
        ]

    def _beats(self, a: int, b: int) -> Node:
        """Return whether a is selected before b: by the rule, then by a fixed order."""
        pool, order = self.pool, tuple(self.players)
        first, second = self._total(a), self._total(b)
        forwards = self.after(order, a, b)
        more = pool.negation(pool.at_most(first, second))
        ranks = {
            "utilitarian": pool.any_of([more, pool.all_of([pool.equal(first, second), forwards])]),
            "lexicographic": forwards,
            "backwards": self.after(order[::-1], a, b),
        }
        return pool.any_of([pool.all_of([when, ranks[rule]]) for rule, when in self.rules()])

    def _total(self, a: int) -> Sum:
        return sum((self.outcomes.u(i, a) for i in self.players), Sum((), 0))


class Nearest(Selection):
    """The efficient point nearest to the mean of the set, in a game that is given: a rule that is not transitive.

    Paper node: `sel.centroid`
    """

    def rules(self) -> list[tuple[str, Node]]:
        return [("centroid", self.pool.true)]

    def rivals(self, s: Bits, a: int) -> list[Node]:
        pool = self.pool
        if self.outcomes.kind(a) != a:
            return [pool.false]  # selected is the first of those with equal payoffs
        members = [b for b in range(self.outcomes.size) if self.outcomes.kind(b) == b]
        members = [b for b in members if s.nodes[b] is not pool.false]
        found = [self._efficient(s, a, members)]
        for b in members:
            if b != a:
                passed = [pool.negation(s.nodes[b]), pool.negation(self._efficient(s, b, members))]
                found.append(pool.any_of([*passed, self._nearer(s, a, b, members)]))
        return found

    def _efficient(self, s: Bits, a: int, members: Sequence[int]) -> Node:
        pool = self.pool
        above = [b for b in members if b != a and self.outcomes.better(b, a) is pool.true]
        return pool.all_of(pool.negation(s.nodes[b]) for b in above)

    def _nearer(self, s: Bits, a: int, b: int, members: Sequence[int]) -> Node:
        """Return whether a is nearer to the mean than b: twice the sum of (a - b) x is above |S| (|a|² - |b|²)."""
        pool, u = self.pool, {c: [self.outcomes.u(i, c).constant for i in self.players] for c in members}
        length = sum(x * x - y * y for x, y in zip(u[a], u[b], strict=True))
        found = Sum((), 0)
        for c in members:
            along = sum((x - y) * z for x, y, z in zip(u[a], u[b], u[c], strict=True))
            found = found + self._indicator(s.nodes[c]).scaled(2 * along - length)
        nought = Sum((), 0)
        if self.after(tuple(self.players), a, b) is pool.true:
            return pool.at_most(nought, found)
        return pool.negation(pool.at_most(found, nought))

    def _indicator(self, node: Node) -> Sum:
        """Return 1 where a formula is true, else 0."""
        pool = self.pool
        if node in (pool.true, pool.false):
            return Sum((), int(node is pool.true))
        one = Sum.variable(f"in{node.number}")
        is_one, is_none = pool.equal(one, Sum((), 1)), pool.equal(one, Sum((), 0))
        self.facts += [pool.any_of([pool.negation(node), is_one]), pool.any_of([node, is_none])]
        return one
