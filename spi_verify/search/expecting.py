"""Where a belief's profiles have weights: no program whatever is expected to get a player more than the one played."""

from __future__ import annotations

from functools import cache

from spi_verify.games.feasible import feasible_set
from spi_verify.games.game import Game
from spi_verify.search.codes import Function
from spi_verify.search.logic import Node, Sum, cases_of
from spi_verify.search.negotiation import Functions
from spi_verify.search.skeleton import Profile, Skeleton
from spi_verify.search.space import GivenOutcomes


def expected_ceilings(skeleton: Skeleton) -> list[Node]:
    """Return, for every player, that no program whatever is expected to get more, in a game that is given.

    Paper node: `def-1`
    """
    return [node for i in skeleton.players for node in _Expecting(skeleton, i).ceiling()]


class _Expecting:
    """What one player's programs can get against its belief.

    Others tell functions of the scope apart by name, and what extends them, and no others. So for each of these, and
    for one that nobody knows, a profile in the belief has a bound on what programs with that function get against it: a
    variable above what they reach, from wherever their defaults may lead, times the profile's weight.
    """

    def __init__(self, skeleton: Skeleton, i: int) -> None:
        self.skeleton, self.pool, self.i = skeleton, skeleton.pool, i
        self.outcomes = skeleton.outcomes
        assert isinstance(self.outcomes, GivenOutcomes)
        self.payoffs = self.outcomes.payoffs
        self.starts = cache(self._starts)

    def ceiling(self) -> list[Node]:
        """Return that with no function the bounds in sum are above what the program played is expected to get."""
        pool, skeleton, i = self.pool, self.skeleton, self.i
        scope, found = skeleton.scope, list[Node]()
        expected = [
            (value, pool.all_of([c, also]))
            for x, c in cases_of(pool, skeleton.profile()[i])
            for value, also in cases_of(pool, skeleton.expected(i, x, ("belief", i)))
        ]
        for function in skeleton.codes.functions(i):
            total = Sum((), 0)
            for atom in range(scope.atoms):
                weight, bound = skeleton.weight(i, atom), Sum.variable(f"bound.{function}.{atom}")
                total = total + bound
                for q, here in cases_of(pool, skeleton.atom(i, atom)):
                    for b, when in self._reached(function, q):
                        enough = pool.at_most(weight.scaled(self.outcomes.u(i, b).constant), bound)
                        found.append(pool.any_of([pool.negation(pool.all_of([here, when])), enough]))
            found += [pool.any_of([pool.negation(c), pool.at_most(total, value)]) for value, c in expected]
        return found

    def _reached(self, function: Function, q: Profile) -> list[tuple[int, Node]]:
        """Return what programs with a function may reach against q_{-i}, with when they may."""
        pool, skeleton, i = self.pool, self.skeleton, self.i
        others = skeleton.carried(q)
        functions = (*others[:i], function, *others[i + 1 :])
        renegotiating = all(code.function is not None for j, code in enumerate(q) if j != i)
        found = []
        for a, when in self._from(q):
            ends = self._ends(functions, a) if renegotiating else [(a, pool.true)]
            found += [(b, pool.all_of([when, c])) for b, c in ends]
        return [(b, when) for b, when in found if when is not pool.false]

    def _ends(self, functions: Functions, a: int) -> list[tuple[int, Node]]:
        """Return where renegotiation from an outcome may end.

        What extends a function in some number of layers answers by all that it does and more: what the others offer is
        agreed on if it accepts all of that, else any of it may be.
        """
        pool, skeleton, i = self.pool, self.skeleton, self.i
        function = functions[i]
        if function.kind == "table":
            return list(cases_of(pool, skeleton.ro(functions, a)))
        offered = skeleton.intersection(
            *(skeleton.answer(j, functions, a) for j in skeleton.players if j != i)
        )
        anything = [(a, pool.true), *enumerate(offered.nodes)]
        if function.base is None:
            return anything
        base = (*functions[:i], function.base, *functions[i + 1 :])
        pairs = zip(offered.nodes, skeleton.answer(i, base, a).nodes, strict=True)
        inside = pool.all_of(pool.any_of([pool.negation(x), y]) for x, y in pairs)
        agreed = [(b, pool.all_of([inside, c])) for b, c in cases_of(pool, skeleton.chosen(offered, a))]
        return [*agreed, *((b, pool.all_of([pool.negation(inside), c])) for b, c in anything)]

    def _from(self, q: Profile) -> list[tuple[int, Node]]:
        """Return the outcomes from which a renegotiation could start, whatever player i's default is."""
        pool, skeleton = self.pool, self.skeleton
        defaults = skeleton.tuples([skeleton.default(code) for j, code in enumerate(q) if j != self.i])
        return [(a, c) for d, c in cases_of(pool, defaults) for a in self.starts(tuple(x.number for x in d))]

    def _starts(self, actions: tuple[int, ...]) -> list[int]:
        """Return the outcomes at hand that player i can reach alone, maybe by a lottery, if the others play these."""
        i, o = self.i, self.outcomes
        assert isinstance(o, GivenOutcomes)
        own = [o.at((*actions[:i], k, *actions[i:])) for k in range(o.shape[i])]
        names = [[str(k) for k in range(len(own))], *[["-"]] * (o.n - 1)]
        column = Game.build("", list(map(str, range(o.n))), names, [self.payoffs[a] for a in own])
        reach = feasible_set(column, o.feasible.model)
        return [
            a
            for a, payoff in enumerate(self.payoffs)
            if a in own or (a >= len(o.profiles) and reach.contains(payoff))
        ]
