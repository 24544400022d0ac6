"""A model of ground clauses as tables, and the truth of quantified formulas in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from math import prod
from typing import Any

from spi_verify.kernel.terms import Term
from spi_verify.solving.flatten import parts

Row = Sequence[Any]
"""Values of the variables in sight, outermost first."""

MOST_STEPS = 50  # of the evaluation of nested quantifiers, before their truth counts as unknown


class Structure:
    """What a model says: truth of closed quantified formulas, tables of functions, the simplest term for each value."""

    def __init__(self) -> None:
        self.truths: dict[Term, bool] = {}
        self.products: dict[Term, Fraction] = {}  # of closed terms: the model is free to choose them
        self.tables: dict[str, dict[tuple[Any, ...], Any]] = {}
        self.simplest: dict[str, dict[Any, Term]] = {}

    def domain(self, sort: str) -> Iterable[Any]:
        """Return the values of a sort that terms have."""
        return self.simplest.get(sort, {})


class Evaluator:
    """Evaluates terms in a structure; None where it does not say."""

    def __init__(self, structure: Structure) -> None:
        self._structure = structure
        self._steps = MOST_STEPS
        self._made: dict[Term, Callable[[Row], Any]] = {}
        self._known: dict[Term, dict[tuple[Any, ...], bool | None]] = {}

    def forget(self) -> None:
        """Drop what was remembered of the structure, which has changed."""
        for known in self._known.values():
            known.clear()

    def value(self, term: Term, row: Row) -> Any:
        """Return the value of a term: a bool, a Fraction, an element's name, or None."""
        self._steps = MOST_STEPS
        if term not in self._made:
            self._made[term] = self._make(term)
        return self._made[term](row)

    def _function(self, term: Term) -> Callable[[Row], Any]:
        if term not in self._made:
            self._made[term] = self._make(term)
        return self._made[term]

    def _make(self, term: Term) -> Callable[[Row], Any]:
        op, data = term.op, term.data
        if op == "bound":
            return lambda row: row[-1 - data]
        if op == "number":
            return lambda row: data
        if op == "forall":
            return self._universal(term)
        functions = [self._function(arg) for arg in term.args]
        if op == "app":
            tables = self._structure.tables
            return lambda row: tables.get(data, {}).get(tuple([f(row) for f in functions]))
        if op in ("and", "or"):
            return _connective(functions, op == "or")
        if op == "ite":
            return _conditional(*functions)
        function = _strict(_OPERATIONS[op], functions)
        if op in ("*", "/") and term.closed:
            products = self._structure.products
            return lambda row: products[term] if term in products else function(row)
        return function

    def _universal(self, term: Term) -> Callable[[Row], Any]:
        loops = self._loops(term)
        free = sorted(free_indices(term))
        known = self._known.setdefault(term, {})
        truths = self._structure.truths

        def holds(row: Row) -> bool | None:
            if term in truths:
                return truths[term]
            key = tuple([row[-1 - index] for index in free])
            if key not in known:
                truth = loops(row)
                if truth is None and self._steps < 0:
                    return None
                known[key] = truth
            return known[key]

        return holds

    def _loops(self, term: Term) -> Callable[[Row], bool | None]:
        """Return nested loops over a binder's variables that look at each alternative once its variables are set."""
        count, (body,) = len(term.data), term.args
        order, due = _order(alternatives(body), count)
        ready = [[self._function(part) for part in parts_due] for parts_due in due]
        domain, sorts = self._structure.domain, term.data

        def search(row: list[Any], level: int, unsure: bool) -> bool | None:
            """Return False for a counterexample, None for a possible one, else True."""
            for function in ready[level]:
                truth = function(row)
                if truth:
                    return True
                unsure = unsure or truth is None
            if level == count:
                return None if unsure else False
            result: bool | None = True
            variable = order[level]
            for value in domain(sorts[variable]):
                self._steps -= 1
                if self._steps < 0:
                    return None
                row[variable - count] = value
                truth = search(row, level + 1, unsure)
                if truth is False:
                    return False
                result = None if truth is None else result
            return result

        return lambda row: search([*row, *[None] * count], 0, False)


def alternatives(body: Term) -> list[Term]:
    """Return formulas of which one holds exactly if ``body`` does.

    >>> from spi_verify.kernel.terms import read
    >>> problem = read("(declare-const p Bool) (declare-const q Bool) (define-fun conclusion () Bool (=> (and p q) p))")
    >>> alternatives(problem.conclusion)
    [(not p), (not q), p]
    """
    found, todo = [], [body]
    while todo:
        part = todo.pop()
        if part.op == "or":
            todo += reversed(part.args)
        elif part.op == "not" and part.args[0].op == "and":
            todo += [part.bank.negation(arg) for arg in reversed(part.args[0].args)]
        else:
            found.append(part)
    return found


def free_indices(term: Term) -> set[int]:
    """Return the de Bruijn indices of the variables free in a term.

    >>> from spi_verify.kernel.terms import read
    >>> problem = read("(define-fun conclusion () Bool (forall ((x Real) (y Real) (z Real)) (< x z)))")
    >>> sorted(free_indices(problem.conclusion.args[0]))
    [0, 2]
    """
    if term.op == "bound":
        return {term.data}
    found = {index for arg in term.args if arg.free for index in free_indices(arg)}
    return {i - len(term.data) for i in found if i >= len(term.data)} if term.op == "forall" else found


def _order(parts_of_body: Sequence[Term], count: int) -> tuple[list[int], list[list[Term]]]:
    """Return an order of the variables, and which parts have all their variables after how many of them."""
    needs = {part: {count - 1 - i for i in free_indices(part) if i < count} for part in parts_of_body}
    order: list[int] = []
    due: list[list[Term]] = [[] for _ in range(count + 1)]
    simple = sorted(needs, key=lambda part: any(p.op == "forall" for p in parts(part)))
    while True:
        for part in simple:
            if needs[part] <= set(order):
                due[len(order)].append(part)
        simple = [part for part in simple if not needs[part] <= set(order)]
        if not simple:
            break
        cheapest = min(simple, key=lambda part: len(needs[part] - set(order)))
        order.append(min(needs[cheapest] - set(order)))
    missing = [variable for variable in range(count) if variable not in order]
    due = due[: len(order) + 1] + [[] for _ in missing]
    return order + missing, due


def _connective(functions: Sequence[Callable[[Row], Any]], decisive: bool) -> Callable[[Row], Any]:
    def value(row: Row) -> Any:
        result: bool | None = not decisive
        for function in functions:
            part = function(row)
            if part is decisive:
                return decisive
            result = None if part is None else result
        return result

    return value


def _conditional(
    condition: Callable[[Row], Any], one: Callable[[Row], Any], two: Callable[[Row], Any]
) -> Callable[[Row], Any]:
    def value(row: Row) -> Any:
        chosen = condition(row)
        if chosen is None:
            same = one(row)
            return same if same == two(row) else None
        return one(row) if chosen else two(row)

    return value


def _strict(operation: Callable[..., Any], functions: Sequence[Callable[[Row], Any]]) -> Callable[[Row], Any]:
    def value(row: Row) -> Any:
        values = [function(row) for function in functions]
        return None if None in values else operation(*values)

    return value


_OPERATIONS: dict[str, Callable[..., Any]] = {
    "not": lambda a: not a,
    "iff": lambda a, b: a == b,
    "=": lambda a, b: a == b,
    "<=": lambda a, b: a <= b,
    "+": lambda *values: sum(values),
    "*": lambda *values: prod(values),
    "/": lambda a, b: a / b if b else None,
}
