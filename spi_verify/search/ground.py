"""Evaluates the encodings' terms on a skeleton: what is known is computed, the rest becomes a formula.

The sibling of :mod:`spi_verify.theory.evaluate`, which evaluates the same terms on concrete structures. Quantifiers are
expanded over the skeleton's domains; an existence that is asserted of a closed set becomes a set of fresh variables.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, Protocol

from spi_verify.errors import Refusal
from spi_verify.kernel.terms import Term
from spi_verify.search.logic import Bits, Choice, Node, Pool, Sum, cases_of
from spi_verify.theory.evaluate import free_variables

Meaning = Callable[..., Any]
"""What a symbol means on a skeleton: from elements (a closed set as Bits, a Real as a Sum) to a value, which may be a
Choice; a formula as a Node or a bool."""


class Subsets(Protocol):
    """Has the sets of outcomes, which are many: they are made when they are asked for."""

    @property
    def sets(self) -> tuple[Bits, ...]:
        """Sets of outcomes as Bits of constants."""


@dataclass(frozen=True)
class SymbolicStructure:
    """Domains of concrete elements, and meanings whose values may be symbolic.

    ``size`` is the number of outcomes; ``closed`` returns when Bits are closed in payoff distance; ``subsets`` has the
    sets that a universal statement is expanded over: of these, it is about the closed ones.
    """

    pool: Pool
    domains: Mapping[str, tuple[Hashable, ...]]
    meanings: Mapping[str, Meaning]
    size: int
    closed: Callable[[Bits], Node]
    subsets: Subsets

    def domain(self, sort: str) -> tuple[Hashable, ...]:
        """Return the elements that a quantifier is expanded over; Refusal if the skeleton has none."""
        if sort == "ClosedSet":
            return self.subsets.sets
        if sort not in self.domains:
            raise Refusal(f"not groundable: the skeleton has no domain for the sort {sort}")
        return self.domains[sort]


class TooLarge(Refusal):
    """A formula of more parts than were allowed."""


class Grounder:
    """Grounds formulas on one structure; what it finds it keeps. Errors: TooLarge above ``most`` formulas."""

    def __init__(self, structure: SymbolicStructure, most: int = 2_000_000) -> None:
        self.structure, self.pool, self.most = structure, structure.pool, most
        self._known: dict[Hashable, Any] = {}
        self._applied: dict[Hashable, Any] = {}
        self._free: dict[Term, tuple[int, ...]] = {}
        self._plans: dict[Term, tuple[list[int], list[list[Term]]]] = {}
        self.side: list[Node] = []

    def asserted(self, formula: Term) -> Node:
        """Return what must be true for a closed formula to be true, with the closedness of fresh sets in ``side``."""
        return self._node(self._value(formula, (), True))

    def _node(self, value: Any) -> Node:
        return self.pool.truth(value) if isinstance(value, bool) else value

    def _levels(self, term: Term) -> tuple[int, ...]:
        if term not in self._free:
            self._free[term] = tuple(sorted(free_variables(term)))
        return self._free[term]

    def _value(self, term: Term, row: tuple[Any, ...], sign: bool | None) -> Any:
        """Return a term's value; ``row``: the bound variables' values, innermost last; ``sign``: asserted, denied."""
        match term.op:
            case "bound":
                return row[-1 - term.data]
            case "number":
                return Sum((), term.data if term.data.denominator != 1 else term.data.numerator)
        if term.op not in ("forall", "and", "or", "not", "iff", "ite"):
            sign = None
        key = (term, sign, *(row[-1 - k] for k in self._levels(term)))
        if key not in self._known:
            self._known[key] = self._compute(term, row, sign)
            if len(self._known) % 256 == 0:
                self.pool.check_time()
            if len(self.pool) > self.most:
                raise TooLarge(f"the scope gives a formula of more than {self.most} parts")
        return self._known[key]

    def _compute(self, term: Term, row: tuple[Any, ...], sign: bool | None) -> Any:
        pool = self.pool
        opposite = None if sign is None else not sign
        match term.op:
            case "forall":
                return self._universal(term, row, sign)
            case "not":
                return pool.negation(self._formula(term.args[0], row, opposite))
            case "and":
                return self._early(term.args, row, sign, pool.false, pool.all_of)
            case "or":
                return self._early(term.args, row, sign, pool.true, pool.any_of)
            case "iff":
                a, b = (self._formula(arg, row, None) for arg in term.args)
                return pool.same(a, b)
            case "ite":
                return self._conditional(term, row, sign)
            case "app":
                return self._application(term, row)
        values = [self._value(arg, row, None) for arg in term.args]
        operations: dict[str, Callable[..., Any]] = {
            "=": self._equal,
            "<=": lambda a, b: self._compared(a, b, pool.at_most),
            "+": lambda *parts: self._summed(parts),
            "*": lambda *parts: self._multiplied(parts),
        }
        if term.op not in operations:
            raise Refusal("not groundable: a division")
        return operations[term.op](*values)

    def _formula(self, term: Term, row: tuple[Any, ...], sign: bool | None) -> Node:
        return self._node(self._value(term, row, sign))

    def _early(
        self,
        args: Sequence[Term],
        row: tuple[Any, ...],
        sign: bool | None,
        absorbing: Node,
        join: Callable[[list[Node]], Node],
    ) -> Node:
        found = []
        for arg in sorted(
            args, key=lambda a: a.op == "forall" or (a.op == "not" and a.args[0].op == "forall")
        ):
            node = self._formula(arg, row, sign)
            if node is absorbing:
                return absorbing
            found.append(node)
        return join(found)

    def _conditional(self, term: Term, row: tuple[Any, ...], sign: bool | None) -> Any:
        pool = self.pool
        condition = self._formula(term.args[0], row, None)
        if condition is pool.true or condition is pool.false:
            return self._value(term.args[1 if condition is pool.true else 2], row, sign)
        then, other = (self._value(arg, row, sign) for arg in term.args[1:])
        otherwise = pool.negation(condition)
        if isinstance(then, Node | bool):
            return pool.all_of(
                [
                    pool.any_of([otherwise, self._node(then)]),
                    pool.any_of([condition, self._node(other)]),
                ]
            )
        return self.merged([(then, condition), (other, otherwise)])

    def merged(self, cases: Sequence[tuple[Any, Node]]) -> Any:
        """Return the value that is each of several under its condition; exactly one of these is true."""
        first = cases[0][0]
        if isinstance(first, Node | bool):
            return self.pool.any_of([self.pool.all_of([c, self._node(value)]) for value, c in cases])
        if isinstance(first, Bits):
            columns = zip(*(value.nodes for value, _ in cases), strict=True)
            conditions = [c for _, c in cases]
            return Bits(
                tuple(
                    self.pool.any_of(
                        [self.pool.all_of([c, bit]) for c, bit in zip(conditions, column, strict=True)]
                    )
                    for column in columns
                )
            )
        return self.pool.choice(cases)

    def _application(self, term: Term, row: tuple[Any, ...]) -> Any:
        symbol = term.data
        if symbol not in self.structure.meanings:
            raise Refusal(
                f"not groundable: scopes are games, programs, functions and beliefs, and give {symbol} no meaning"
            )
        return self.apply(symbol, *(self._value(arg, row, None) for arg in term.args))

    def apply(self, symbol: str, *args: Any) -> Any:
        """Return a symbol's value at values, case by case where these are not single elements."""
        key = symbol, args
        if key not in self._applied:
            meaning = self.structure.meanings[symbol]
            if any(isinstance(arg, Choice) for arg in args):
                cases = [
                    (
                        self.apply(symbol, *(element for element, _ in combination)),
                        self.pool.all_of([condition for _, condition in combination]),
                    )
                    for combination in product(*(cases_of(self.pool, arg) for arg in args))
                ]
                cases = [case for case in cases if case[1] is not self.pool.false]
                self._applied[key] = self.merged(cases)
            else:
                self._applied[key] = meaning(*args)
        return self._applied[key]

    def _equal(self, a: Any, b: Any) -> Node:
        pool = self.pool
        if isinstance(a, Bits):
            return pool.all_of([pool.same(x, y) for x, y in zip(a.nodes, b.nodes, strict=True)])
        some = next(iter(cases_of(pool, a)))[0]
        if isinstance(some, Sum):
            return self._compared(a, b, pool.equal)
        right = dict(cases_of(pool, b))
        return pool.any_of(
            [pool.all_of([condition, right[x]]) for x, condition in cases_of(pool, a) if x in right]
        )

    def _compared(self, a: Any, b: Any, relation: Callable[[Sum, Sum], Node]) -> Node:
        pool = self.pool
        return pool.any_of(
            [pool.all_of([p, q, relation(x, y)]) for x, p in cases_of(pool, a) for y, q in cases_of(pool, b)]
        )

    def _summed(self, parts: Sequence[Any]) -> Any:
        return self._combined(parts, lambda x, y: x + y)

    def _multiplied(self, parts: Sequence[Any]) -> Any:
        def times(x: Sum, y: Sum) -> Sum:
            if x.terms and y.terms:
                raise Refusal("not groundable: a product of unknowns")
            return x.scaled(y.constant) if x.terms else y.scaled(x.constant)

        return self._combined(parts, times)

    def _combined(self, parts: Sequence[Any], join: Callable[[Any, Any], Sum]) -> Any:
        found = parts[0]
        for part in parts[1:]:
            found = self.pool.choice(
                (join(x, y), self.pool.all_of([p, q]))
                for x, p in cases_of(self.pool, found)
                for y, q in cases_of(self.pool, part)
            )
        return found

    # Quantifiers

    def _universal(self, term: Term, row: tuple[Any, ...], sign: bool | None) -> Node:
        order, stages = self._plan(term)
        values: list[Any] = [None] * len(term.data)
        found: list[Node] = []
        pool = self.pool
        fresh = sign is False

        def descend(position: int, open_: list[Node]) -> bool:
            """Add what must be true for all values of the variables left; False once nothing can help."""
            for alternative in stages[position]:
                node = self._formula(alternative, (*row, *values), sign)
                if node is pool.true:
                    return True
                if node is not pool.false:
                    open_ = [*open_, node]
            if position == len(order):
                found.append(pool.any_of(open_))
                return found[-1] is not pool.false
            level = order[position]
            if term.data[level] == "ClosedSet":
                return self._over_sets(
                    (term, row, tuple(values), level) if fresh else None,
                    lambda value, guard: _set(values, level, value) or descend(position + 1, [*open_, guard]),
                )
            pool.check_time()
            for value in self.structure.domain(term.data[level]):
                values[level] = value
                if not descend(position + 1, open_):
                    return False
            values[level] = None
            return True

        return pool.all_of(found) if descend(0, []) else pool.false

    def _over_sets(self, key: Hashable | None, visit: Callable[[Any, Node], bool]) -> bool:
        """Visit the sets, each with the formula that it is not closed; with a key, one fresh set for it."""
        if key is not None:
            number = len(self._known)
            name = f"set{number}"
            bits = Bits(tuple(self.pool.variable(f"{name}.{a}") for a in range(self.structure.size)))
            self._known["set", key] = bits  # keeps the count of what is known, hence the name, fresh
            self.side.append(self.structure.closed(bits))
            return visit(bits, self.pool.false)
        return all(
            visit(bits, self.pool.negation(self.structure.closed(bits)))
            for bits in self.structure.subsets.sets
        )

    def _plan(self, term: Term) -> tuple[list[int], list[list[Term]]]:
        """Return the order of a binder's variables, and after how many of them each alternative is looked at."""
        if term not in self._plans:
            body, count = term.args[0], len(term.data)
            alternatives = _alternatives(body)
            uses = [frozenset(count - 1 - k for k in self._levels(a) if k < count) for a in alternatives]
            quick = [u for u, a in zip(uses, alternatives, strict=True) if not _slow(a)]
            sizes = [
                1 << 20 if sort == "ClosedSet" else len(self.structure.domain(sort)) for sort in term.data
            ]
            order: list[int] = []
            while len(order) < count:
                left = [k for k in range(count) if k not in order]
                order.append(
                    min(left, key=lambda k: (-sum(1 for u in quick if u and u <= {*order, k}), sizes[k], k))
                )
            stages: list[list[Term]] = [[] for _ in range(count + 1)]
            for slow in (False, True):
                for alternative, used in zip(alternatives, uses, strict=True):
                    if _slow(alternative) is slow:
                        stages[max((order.index(k) + 1 for k in used), default=0)].append(alternative)
            self._plans[term] = order, stages
        return self._plans[term]


def _set(values: list[Any], level: int, value: Any) -> bool:
    values[level] = value
    return False


def _slow(term: Term) -> bool:
    inner = term.args[0] if term.op == "not" else term
    return inner.op == "forall"


def _alternatives(body: Term) -> tuple[Term, ...]:
    """Return formulas one of which is true if and only if ``body`` is."""
    if body.op == "not" and body.args[0].op == "and":
        return tuple(map(body.bank.negation, body.args[0].args))
    return body.args if body.op == "or" else (body,)
