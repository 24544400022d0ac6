"""Formulas about all beliefs, decided exactly where all they ask of one is what programs are expected to get by it.

A structure lists a few beliefs only. But what is expected is linear in the weights, so whether some belief makes a
program best, say, is a question about the convex hull of finitely many points: one per profile of programs.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from spi_verify.kernel.terms import Term
from spi_verify.solving.formulas import And, Linear
from spi_verify.theory.evaluate import Functions, Value, free_variables
from spi_verify.theory.unaided import Unaided

Gains = tuple[Fraction | int, ...]
"""By profiles: by how much more one program gets than another."""


class UnfitError(Exception):
    """The formula is not of the kind that is decided here."""


def decided(functions: Functions, term: Term, depth: int) -> Value | None:
    """Return the function of a universal formula over a belief, its last variable; None if it is of another kind.

    Of this kind is one that speaks of distributions, and compares what two programs are expected to get by it.

    Paper node: `def-1`
    """
    *sorts, last = term.data
    domains = functions.whole_domains(sorts)
    if last != "Belief" or domains is None or functions.whole_domains(["Profile"]) is None:
        return None
    try:
        question = _Question(functions, term, depth)
    except UnfitError:
        return None
    return _every(functions, depth, domains, question)


def _every(
    functions: Functions, depth: int, domains: Sequence[Sequence[Any]], question: _Question
) -> Callable[[], bool | None]:
    row = functions.row

    def run() -> bool | None:
        result: bool | None = True
        for values in itertools.product(*domains):
            functions.spend(1)
            row[depth : depth + len(values)] = values
            found = question.of_every_belief()
            if found is False:
                return False
            if found is None:
                result = None
        return result

    return run


class _Question:
    """Whether every belief makes one of some alternatives true, for the values that the other variables have."""

    def __init__(self, functions: Functions, term: Term, depth: int) -> None:
        self.functions, inside = functions, depth + len(term.data)
        self.level = inside - 1
        self.plain: list[Value] = []
        self.limits: list[_Limit] = []
        distribution = set()
        for alternative in _alternatives(term.args[0]):
            if not self.mentioned(alternative, inside):
                self.plain.append(functions.function(alternative, inside))
            elif (part := _of_a_distribution(alternative)) is not None:
                distribution.add(part)
            else:
                self.limits.append(self.limit(alternative, inside))
        if distribution != {"weighted", "mass"}:
            raise UnfitError

    def mentioned(self, term: Term, depth: int) -> bool:
        """Return whether the belief occurs in a term under ``depth`` binders."""
        return depth - 1 - self.level in free_variables(term)

    def limit(self, alternative: Term, depth: int) -> _Limit:
        """Return what a belief has to meet so that an alternative is false; UnfitError if that is not linear."""
        if alternative.op != "not":
            raise UnfitError
        (fact,) = alternative.args
        sorts: tuple[str, ...] = fact.data if fact.op == "forall" else ()
        domains = self.functions.whole_domains(sorts)
        if domains is None:
            raise UnfitError
        inside = depth + len(sorts)
        parts = _alternatives(fact.args[0]) if fact.op == "forall" else [fact]
        about = [part for part in parts if self.mentioned(part, inside)]
        if len(about) != 1:
            raise UnfitError
        plain = [self.functions.function(part, inside) for part in parts if part is not about[0]]
        return _Limit(self.functions, depth, domains, plain, *self.compared(about[0], inside))

    def compared(self, fact: Term, depth: int) -> tuple[tuple[Value, Value], tuple[Value, Value]]:
        """Return player and program of either side of a comparison of expectations."""
        if fact.op != "<=":
            raise UnfitError
        less, more = (self.expectation(side, depth) for side in fact.args)
        return less, more

    def expectation(self, term: Term, depth: int) -> tuple[Value, Value]:
        if term.op != "app" or term.data != "expected":
            raise UnfitError
        player, program, belief = term.args
        own = belief.op == "bound" and depth - 1 - belief.data == self.level
        if not own or self.mentioned(player, depth) or self.mentioned(program, depth):
            raise UnfitError
        return self.functions.function(player, depth), self.functions.function(program, depth)

    def of_every_belief(self) -> bool | None:
        """Return the answer; None: not known, as it rests on a partial domain."""
        unknown = False
        for part in self.plain:
            value = part()
            if value:
                return True
            unknown = unknown or value is None
        gains: list[Gains] = []
        for limit in self.limits:
            for found in limit.gains():
                if found is None:
                    return None
                gains.append(found)
        if not _some_mixture(gains):
            return True
        return None if unknown else False


@dataclass
class _Limit:
    """By a belief, one program has to get at least as much as others do: those for which no plain part is true."""

    functions: Functions
    depth: int
    domains: Sequence[Sequence[Any]]
    plain: Sequence[Value]
    less: tuple[Value, Value]
    more: tuple[Value, Value]

    def gains(self) -> Iterator[Gains | None]:
        """Yield by how much more the one gets than each of the others; None where it is not known whether it has to."""
        row = self.functions.row
        for values in itertools.product(*self.domains):
            self.functions.spend(1)
            row[self.depth : self.depth + len(values)] = values
            excused = [part() for part in self.plain]
            if True in excused:
                continue
            if None in excused:
                yield None
                return
            more, less = self.got(self.more), self.got(self.less)
            yield tuple(a - b for a, b in zip(more, less, strict=True))

    def got(self, side: tuple[Value, Value]) -> Gains:
        """Return what a program gets in each profile."""
        player, program = side[0](), side[1]()
        return tuple(self.expected(player, program, belief) for belief in self.sure)

    @cached_property
    def expected(self) -> Callable[..., Any]:
        return self.functions.structure.meaning("expected")

    @cached_property
    def sure(self) -> list[Any]:
        """The beliefs that are sure of one profile, for each profile."""
        structure = self.functions.structure
        believe, nobody = structure.meaning("believe"), structure.meaning("nobody")()
        return [believe(1, q, nobody) for q in structure.domain("Profile")]


def _alternatives(body: Term) -> list[Term]:
    """Return formulas one of which is true if and only if ``body`` is, down to those that are no disjunctions."""
    if body.op == "not" and body.args[0].op == "and":
        return [a for part in body.args[0].args for a in _alternatives(body.bank.negation(part))]
    if body.op == "or":
        return [a for part in body.args for a in _alternatives(part)]
    return [body]


def _of_a_distribution(alternative: Term) -> str | None:
    """Return which part of being a distribution an alternative denies: "weighted", "mass", or None."""
    if alternative.op != "not":
        return None
    (fact,) = alternative.args
    if fact.op == "app" and fact.data == "weighted" and fact.args[0].op == "bound":
        return "weighted"
    if fact.op == "=" and {"mass", 1} == {_head(side) for side in fact.args}:
        return "mass"
    return None


def _head(term: Term) -> object:
    if term.op == "app" and term.args and term.args[0].op == "bound":
        return term.data
    return term.data if term.op == "number" else None


def _some_mixture(gains: Sequence[Gains]) -> bool:
    """Return whether some distribution over the columns gives every row an average of at least 0.

    >>> _some_mixture([(3, -1), (-2, 1)]), _some_mixture([(3, -1), (-4, 1)])
    (True, False)
    """
    if any(max(row) < 0 for row in gains):
        return False
    columns = list(dict.fromkeys(zip(*gains, strict=True)))
    if not gains or any(min(column) >= 0 for column in columns):
        return True
    weights = [Linear.of({f"w{k}": 1}) for k in range(len(columns))]
    mixed = [Linear.of({f"w{k}": c[row] for k, c in enumerate(columns)}) for row in range(len(gains))]
    sums = Linear.of({f"w{k}": 1 for k in range(len(columns))})
    limits = [sums.eq(1), *(form.ge(0) for form in (*weights, *mixed))]
    return Unaided().ask(And(tuple(limits))).status == "sat"
