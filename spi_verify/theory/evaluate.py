"""Evaluates terms and formulas on finite structures: exactly, lazily, and saying when a domain was only a part.

A formula is turned once into nested functions that share one row of values for the bound variables. The alternatives
of a universal formula are looked at as soon as their variables have values, cheap ones first, and the variables are
taken in an order in which that is early; quantified parts that do not depend on every variable in sight are remembered.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import inf, prod
from typing import Any

from spi_verify.errors import Refusal
from spi_verify.kernel.terms import Definition, Term
from spi_verify.theory.structure import Structure

Value = Callable[[], Any]
"""Gives the value of a subterm for the current values of the bound variables; None: not known."""


@dataclass(frozen=True)
class Truth:
    """Whether a formula is true on a structure, and whether that is so whatever a partial domain leaves out.

    ``value`` is the truth when each domain is taken to be all there is. ``exact`` is False when it rests on there
    being nothing else in a partial one.
    """

    value: bool
    exact: bool

    def __str__(self) -> str:
        return f"{'true' if self.value else 'false'}{'' if self.exact else ', as far as the domains go'}"


class TooMuchWork(Refusal):
    """More cases than were allowed."""


def evaluate(formula: Term, structure: Structure) -> Truth:
    """Return the truth of a closed formula.

    Errors: Refusal for a sort without a domain, a symbol without a meaning, and a division by zero.

    >>> from spi_verify.kernel.terms import read
    >>> p = read("(declare-fun f (Real) Real) (define-fun conclusion () Bool (forall ((x Real)) (<= 0 (f x))))")
    >>> print(evaluate(p.conclusion, Structure({"Real": (0, 1)}, {"f": lambda x: x * x})))
    true, as far as the domains go
    >>> print(evaluate(p.conclusion, Structure({"Real": (0, 1)}, {"f": lambda x: -x})))
    false
    """
    return Evaluator(structure).truth(formula)


def evaluate_within(formula: Term, structure: Structure, most: int) -> Truth:
    """Return the truth of a closed formula, after no more than about ``most`` cases at a time.

    Where there are more, the largest domains are cut to a quarter, and count as partial, until there are not.

    >>> from spi_verify.kernel.terms import read
    >>> p = read("(declare-sort S 0) (define-fun conclusion () Bool (forall ((x S) (y S)) (= (= x y) (= y x))))")
    >>> print(evaluate_within(p.conclusion, Structure({"S": tuple(range(100))}, {}), 1000))
    true, as far as the domains go
    """
    while True:
        try:
            return Evaluator(structure, most).truth(formula)
        except TooMuchWork:
            structure = structure.thinned()


class Evaluator:
    """Evaluates formulas on one structure, whose tables it takes not to change; what it finds it keeps.

    With ``most``, one evaluation looks at no more values of bound variables than that: else it is TooMuchWork.
    """

    def __init__(self, structure: Structure, most: float = inf) -> None:
        self.structure, self.most = structure, most
        self._whole = Functions(structure, frozenset())
        self._part = Functions(structure, structure.partial)

    def truth(self, formula: Term) -> Truth:
        """Return the truth of a closed formula."""
        return self._truth(lambda functions: functions.of(formula, ())())

    def breach(self, formula: Term, *arguments: Hashable) -> tuple[Hashable, ...] | None:
        """Return elements, one per variable, for which a universal formula fails; None if it does not.

        The arguments are the values of the formula's free variables, if it has any. Domains are taken to be all there
        is. Errors: Refusal for a formula that is not universal.
        """
        if formula.op != "forall":
            raise Refusal("only a universal formula fails for elements")
        whole, count = self._whole, len(arguments)
        whole.left, whole.row[:count] = self.most, arguments
        if whole.loops(formula, count)():
            return None
        return tuple(whole.row[count : count + len(formula.data)])

    def holds(self, definition: Definition, *arguments: Hashable) -> Truth:
        """Return the truth of a defined predicate of elements."""
        return self._truth(lambda functions: functions.of(definition.body, arguments)())

    def value(self, definition: Definition, *arguments: Hashable) -> Any:
        """Return the value of a defined function of elements, each domain taken to be all there is."""
        self._whole.left = self.most
        return self._whole.of(definition.body, arguments)()

    def _truth(self, ask: Callable[[Functions], bool | None]) -> Truth:
        self._whole.left = self._part.left = self.most
        sure = ask(self._part)
        if sure is not None:
            return Truth(sure, True)
        return Truth(bool(ask(self._whole)), False)


class Functions:
    """Turns terms into functions of ``self.row``, the values of the bound variables, outermost first."""

    def __init__(self, structure: Structure, partial: frozenset[str]) -> None:
        self.structure, self.partial = structure, partial
        self.row: list[Any] = []
        self.left = inf
        self.made: dict[tuple[Term, int], Value] = {}
        self.costs: dict[Term, int] = {}

    def of(self, term: Term, arguments: tuple[Hashable, ...]) -> Value:
        """Return the function of a term whose free variables are the arguments."""
        self.row[: len(arguments)] = arguments
        return self.function(term, len(arguments))

    def function(self, term: Term, depth: int) -> Value:
        """Return the function of a term under ``depth`` binders."""
        key = (term, depth)
        if key not in self.made:
            self.row.extend([None] * (depth + 1 - len(self.row)))
            self.made[key] = self.make(term, depth)
        return self.made[key]

    def make(self, term: Term, depth: int) -> Value:
        """Build the function of a term by its operator."""
        match term.op:
            case "bound":
                row, level = self.row, depth - 1 - term.data
                return lambda: row[level]
            case "number":
                number = plain(term.data)
                return lambda: number
            case "app":
                return self.application(term, depth)
            case "forall":
                return self.universal(term, depth)
        parts = [self.function(arg, depth) for arg in term.args]
        match term.op:
            case "not":
                return _negation(*parts)
            case "and":
                return _conjunction(parts)
            case "or":
                return _disjunction(parts)
            case "ite":
                return _choice(*parts)
        operations: dict[str, Callable[..., Any]] = {
            "iff": lambda a, b: a == b,
            "=": lambda a, b: a == b,
            "<=": lambda a, b: a <= b,
            "+": lambda *values: sum(values),
            "*": lambda *values: prod(values),
            "/": _quotient,
        }
        return _applied(operations[term.op], parts, any(map(self.unsure, term.args)))

    def application(self, term: Term, depth: int) -> Value:
        """Return the function of a symbol's application; a constant's value is asked for once."""
        meaning = self.structure.meaning(term.data)
        if not term.args:
            constant = meaning()
            return lambda: constant
        parts = [self.function(arg, depth) for arg in term.args]
        return _applied(meaning, parts, any(map(self.unsure, term.args)))

    def unsure(self, term: Term) -> bool:
        """Return whether the value of a term may be unknown: whether it quantifies over a partial domain."""
        if not self.partial:
            return False
        todo, seen = [term], {term}
        while todo:
            part = todo.pop()
            if part.op == "forall" and not self.partial.isdisjoint(part.data):
                return True
            new = [arg for arg in part.args if arg not in seen]
            seen.update(new)
            todo.extend(new)
        return False

    def universal(self, term: Term, depth: int) -> Value:
        """Return the function of a universal formula, remembered if some variable in sight does not occur in it."""
        loops = self.loops(term, depth)
        levels = sorted(depth - 1 - index for index in free_variables(term))
        if len(levels) == depth:
            return loops
        row = self.row
        known: dict[tuple[Any, ...], bool | None] = {}

        def remembered() -> bool | None:
            key = tuple([row[level] for level in levels])
            if key not in known:
                known[key] = loops()
            return known[key]

        return remembered

    def whole_domains(self, sorts: Sequence[str]) -> list[tuple[Hashable, ...]] | None:
        """Return the domains of sorts; None if one of them is a part only."""
        return None if self.partial.intersection(sorts) else [self.structure.domain(sort) for sort in sorts]

    def loops(self, term: Term, depth: int) -> Value:
        """Return nested loops over a binder's variables, each alternative tried as soon as its variables are set.

        Where the structure knows how to decide formulas about a sort of which it has a part only, that is asked first.
        """
        for sort in term.data:
            decide = self.structure.deciders.get(sort)
            decided = decide(self, term, depth) if decide is not None else None
            if decided is not None:
                return decided
        (body,), count = term.args, len(term.data)
        inside = depth + count
        sizes = [len(self.structure.domain(sort)) for sort in term.data]
        alternatives = sorted(_alternatives(body), key=self.cost)
        uses = [frozenset(count - 1 - k for k in free_variables(a) if k < count) for a in alternatives]
        order = _order(sizes, [u for u, a in zip(uses, alternatives, strict=True) if a.op != "forall"])
        stages: list[list[Value]] = [[] for _ in range(count + 1)]
        for alternative, used in zip(alternatives, uses, strict=True):
            stage = max((order.index(k) + 1 for k in used), default=0)
            stages[stage].append(self.function(alternative, inside))
        partial = not self.partial.isdisjoint(term.data)
        loop: Callable[[bool], bool | None] = lambda unknown: None if unknown else False  # noqa: E731
        for position in reversed(range(count)):
            domain = self.structure.domain(term.data[order[position]])
            loop = self.loop(depth + order[position], domain, stages[position + 1], loop)
        return _started(stages[0], loop, partial)

    def loop(
        self,
        level: int,
        domain: tuple[Hashable, ...],
        tests: Sequence[Value],
        inner: Callable[[bool], bool | None],
    ) -> Callable[[bool], bool | None]:
        """Return the loop over one variable: true if for every element some test, or else the inner loop, is true.

        Its argument says whether an alternative looked at before is unknown.
        """
        row, size = self.row, len(domain)

        def run(unknown: bool) -> bool | None:
            self.spend(size)
            result: bool | None = True
            for row[level] in domain:
                open_ = unknown
                for test in tests:
                    value = test()
                    if value:
                        break
                    if value is None:
                        open_ = True
                else:
                    found = inner(open_)
                    if found is False:
                        return False
                    if found is None:
                        result = None
            return result

        return run

    def spend(self, cases: int) -> None:
        """Count cases that are looked at next; TooMuchWork if no more may be."""
        self.left -= cases
        if self.left < 0:
            raise TooMuchWork("not evaluable: too many cases")

    def cost(self, term: Term) -> int:
        """Return roughly how long a term takes to evaluate."""
        if term not in self.costs:
            sorts = term.data if term.op == "forall" else ()
            factor = prod(len(self.structure.domain(sort)) for sort in sorts)
            self.costs[term] = 1 + factor * sum(map(self.cost, term.args))
        return self.costs[term]


def free_variables(term: Term) -> frozenset[int]:
    """Return the de Bruijn indices, as seen from outside the term, of the variables that are free in it."""
    known: dict[Term, frozenset[int]] = {}

    def free(part: Term) -> frozenset[int]:
        if part.free == 0:
            return frozenset()
        if part not in known:
            if part.op == "bound":
                known[part] = frozenset((part.data,))
            else:
                inner = frozenset().union(*map(free, part.args))
                shift = len(part.data) if part.op == "forall" else 0
                known[part] = frozenset(k - shift for k in inner if k >= shift)
        return known[part]

    return free(term)


def _alternatives(body: Term) -> tuple[Term, ...]:
    """Return formulas one of which is true if and only if ``body`` is."""
    if body.op == "not" and body.args[0].op == "and":
        return tuple(map(body.bank.negation, body.args[0].args))
    return body.args if body.op == "or" else (body,)


def plain(value: Fraction) -> Fraction | int:
    """Return a whole number as an int, which is faster and equal: arithmetic stays exact.

    >>> plain(Fraction(4, 2)), plain(Fraction(1, 2))
    (2, Fraction(1, 2))
    """
    return value.numerator if value.denominator == 1 else value


def _quotient(a: Fraction | int, b: Fraction | int) -> Fraction | int:
    if b == 0:
        raise Refusal("not evaluable: a division by zero")
    return plain(Fraction(a) / Fraction(b))


def _applied(meaning: Callable[..., Any], parts: Sequence[Value], unsure: bool) -> Value:
    """Return the function of ``meaning`` applied to the parts; unknown if one of them is."""
    if unsure:

        def careful() -> Any:
            values = [part() for part in parts]
            return None if None in values else meaning(*values)

        return careful
    match parts:
        case [a]:
            return lambda: meaning(a())
        case [a, b]:
            return lambda: meaning(a(), b())
        case [a, b, c]:
            return lambda: meaning(a(), b(), c())
    return lambda: meaning(*[part() for part in parts])


def _negation(part: Value) -> Value:
    def negated() -> bool | None:
        value = part()
        return None if value is None else not value

    return negated


def _conjunction(parts: Sequence[Value]) -> Value:
    def all_of() -> bool | None:
        result: bool | None = True
        for part in parts:
            value = part()
            if value is False:
                return False
            if value is None:
                result = None
        return result

    return all_of


def _disjunction(parts: Sequence[Value]) -> Value:
    def some_of() -> bool | None:
        result: bool | None = False
        for part in parts:
            value = part()
            if value:
                return True
            if value is None:
                result = None
        return result

    return some_of


def _choice(condition: Value, then: Value, otherwise: Value) -> Value:
    def chosen() -> Any:
        value = condition()
        if value is None:
            one, other = then(), otherwise()
            return one if one == other else None
        return then() if value else otherwise()

    return chosen


def _order(sizes: Sequence[int], uses: Sequence[frozenset[int]]) -> list[int]:
    """Return an order of a binder's variables in which alternatives get all their variables early.

    ``uses`` are the variables of the alternatives that are worth it. Among equals the smaller domain comes first.
    """
    order: list[int] = []
    while len(order) < len(sizes):
        left = [k for k in range(len(sizes)) if k not in order]
        order.append(min(left, key=lambda k: (-_settled(uses, {*order, k}), sizes[k], k)))
    return order


def _settled(uses: Sequence[frozenset[int]], known: set[int]) -> int:
    return sum(1 for used in uses if used and used <= known)


def _started(tests: Sequence[Value], loop: Callable[[bool], bool | None], partial: bool) -> Value:
    """Return the whole of a universal formula: first what does not depend on its variables, then the loops."""

    def run() -> bool | None:
        unknown = False
        for test in tests:
            value = test()
            if value:
                return True
            if value is None:
                unknown = True
        found = loop(unknown)
        return None if found and partial else found

    return run
