"""Quantifier-free formulas as they are built: hash-consed, simplified, printed once each as SMT-LIB text.

Payoffs that are not numbers yet are linear sums (:class:`Sum`). What a finite sort's term may be is a :class:`Choice`:
elements, each under its condition.
"""

from __future__ import annotations

import math
import time
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from operator import attrgetter
from typing import Any

from spi_verify.errors import Refusal
from spi_verify.theory.evaluate import plain

Number = Fraction | int


@dataclass(eq=False, slots=True)
class Node:
    """A formula; within one :class:`Pool` equal formulas are the same object.

    ``op`` is ``true``, ``var`` (``data``: the name), ``at-most`` or ``equal`` (``data``: a Sum, compared with zero),
    ``not`` or ``and``. ``opposite`` is its negation, once that is made.
    """

    op: str
    args: tuple[Node, ...]
    data: Any
    number: int
    opposite: Node | None = None


@dataclass(frozen=True, slots=True)
class Sum:
    """A linear sum over real variables: coefficients by name, sorted, and a constant.

    >>> print(Sum.of({"x": 2, "y": 0}, 1) - Sum.variable("x"))
    (+ x 1)
    """

    terms: tuple[tuple[str, Number], ...]
    constant: Number

    @staticmethod
    def of(terms: Mapping[str, Number], constant: Number = 0) -> Sum:
        """Return the sum with the given coefficients; zeros are left out."""
        return Sum(tuple(sorted((name, c) for name, c in terms.items() if c)), constant)

    @staticmethod
    def variable(name: str) -> Sum:
        """Return the sum that is one variable."""
        return Sum(((name, 1),), 0)

    def __add__(self, other: Sum) -> Sum:
        if not self.terms and not other.terms:
            return Sum((), plain(Fraction(self.constant + other.constant)))
        terms = dict(self.terms)
        for name, c in other.terms:
            terms[name] = terms.get(name, 0) + c
        return Sum.of(terms, self.constant + other.constant)

    def scaled(self, factor: Number) -> Sum:
        """Return the sum times a number."""
        return Sum.of({name: c * factor for name, c in self.terms}, plain(Fraction(self.constant * factor)))

    def __sub__(self, other: Sum) -> Sum:
        return self + other.scaled(-1)

    def __str__(self) -> str:
        parts = [name if c == 1 else f"(* {numeral(c)} {name})" for name, c in self.terms]
        if self.constant or not parts:
            parts.append(numeral(self.constant))
        return parts[0] if len(parts) == 1 else f"(+ {' '.join(parts)})"


def numeral(value: Number) -> str:
    """Return a number as SMT-LIB text.

    >>> numeral(Fraction(-1, 3))
    '(- (/ 1 3))'
    """
    size = abs(Fraction(value))
    text = f"{size.numerator}" if size.denominator == 1 else f"(/ {size.numerator} {size.denominator})"
    return f"(- {text})" if value < 0 else text


@dataclass(frozen=True, slots=True)
class Choice:
    """A term of a finite sort, or a Real: one of several elements; exactly one condition is true."""

    cases: tuple[tuple[Any, Node], ...]


@dataclass(frozen=True, slots=True)
class Bits:
    """A closed set: for each outcome whether it is in it."""

    nodes: tuple[Node, ...]


_number = attrgetter("number")


class OutOfTime(Refusal):
    """Formulas were not made, as the time for it was over."""


