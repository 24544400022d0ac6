"""How a skeleton's programs run, what is believed of them, and what nobody could do better than."""

from __future__ import annotations

import itertools
from collections.abc import Hashable, Sequence
from fractions import Fraction
from functools import cache
from typing import Any

from spi_verify.search.codes import Code, Codes, Function, mark
from spi_verify.search.logic import Node, Pool, Sum, cases_of
from spi_verify.search.negotiation import Functions, Negotiation
from spi_verify.search.space import Outcomes

Profile = tuple[Code, ...]
ANYONE = ("anyone",)
"""A belief for which, whatever it is, every program may be best: an equilibrium that the scope cannot rule out."""


class Skeleton(Negotiation):
    """The programs and beliefs of a scope: what every scenario in it has, and what each may choose.

    Paper node: `section-2`
    """

    def __init__(self, pool: Pool, outcomes: Outcomes, codes: Codes) -> None:
        super().__init__(pool, outcomes, codes)
        self.ran, self._worth = cache(self._run), cache(self._weighed_utility)
        self.numbers: dict[Code, int] = {}
        if self.scope.weighed:
            everybody = itertools.chain.from_iterable(map(codes.programs, self.players))
            self.numbers = {x: k for k, x in enumerate(dict.fromkeys(everybody))}
            self.facts += [node for i in self.players for node in self._weights(i)]

    # Programs

    def default(self, code: Code) -> Any:
        """Return a program's default, itself for one that has none.

        It is unknown; where payoffs are, the actions may be named so that those that are played have the first ones.
        """
        if code.kind in ("csr", "pmp") and code.number >= (0 if self.scope.game is not None else 1):
            plain = self.codes.plain(code.player)
            return self.one_of(f"default{code.player + 1}.{code.number}", plain)
        return code.default or code

    def defaults(self, p: Profile) -> Any:
        """Return p^def."""
        return self.tuples([self.default(code) for code in p])

    def _plays(self, i: int, p: Profile) -> Any:
        """Return player i's action where no programs renegotiate with each other."""
        code = p[i]
        if code.kind == "constant":
            return code.number
        if code.kind == "rule":
            return self.asked(code, tuple(mark(c) for j, c in enumerate(p) if j != i))
        pool = self.pool
        return pool.choice(
            (self._plays(i, (*p[:i], d, *p[i + 1 :])), c) for d, c in cases_of(pool, self.default(code))
        )

    def asked(self, code: Code, others: Sequence[str]) -> Any:
        """Return what a rule plays against others of these kinds."""
        name = f"rule{code.player + 1}.{code.number}.{'-'.join(others)}"
        return self.one_of(name, range(self.scope.shape[code.player]))

    def profile(self) -> tuple[Any, ...]:
        """Return the programs that are played, which may be one of several each."""
        if self.scope.played == "any":
            return tuple(self.one_of(f"played{i + 1}", self.codes.programs(i)) for i in self.players)
        if self.scope.played == "constant":
            return tuple(self.one_of(f"played{i + 1}", self._played_plain(i)) for i in self.players)
        return tuple(self.codes.played(i) for i in self.players)

    def _played_plain(self, i: int) -> list[Code]:
        """Return the programs of P that may be played; where payoffs are unknown, of constant ones the first."""
        plain = self.codes.plain(i)
        return plain if self.scope.game is not None else [plain[0], *self.codes.rules(i)]

    def moved(self, rn: int, a: int) -> Any:
        """Return what a renegotiation function of def-3 makes of an outcome; one not in the scope, something else."""
        if rn < 0:
            return (rn, a)
        pure = range(len(self.outcomes.profiles))
        rest = [b for b in pure if b != a and self.outcomes.better(b, a) is not self.pool.false]
        return self.one_of(f"rn{rn}.{a}", [*rest, a])

    def _run(self, p: Profile) -> Any:
        """Return the outcome a(p)."""
        kinds = {code.kind for code in p}
        if kinds == {"renegotiation"}:
            return self._renegotiated(p)
        pool, functions = self.pool, self.carried(p)
        if kinds <= {"csr", "pmp"}:
            cases = []
            for d, condition in cases_of(pool, self.defaults(p)):
                for a, also in cases_of(pool, self.ran(d)):
                    reached = self.negotiated(functions, a, everyone=kinds == {"pmp"})
                    cases.append((reached, pool.all_of([condition, also])))
            return pool.choice(cases)
        actions = self.tuples([self._plays(i, p) for i in self.players])
        return pool.choice((self._outcome(played), c) for played, c in cases_of(pool, actions))

    def _outcome(self, actions: Sequence[int]) -> int:
        """Return the outcome of actions; one that its place does not have counts as the last.

        In the encodings any program may stand at any place; what is said of programs leaves out those at another's.
        """
        return self.outcomes.at([min(a, k - 1) for a, k in zip(actions, self.scope.shape, strict=True)])

    def _renegotiated(self, p: Profile) -> Any:
        """Return the outcome of alg-1 programs: the one that all their functions make of the defaults', or that one."""
        pool, cases = self.pool, []
        for d, condition in cases_of(pool, self.defaults(p)):
            for a, also in cases_of(pool, self.ran(d)):
                proposals = self.tuples([self.moved(code.number, a) for code in p])
                for proposed, how in cases_of(pool, proposals):
                    agreed = proposed[0] if len(set(proposed)) == 1 else a
                    cases.append((agreed, pool.all_of([condition, also, how])))
        return pool.choice(cases)

    def carried(self, p: Profile) -> Functions:
        """Return the programs' functions; of one that has none, the one that never offers."""
        return tuple(code.function or Function("null", i, 0) for i, code in enumerate(p))

    # Beliefs

    def supported(self, i: int) -> list[tuple[Profile, Node]]:
        """Return the profiles that may be in player i's support, with when they are; its own place is filled."""
        found: dict[Profile, list[Node]] = {}
        for atom in range(self.scope.atoms):
            for q, condition in cases_of(self.pool, self.atom(i, atom)):
                found.setdefault(q, []).append(condition)
        return [(q, self.pool.any_of(conditions)) for q, conditions in found.items()]

    def atom(self, i: int, number: int) -> Any:
        """Return a profile in player i's support."""
        own = self.codes.programs(i)[0]
        values: list[Any] = []
        for j in self.players:
            if j == i:
                values.append(own)
            else:
                values.append(self.one_of(f"belief{i + 1}.{number}.{j + 1}", self.codes.believed(j)))
        return self.tuples(values)

    def utility(self, i: int, p: Any) -> Any:
        """Return U_i(p)."""
        pool = self.pool
        return pool.choice(
            (self.outcomes.u(i, a), pool.all_of([c, also]))
            for q, c in cases_of(pool, p)
            for a, also in cases_of(pool, self.ran(q))
        )

    def expected(self, i: int, x: Code, belief: Hashable) -> Any:
        """Return the expected utility of a program.

        For a belief of which nothing is known: 0 for all but those that are best for none, which get less.
        """
        if belief == ANYONE:
            never = self.never_best(i, x)
            return self.pool.choice([(Sum((), -1), never), (Sum((), 0), self.pool.negation(never))])
        if self.scope.weighed:
            return sum((self._worth(i, x, number) for number in range(self.scope.atoms)), Sum((), 0))
        pool = self.pool
        found: Any = Sum((), 0)
        for number in range(self.scope.atoms):
            found = pool.choice(
                (a + b.scaled(Fraction(1, self.scope.atoms)), pool.all_of([c, also]))
                for a, c in cases_of(pool, found)
                for b, also in cases_of(pool, self._against(i, x, number))
            )
        return found

    def _against(self, i: int, x: Code, number: int) -> Any:
        """Return what a program gets against a profile in player i's support."""
        pool = self.pool
        seats = (((*q[:i], x, *q[i + 1 :]), c) for q, c in cases_of(pool, self.atom(i, number)))
        return self.utility(i, pool.choice(seats))

    def weight(self, i: int, number: int) -> Sum:
        """Return the weight of a profile in player i's belief: the last one's is what the others leave of 1."""
        atoms = self.scope.atoms
        if not self.scope.weighed:
            return Sum((), Fraction(1, atoms))
        own = [Sum.variable(f"weight{i + 1}.{k}") for k in range(atoms - 1)]
        return own[number] if number < len(own) else Sum((), 1) - sum(own, Sum((), 0))

    def _weights(self, i: int) -> list[Node]:
        """Return that the weights in player i's belief are positive."""
        pool, none = self.pool, Sum((), 0)
        return [pool.negation(pool.at_most(self.weight(i, k), none)) for k in range(self.scope.atoms)]

    def _weighed_utility(self, i: int, x: Code, number: int) -> Sum:
        """Return what a program gets against a profile in player i's support, times its weight, in a given game."""
        pool, weight = self.pool, self.weight(i, number)
        found = Sum.variable(f"worth{i + 1}.{number}.{self.numbers[x]}")
        for u, c in cases_of(pool, self._against(i, x, number)):
            self.facts.append(pool.any_of([pool.negation(c), pool.equal(found, weight.scaled(u.constant))]))
        return found

    def never_best(self, i: int, x: Code) -> Node:
        """Return whether a constant program of P gets more against anything than a rule of P against anything.

        Then the rule is best for no belief, and in no subjective equilibrium.
        """
        pool, o, actions = self.pool, self.outcomes, range(self.scope.shape[i])
        if x.kind != "rule" or x.player != i:
            return pool.false
        marks = itertools.product(*(self.codes.marks(j) for j in self.players if j != i))
        played = [case for seen in marks for case in cases_of(pool, self.asked(x, seen))]
        may_play = [pool.any_of(c for action, c in played if action == k) for k in actions]
        with_action = [[a for a, profile in enumerate(o.profiles) if profile[i] == k] for k in actions]

        def above(k: int, other: int) -> Node:
            pairs = itertools.product(with_action[k], with_action[other])
            return pool.all_of(pool.negation(o.at_most(i, a, b)) for a, b in pairs)

        return pool.any_of(
            pool.all_of(pool.any_of([pool.negation(may_play[other]), above(k, other)]) for other in actions)
            for k in (code.number for code in self.codes.constants[i][: self.scope.members])
        )

    def ceiling(self) -> list[Node]:
        """Return that against all it believes possible, no program whatever gets a player more than the one played."""
        found = []
        pool = self.pool
        for i in self.players:
            for q, supported in self.supported(i):
                here = pool.choice(
                    ((*q[:i], own, *q[i + 1 :]), c) for own, c in cases_of(pool, self.profile()[i])
                )
                reached = cases_of(pool, self.utility(i, here))
                for bound, when in self._bounds(i, q):
                    enough = pool.any_of([pool.all_of([c, pool.at_most(bound, u)]) for u, c in reached])
                    found.append(pool.any_of([pool.negation(supported), pool.negation(when), enough]))
        return found

    def _bounds(self, i: int, q: Profile) -> list[tuple[Sum, Node]]:
        """Return payoffs that some program of player i might reach against q_{-i}, with when that is so."""
        pool, o = self.pool, self.outcomes
        others = [j for j in self.players if j != i]
        found = []
        if self.scope.renegotiations:
            return self._bounds_where_renegotiated(i, q)
        for x in self._anybody(i, q):
            seats = (*q[:i], x, *q[i + 1 :])
            for a, c in cases_of(pool, self.ran(seats)):
                found.append((o.u(i, a), c))
                if x.kind == "constant" and all(q[j].kind in ("csr", "pmp") for j in others):
                    for b in range(o.size):
                        offers = [pool.any_of(self._offers(j, self.carried(q)[j], a, b)) for j in others]
                        found.append((o.u(i, b), pool.all_of([c, *offers])))
        return found

    def _anybody(self, i: int, q: Profile) -> list[Code]:
        """Return programs of player i for every action, and of every kind that somebody in q may ask about."""
        constants = list(self.codes.constants[i])
        if not self.scope.rules or all(q[j].kind in ("csr", "pmp") for j in self.players if j != i):
            return constants
        around = [self.codes.never_offers(x) for x in constants]
        return [*constants, *around, *map(self.codes.longer, around)]

    def _bounds_where_renegotiated(self, i: int, q: Profile) -> list[tuple[Sum, Node]]:
        """Return what programs of player i might reach where alg-1 programs are the ones that renegotiate."""
        pool, o = self.pool, self.outcomes
        every = all(code.kind == "renegotiation" for j, code in enumerate(q) if j != i)
        outcomes: list[tuple[int, Node]] = []
        for x in self.codes.constants[i]:
            seats: list[Code] = [x] if every else [x, Code("renegotiation", i, 0, x)]
            for own in seats:
                outcomes += cases_of(pool, self.ran((*q[:i], own, *q[i + 1 :])))
            if every:  # whatever the own default is, it may be one that renegotiates in turn
                for met in (x, Code("renegotiation", i, 0, x)):
                    below = tuple(code.default or code for code in (*q[:i], met, *q[i + 1 :]))
                    played = (*below[:i], met, *below[i + 1 :])
                    for a, c in cases_of(pool, self.ran(played)):
                        outcomes.append((a, c))
                        for rn in range(self.scope.renegotiations):
                            outcomes += [
                                (b, pool.all_of([c, also])) for b, also in cases_of(pool, self.moved(rn, a))
                            ]
        return [(o.u(i, a), c) for a, c in outcomes]

    def _offers(self, j: int, function: Function, a: int, b: int) -> list[Node]:
        """Return the formulas under one of which a function offers b at a, whatever the other functions are."""
        rows = itertools.product(*([function] if k == j else self.codes.functions(k) for k in self.players))
        several = range(len(self.selections))
        return [self.answer(j, functions, a, k).nodes[b] for functions in rows for k in several]
