"""The outcomes of a skeleton: with unknown payoffs, or those of a given game, in the hull model with lotteries."""

from __future__ import annotations

import itertools
from abc import ABC, abstractmethod
from collections.abc import Sequence
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from spi_verify.games.rationals import Payoff
from spi_verify.search.logic import Bits, Node, Pool, Sum
from spi_verify.theory.evaluate import plain

if TYPE_CHECKING:
    from spi_verify.games.feasible import FeasibleSet

MOST_LOTTERIES = 12
"""Most payoff vectors of lotteries beside those of pure outcomes."""


class Outcomes(ABC):
    """Outcomes are numbered; those of pure action profiles come first, the first of all is (0, ..., 0).

    Paper node: `section-1`
    """

    def __init__(self, pool: Pool, shape: tuple[int, ...]) -> None:
        self.pool, self.shape, self.n = pool, shape, len(shape)
        self.profiles = tuple(itertools.product(*map(range, shape)))
        self.size = len(self.profiles)
        self._number = {profile: a for a, profile in enumerate(self.profiles)}
        self.same, self.better, self.closed = cache(self._same), cache(self._better), cache(self._closed)
        self.at_most, self.alike, self.reaches = (
            cache(self._at_most),
            cache(self._alike),
            cache(self._reaches),
        )

    def at(self, actions: Sequence[int]) -> int:
        """Return the outcome with these actions."""
        return self._number[tuple(actions)]

    def component(self, i: int, a: int) -> Any:
        """Return a_i; of a lottery, something that is no pure action."""
        return self.profiles[a][i] if a < len(self.profiles) else (i, a)

    @abstractmethod
    def u(self, i: int, a: int) -> Sum:
        """Return u_i(a)."""

    @abstractmethod
    def m(self, i: int) -> Sum:
        """Return the Pareto meet minimum."""

    @abstractmethod
    def pmp(self, i: int, a: int) -> Bits:
        """Return PMP_i(a)."""

    @abstractmethod
    def kind(self, a: int) -> int:
        """Return the first outcome that has, in whatever game, the payoffs of a."""

    def least(self, a: int, b: int) -> int | None:
        """Return the outcome in which everybody gets the least of two outcomes, if there is one at hand."""
        return None

    @abstractmethod
    def facts(self) -> list[Node]:
        """Return what is true of the payoffs whatever the claim: what breaks symmetry."""

    def _at_most(self, i: int, a: int, b: int) -> Node:
        """Return u_i(a) <= u_i(b)."""
        return self.pool.at_most(self.u(i, a), self.u(i, b))

    def _alike(self, i: int, a: int, b: int) -> Node:
        """Return u_i(a) = u_i(b)."""
        return self.pool.equal(self.u(i, a), self.u(i, b))

    def _reaches(self, i: int, a: int) -> Node:
        """Return u_i(a) >= m_i."""
        return self.pool.at_most(self.m(i), self.u(i, a))

    def _same(self, a: int, b: int) -> Node:
        """Return whether two outcomes have the same payoffs."""
        return self.pool.all_of([self.alike(i, a, b) for i in range(self.n)])

    def _better(self, a: int, b: int) -> Node:
        """Return a ⪰ b."""
        return self.pool.all_of([self.at_most(i, b, a) for i in range(self.n)])

    def _closed(self, bits: Bits) -> Node:
        """Return whether Bits are closed in payoff distance: outcomes with equal payoffs are alike in them."""
        pool = self.pool
        return pool.all_of(
            pool.any_of([pool.negation(self.same(a, b)), pool.same(bits.nodes[a], bits.nodes[b])])
            for a, b in itertools.combinations(range(self.size), 2)
        )

    def bits(self, members: Sequence[Node]) -> Bits:
        """Return the set with a formula of membership for each outcome."""
        return Bits(tuple(members))

    @cached_property
    def sets(self) -> tuple[Bits, ...]:
        """All sets in which outcomes of a kind are alike."""
        kinds = sorted({self.kind(a) for a in range(self.size)})
        return tuple(
            self.bits([self.pool.truth(chosen[kinds.index(self.kind(a))]) for a in range(self.size)])
            for chosen in itertools.product((False, True), repeat=len(kinds))
        )


