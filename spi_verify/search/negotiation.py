"""How a skeleton's functions answer and agree: unknown tables as variables, everything else computed from them."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Hashable, Sequence
from functools import cache, partial
from typing import Any

from spi_verify.search.choosing import Greatest, Nearest, Selection
from spi_verify.search.codes import EXTENDED, Codes, Function, extension
from spi_verify.search.logic import Bits, Node, Pool, cases_of
from spi_verify.search.scope import OPERATORS, TWO_SELECTORS
from spi_verify.search.space import Outcomes

Functions = tuple[Function, ...]
Seen = tuple[str, ...]
"""What a table sees of the others: nothing (``()``), or for each whether it is an extension, or its name."""
TWICE, OTHER = "twice", "other"


class Negotiation:
    """The outcomes and set-valued functions of a scope, and how they negotiate.

    ``facts`` are true in every scenario of the scope; there are more of them as more tables are looked at.
    ``tables`` holds the rows: by function, by what it sees of the others, and by the default outcome.

    Paper node: `alg-2`
    """

    def __init__(self, pool: Pool, outcomes: Outcomes, codes: Codes) -> None:
        self.pool, self.outcomes, self.codes, self.scope = pool, outcomes, codes, codes.scope
        self.n, self.players = outcomes.n, range(outcomes.n)
        self.facts: list[Node] = [*outcomes.facts()]
        self.tables: dict[tuple[Function, Seen, int], Bits] = {}
        self.selections = self._selections()
        self.select = cache(lambda s, k=0: self.selections[k].select(s))
        self.seen = cache(self._seen)
        self.row = cache(self._row)
        self.answer = cache(self._answer)
        self.agreement = cache(self._agreement)
        self.bases = cache(lambda functions: tuple(f.base or f for f in functions))

    def _selections(self) -> tuple[Selection, ...]:
        """Return the selection rule that is common to all, in *two-selectors* each player's own, app-b's two."""
        given = self.pool, self.outcomes, self.facts
        if self.scope.centroid:
            return (Nearest(*given),)
        if self.codes.old:
            return Greatest(*given, name="1"), Greatest(*given, name="2", last=True)
        if self.codes.base == TWO_SELECTORS:
            return tuple(Greatest(*given, name=str(i + 1)) for i in self.players)
        return (Greatest(*given),)

    # Values that may be one of several

    def one_of(self, name: str, elements: Sequence[Hashable]) -> Any:
        """Return one of several elements, it is unknown which."""
        pool, cases, before = self.pool, [], list[Node]()
        for k, element in enumerate(elements):
            last = k == len(elements) - 1
            here = pool.true if last else pool.variable(f"{name}.{k}")
            cases.append((element, pool.all_of([*before, here])))
            before.append(pool.negation(here))
        return pool.choice(cases)

    def tuples(self, values: Sequence[Any]) -> Any:
        """Return the tuple of values, each of which may be one of several."""
        pool = self.pool
        return pool.choice(
            (tuple(element for element, _ in combination), pool.all_of([c for _, c in combination]))
            for combination in itertools.product(*(cases_of(pool, value) for value in values))
        )

    def union(self, *sets: Bits) -> Bits:
        """Return the union."""
        return self.outcomes.bits([self.pool.any_of(c) for c in zip(*(s.nodes for s in sets), strict=True)])

    def intersection(self, *sets: Bits) -> Bits:
        """Return the intersection."""
        return self.outcomes.bits([self.pool.all_of(c) for c in zip(*(s.nodes for s in sets), strict=True)])

    def over(self, value: Any, function: Callable[[Any], Bits]) -> Bits:
        """Return the set that is ``function`` of whichever element the value is."""
        pool = self.pool
        found = [(condition, function(element)) for element, condition in cases_of(pool, value)]
        if len(found) == 1:
            return found[0][1]
        return self.union(
            *(self.outcomes.bits([pool.all_of([c, bit]) for bit in bits.nodes]) for c, bits in found)
        )

    def chosen(self, s: Bits, a: int, k: int = 0) -> Any:
        """Return sel_k(S), or a if S is empty."""
        pool, some = self.pool, self.pool.any_of(s.nodes)
        picked = [(b, pool.all_of([some, c])) for b, c in cases_of(pool, self.select(s, k))]
        return pool.choice([*picked, (a, pool.negation(some))])

    # Functions

    def _seen(self, i: int, functions: Functions) -> Seen:
        """Return what player i's code asks of the others' functions.

        Where functions are extended, whether they are: asm-8 (ii) speaks of extensions of extensions too, and of
        functions that nobody knows by name, so that asking for names would punish some; unless what extends a named
        one, however often, is known as that. In the prn draft, their names.
        A function that no assumption binds sees also whether they are extensions of the extension that is played.
        """
        if not self.scope.conditional:
            return ()
        others = [f for j, f in enumerate(functions) if j != i]
        if self.codes.base == "prn":
            return tuple(OTHER if f.kind == "null" else str(f) for f in others)
        if self.scope.named:
            return tuple(map(_name, others))
        free = self.codes.unbound(functions[i])
        return tuple(
            TWICE if free and self.codes.twice(f) else EXTENDED if f.kind == "extension" else OTHER
            for f in others
        )

    def _row(self, f: Function, others: Seen, kind: int) -> Bits:
        """Return what a table answers: variables, alike for outcomes with the same payoffs."""
        pool, o = self.pool, self.outcomes
        name = f"{f}.{'-'.join(others) or 'any'}.{kind}"
        by_kind: dict[int, Node] = {}
        # A function that offers some extensions nothing lacks clause (2) of def-6: no program has it as it is.
        longest = self.codes.longest()
        around = (*longest[: f.player], f, *longest[f.player + 1 :])
        withheld = self.codes.unbound(f) and others == self.seen(f.player, around)
        for b in range(o.size):
            if o.kind(b) not in by_kind:
                possible = pool.false if withheld else o.better(b, kind)
                if self.scope.improving:
                    possible = pool.all_of([possible, pool.negation(o.same(b, kind))])
                offered = pool.variable(f"{name}.{o.kind(b)}")
                by_kind[o.kind(b)] = pool.false if possible is pool.false else offered
                if self.scope.improving or self.scope.outline:
                    self.facts.append(pool.any_of([pool.negation(by_kind[o.kind(b)]), possible]))
        bits = o.bits([by_kind[o.kind(b)] for b in range(o.size)])
        self.tables[f, others, kind] = bits
        self.facts.append(o.closed(bits))
        for (g, seen, a), row in list(self.tables.items()):
            if (g, seen) == (f, others) and a != kind:
                alike = [pool.same(x, y) for x, y in zip(row.nodes, bits.nodes, strict=True)]
                self.facts.append(pool.any_of([pool.negation(o.same(a, kind)), pool.all_of(alike)]))
        return bits

    def _answer(self, i: int, functions: Functions, a: int, k: int = 0) -> Bits:
        """Return RN^i(RN^{-i}, a), where sel_k is in use; tables do not look at that."""
        f, o = functions[i], self.outcomes
        if f.kind == "null":
            return o.bits([self.pool.false] * o.size)
        if f.kind == "old":
            return self._old_outcome(f, a)
        if f.kind == "table":
            return self.row(f, self.seen(i, functions), o.kind(a))
        assert f.base is not None
        inner = (*functions[:i], f.base, *functions[i + 1 :])
        if self.codes.base in OPERATORS:
            if any(functions[j].kind != "extension" for j in self.players if j != i):
                return self.answer(i, inner, a, k)
            inner = self.bases(functions)
        reached = self.ro(inner, a, k)
        return self.union(self.answer(i, inner, a, k), self.over(reached, partial(o.pmp, i)))

    def _old_outcome(self, f: Function, a: int) -> Bits:
        """Return what pays as much as what the tables reach at a; nothing where they agree on nothing."""
        tables = tuple(Function("table", j, 0) for j in self.players)
        some = self.pool.any_of(self.agreement(tables, a).nodes)
        o = self.outcomes
        alike = self.over(
            self.ro(tables, a, f.number), lambda b: o.bits([o.same(b, c) for c in range(o.size)])
        )
        return o.bits([self.pool.all_of([some, bit]) for bit in alike.nodes])

    def _agreement(self, functions: Functions, a: int, k: int = 0) -> Bits:
        return self.intersection(*(self.answer(i, functions, a, k) for i in self.players))

    def ro(self, functions: Functions, a: int, k: int = 0) -> Any:
        """Return ro(R, a), where sel_k is in use."""
        return self.chosen(self.agreement(functions, a, k), a, k)

    def common(self, a: int, b: int) -> int:
        """Return the outcome in which everybody gets the least of two outcomes; the first one if it is not feasible."""
        found = self.outcomes.least(a, b)
        return 0 if found is None else found

    def negotiated(self, functions: Functions, a: int, everyone: bool) -> Any:
        """Return what programs with these functions agree on from a, or a; ``everyone``: all are of prn's subclass."""
        if everyone:
            return self.chosen(self.active(functions, a), a)
        if len(self.selections) == 1:
            return self.ro(functions, a)
        proposals = self.tuples([self.ro(functions, a, k) for k in range(len(self.selections))])
        return self.pool.choice((self.common(*pair), c) for pair, c in cases_of(self.pool, proposals))

    def active(self, functions: Functions, a: int) -> Bits:
        """Return the agreement set of the prn draft, where everyone's projection is added."""
        reached = self.ro(functions, a)
        projections = [self.over(reached, partial(self.outcomes.pmp, i)) for i in self.players]
        answers = [self.answer(i, functions, a) for i in self.players]
        return self.intersection(*map(self.union, answers, projections))


def _name(function: Function) -> str:
    """Return what is seen of a function by name: it, what it extends, or that it is another."""
    base = function
    while base.base is not None:
        base = base.base
    if base.kind == "null":
        return OTHER
    return str(base if base is function else extension(base))