class Pool:
    """Makes formulas, each once. Errors: OutOfTime after ``until``, a time of the monotonic clock.

    >>> pool = Pool()
    >>> p = pool.variable("p")
    >>> pool.all_of([p, pool.negation(p)]) is pool.false, pool.any_of([p, p]) is p
    (True, True)
    """

    def __init__(self) -> None:
        self.until = math.inf
        self._table: dict[Hashable, Node] = {}
        self.true = self._make("true", (), None)
        self.false = self.negation(self.true)

    def __len__(self) -> int:
        return len(self._table)

    def _make(self, op: str, args: tuple[Node, ...], data: Hashable) -> Node:
        key = op, args, data
        node = self._table.get(key)
        if node is None:
            node = self._table[key] = Node(op, args, data, len(self._table))
            if node.number % 256 == 0:
                self.check_time()
        return node

    def check_time(self) -> None:
        """Raise OutOfTime if the time is over."""
        if time.monotonic() > self.until:
            raise OutOfTime("the time was over before the scope was grounded")

    def truth(self, value: bool) -> Node:
        """Return true or false."""
        return self.true if value else self.false

    def variable(self, name: str) -> Node:
        """Return a propositional variable."""
        return self._make("var", (), name)

    def negation(self, node: Node) -> Node:
        """Return the negation."""
        if node.opposite is None:
            node.opposite = self._make("not", (node,), None)
            node.opposite.opposite = node
        return node.opposite

    def all_of(self, nodes: Iterable[Node]) -> Node:
        """Return the conjunction."""
        found: set[Node] = set()
        true, false = self.true, self.false
        for node in nodes:
            for part in node.args if node.op == "and" else (node,):
                if part is true:
                    continue
                if part is false or part.opposite in found:
                    return false
                found.add(part)
        if len(found) < 2:
            return found.pop() if found else true
        return self._make("and", tuple(sorted(found, key=_number)), None)

    def any_of(self, nodes: Iterable[Node]) -> Node:
        """Return the disjunction."""
        return self.negation(self.all_of([self.negation(node) for node in nodes]))

    def same(self, a: Node, b: Node) -> Node:
        """Return whether two formulas have the same truth."""
        if a is b:
            return self.true
        return self.any_of([self.all_of([a, b]), self.all_of([self.negation(a), self.negation(b)])])

    def at_most(self, a: Sum, b: Sum) -> Node:
        """Return a <= b."""
        return self._compared("at-most", a - b)

    def equal(self, a: Sum, b: Sum) -> Node:
        """Return a = b, for numbers."""
        return self._compared("equal", a - b)

    def _compared(self, op: str, difference: Sum) -> Node:
        if not difference.terms:
            zero = difference.constant
            return self.truth(zero <= 0 if op == "at-most" else zero == 0)
        if op == "equal" and difference.terms[0][1] < 0:
            difference = difference.scaled(-1)
        return self._make(op, (), difference)

    def choice(self, cases: Iterable[tuple[Hashable, Node]]) -> Any:
        """Return one of several elements, each under its condition; the element itself where there is only one."""
        found: dict[Hashable, list[Node]] = {}
        for element, condition in cases:
            if isinstance(element, Choice):
                for inner, also in element.cases:
                    found.setdefault(inner, []).append(self.all_of([condition, also]))
            else:
                found.setdefault(element, []).append(condition)
        merged = [(element, self.any_of(conditions)) for element, conditions in found.items()]
        merged = [(element, condition) for element, condition in merged if condition is not self.false]
        return merged[0][0] if len(merged) == 1 else Choice(tuple(merged))


def cases_of(pool: Pool, value: Any) -> tuple[tuple[Any, Node], ...]:
    """Return the elements a value may be, with their conditions."""
    return value.cases if isinstance(value, Choice) else ((value, pool.true),)


class Script:
    """SMT-LIB text of formulas of one pool, in pieces: what was printed before is not printed again."""

    def __init__(self) -> None:
        self._names: dict[int, str] = {}
        self.reals: dict[str, None] = {}

    def assertions(self, nodes: Iterable[Node]) -> str:
        """Return the commands that assert the formulas, after those that they need."""
        lines: list[str] = []
        for node in nodes:
            for part in node.args if node.op == "and" else (node,):
                lines.append(f"(assert {self._text(part, lines)})")
        return "".join(f"{line}\n" for line in lines)

    def real(self, name: str, lines: list[str]) -> None:
        """Declare a real variable if it is new."""
        if name not in self.reals:
            self.reals[name] = None
            lines.append(f"(declare-const {name} Real)")

    def _text(self, node: Node, lines: list[str]) -> str:
        todo = [node]
        while todo:
            part = todo[-1]
            missing = [arg for arg in part.args if arg.number not in self._names]
            if part.number in self._names:
                todo.pop()
            elif missing:
                todo.extend(missing)
            else:
                self._names[part.number] = self._name(part, lines)
                todo.pop()
        return self._names[node.number]

    def _name(self, node: Node, lines: list[str]) -> str:
        args = " ".join(self._names[arg.number] for arg in node.args)
        match node.op:
            case "true":
                return "true"
            case "var":
                lines.append(f"(declare-const {node.data} Bool)")
                return str(node.data)
            case "not":
                return f"(not {args})"
            case "and":
                lines.append(f"(define-fun n{node.number} () Bool (and {args}))")
                return f"n{node.number}"
        for name, _ in node.data.terms:
            self.real(name, lines)
        relation = "<=" if node.op == "at-most" else "="
        return f"({relation} {node.data} 0)"