class UnknownOutcomes(Outcomes):
    """Pure outcomes with unknown payoffs.

    Payoffs may be shifted, so the first outcome has payoff 0 for everyone. Outcomes in one of ``alike`` may change
    places (with what they stand for), so they are in the order of player 1's payoffs, then in that of player 2's.

    >>> pool = Pool()
    >>> outcomes = UnknownOutcomes(pool, (2, 2))
    >>> outcomes.size, str(outcomes.u(0, 3)), str(outcomes.u(1, 0))
    (4, 'u1.3', '0')

    Paper node: `section-1`
    """

    def __init__(self, pool: Pool, shape: tuple[int, ...], alike: Sequence[Sequence[int]] = ()) -> None:
        super().__init__(pool, shape)
        self.interchangeable = alike

    def u(self, i: int, a: int) -> Sum:
        return Sum.variable(f"u{i + 1}.{a}") if a else Sum((), 0)

    def m(self, i: int) -> Sum:
        return Sum.variable(f"m{i + 1}")

    def kind(self, a: int) -> int:
        return a

    def facts(self) -> list[Node]:
        pool = self.pool
        found = []
        for a, b in (pair for group in self.interchangeable for pair in itertools.pairwise(group)):
            found.append(self.at_most(0, a, b))
            found.append(pool.any_of([pool.negation(self.alike(0, a, b)), self.at_most(1, a, b)]))
        return found

    def pmp(self, i: int, a: int) -> Bits:
        pool = self.pool

        def fits(j: int, b: int) -> Node:
            """u_j(b) = max(m_j, u_j(a)), or >= for j = i."""
            low = self.reaches(j, a)
            least = self.reaches(j, b) if j == i else pool.equal(self.u(j, b), self.m(j))
            own = self.at_most(j, a, b) if j == i else self.alike(j, a, b)
            return pool.all_of([pool.any_of([pool.negation(low), own]), pool.any_of([low, least])])

        return self.bits([pool.all_of(fits(j, b) for j in range(self.n)) for b in range(self.size)])


class GivenOutcomes(Outcomes):
    """The outcomes of a game: the pure ones, and in the hull model those where projections cross, and maybe midpoints.

    >>> from spi_verify.games.feasible import feasible_set
    >>> from spi_verify.games.game import Game
    >>> game = Game.build("", ("1", "2"), (("a", "b"), ("c", "d")), [(0, 0), (3, 1), (1, 3), (0, 0)])
    >>> GivenOutcomes(Pool(), feasible_set(game, "hull")).payoffs[4:]
    ((Fraction(1, 1), Fraction(1, 1)),)

    Paper node: `def-5`
    """

    def __init__(
        self, pool: Pool, feasible: FeasibleSet, midpoints: bool = False, least: bool = False
    ) -> None:
        super().__init__(pool, feasible.game.shape)
        self.feasible = feasible
        pure = [feasible.game.payoff(profile) for profile in self.profiles]
        self.payoffs: tuple[Payoff, ...] = tuple(pure)
        if feasible.model == "hull":
            self.payoffs += tuple(self._lotteries(dict.fromkeys(pure), midpoints))
        if least:
            self.payoffs = self._with_least(self.payoffs)
        self._sums = [[Sum((), plain(x)) for x in payoffs] for payoffs in self.payoffs]
        self._kinds = [self.payoffs.index(payoffs) for payoffs in self.payoffs]
        self.size = len(self.payoffs)
        self._pmm = feasible.pmm()
        self._projection = cache(feasible.pmp)

    def _lotteries(self, known: dict[Payoff, None], midpoints: bool) -> list[Payoff]:
        """Return feasible payoffs that are not pure: where projections of pure outcomes cross, the PMM among them.

        They are closed: projections of any of them cross in one of them. With midpoints and their meet points they are
        not.
        """
        meets = [self.feasible.meet_point(a) for a in known]
        corners = itertools.product(*(sorted({x[i] for x in meets}) for i in range(self.n)))
        found = [corner for corner in corners if self.feasible.contains(corner)]
        if midpoints:
            pairs = itertools.combinations(known, 2)
            middle = [tuple((x + y) / 2 for x, y in zip(a, b, strict=True)) for a, b in pairs]
            found += [*middle, *filter(self.feasible.contains, map(self.feasible.meet_point, middle))]
        return [x for x in dict.fromkeys(found) if x not in known][:MOST_LOTTERIES]

    def _with_least(self, payoffs: tuple[Payoff, ...]) -> tuple[Payoff, ...]:
        """Return payoffs, and the least of any two of them if that is feasible."""
        found = dict.fromkeys(payoffs)
        for x, y in itertools.combinations(tuple(found), 2):
            least = tuple(map(min, x, y))
            if least not in found and self.feasible.contains(least):
                found[least] = None
        return (*payoffs, *(x for x in found if x not in payoffs))

    def least(self, a: int, b: int) -> int | None:
        wanted = tuple(map(min, self.payoffs[a], self.payoffs[b]))
        return self.payoffs.index(wanted) if wanted in self.payoffs else None

    def u(self, i: int, a: int) -> Sum:
        return self._sums[a][i]

    def m(self, i: int) -> Sum:
        return Sum((), plain(self._pmm[i]))

    def kind(self, a: int) -> int:
        return self._kinds[a]

    def facts(self) -> list[Node]:
        return []

    def every_projection(self) -> bool:
        """Return whether PMP_i(a) is non-empty for every outcome at hand."""
        return all(self._projection(i, x) for i in range(self.n) for x in dict.fromkeys(self.payoffs))

    def pmp(self, i: int, a: int) -> Bits:
        projection = self._projection(i, self.payoffs[a])
        return self.bits([self.pool.truth(x in projection) for x in self.payoffs])
