"""Quantifier-free linear formulas over named real variables, independent of any solver, evaluated exactly."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Relation = Literal["<=", "<", "=="]


def exact(value: object) -> Fraction:
    """Return an int or Fraction as a Fraction; anything else, floats and bools included, is a TypeError.

    >>> exact(3)
    Fraction(3, 1)
    """
    if isinstance(value, Fraction):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return Fraction(value)
    raise TypeError(f"an exact rational (int or Fraction) is needed, not {value!r}")


@dataclass(frozen=True)
class Linear:
    """A linear expression: exact rational coefficients on named variables, plus a constant.

    ``terms`` holds (name, coefficient) sorted by name, without zero coefficients, so equal expressions are
    equal objects. Build one with :func:`variable`, :meth:`of` and arithmetic.

    >>> x, y = variable("x"), variable("y")
    >>> print(2 * x - y / 3 + 1)
    2 x - 1/3 y + 1
    >>> x + y - x == y
    True
    """

    terms: tuple[tuple[str, Fraction], ...]
    constant: Fraction = Fraction(0)

    @classmethod
    def of(cls, coefficients: Mapping[str, Fraction | int], constant: Fraction | int = 0) -> Linear:
        """Return the expression with these coefficients (variable name to exact rational) and constant.

        >>> print(Linear.of({"x": 1, "y": Fraction(-1, 2)}, 3))
        x - 1/2 y + 3
        """
        exacts = ((name, exact(c)) for name, c in coefficients.items())
        return cls(tuple(sorted(term for term in exacts if term[1])), exact(constant))

    @property
    def coefficients(self) -> dict[str, Fraction]:
        """The non-zero coefficients, by variable name.

        >>> variable("x").coefficients
        {'x': Fraction(1, 1)}
        """
        return dict(self.terms)

    def value(self, model: Mapping[str, Fraction]) -> Fraction:
        """Return the exact value at ``model`` (KeyError for a missing variable, TypeError for a float).

        >>> (variable("x") + 1).value({"x": Fraction(1, 3)})
        Fraction(4, 3)
        """
        return sum((c * exact(model[name]) for name, c in self.terms), self.constant)

    def substitute(self, values: Mapping[str, Fraction]) -> Linear:
        """Return the expression with the given variables replaced by exact values.

        >>> print((variable("x") + 2 * variable("y")).substitute({"y": Fraction(1, 2)}))
        x + 1
        """
        known = sum((c * exact(values[name]) for name, c in self.terms if name in values), self.constant)
        return Linear(tuple(term for term in self.terms if term[0] not in values), known)

    def variables(self) -> frozenset[str]:
        """Return the names that occur.

        >>> sorted((variable("x") - 2 * variable("y")).variables())
        ['x', 'y']
        """
        return frozenset(name for name, _ in self.terms)

    def __add__(self, other: Linear | Fraction | int) -> Linear:
        return total([(1, self), (1, other)]) if isinstance(other, Linear) else self._shifted(exact(other))

    def __sub__(self, other: Linear | Fraction | int) -> Linear:
        return total([(1, self), (-1, other)]) if isinstance(other, Linear) else self._shifted(-exact(other))

    def __mul__(self, scalar: Fraction | int) -> Linear:
        return total([(scalar, self)])

    def __truediv__(self, scalar: Fraction | int) -> Linear:
        return self * (1 / exact(scalar))

    def __neg__(self) -> Linear:
        return self * -1

    def __rsub__(self, other: Fraction | int) -> Linear:
        return -self + other

    __radd__ = __add__
    __rmul__ = __mul__

    def _shifted(self, by: Fraction) -> Linear:
        return Linear(self.terms, self.constant + by)

    def le(self, other: Linear | Fraction | int) -> Atom:
        """Return the formula ``self <= other``.

        >>> print(variable("x").le(1))
        x - 1 <= 0
        """
        return Atom(self - other, "<=")

    def ge(self, other: Linear | Fraction | int) -> Atom:
        """Return the formula ``self >= other``, written as ``other - self <= 0``.

        >>> print(variable("x").ge(1))
        -x + 1 <= 0
        """
        return Atom(-self + other, "<=")

    def gt(self, other: Linear | Fraction | int) -> Atom:
        """Return the formula ``self > other``, written as ``other - self < 0``.

        >>> print(variable("x").gt(1))
        -x + 1 < 0
        """
        return Atom(-self + other, "<")

    def eq(self, other: Linear | Fraction | int) -> Atom:
        """Return the formula ``self == other`` (Python's own ``==`` compares expressions as objects).

        >>> print(variable("x").eq(variable("y")))
        x - y == 0
        """
        return Atom(self - other, "==")

    def __str__(self) -> str:
        words = [(c, name if abs(c) == 1 else f"{abs(c)} {name}") for name, c in self.terms]
        if self.constant or not words:
            words.append((self.constant, str(abs(self.constant))))
        (first, head), *rest = words
        return ("-" if first < 0 else "") + head + "".join(f" {'-' if c < 0 else '+'} {w}" for c, w in rest)


def variable(name: str) -> Linear:
    """Return the expression that is the real variable of this name; any string is a name.

    >>> print(variable("u_1"))
    u_1
    """
    return Linear.of({name: 1})


def total(summands: Iterable[tuple[Fraction | int, Linear]]) -> Linear:
    """Return the sum of scalar × expression over ``summands``, in one pass.

    >>> print(total([(2, variable("x")), (Fraction(1, 2), variable("y") + 4)]))
    2 x + 1/2 y + 2
    """
    coefficients: dict[str, Fraction] = {}
    constant = Fraction(0)
    for scalar, linear in summands:
        factor = exact(scalar)
        constant += factor * linear.constant
        for name, c in linear.terms:
            coefficients[name] = coefficients.get(name, Fraction(0)) + factor * c
    return Linear.of(coefficients, constant)


class Formula(ABC):
    """A quantifier-free formula; immutable, hashable; combined with ``&``, ``|`` and ``~``.

    >>> x = variable("x")
    >>> print((x.ge(0) & ~x.eq(0)) | x.gt(2))
    ((-x <= 0 and not x == 0) or -x + 2 < 0)
    """

    @abstractmethod
    def evaluate(self, model: Mapping[str, Fraction]) -> bool:
        """Return the truth value at the point ``model``, exactly; KeyError if a needed variable is missing.

        >>> variable("x").gt(1).evaluate({"x": Fraction(1)})
        False
        """

    @abstractmethod
    def variables(self) -> frozenset[str]:
        """Return the names of the variables that occur.

        >>> sorted((variable("x").le(1) & variable("y").le(1)).variables())
        ['x', 'y']
        """

    def __and__(self, other: Formula) -> Formula:
        return all_of((self, other))

    def __or__(self, other: Formula) -> Formula:
        return any_of((self, other))

    def __invert__(self) -> Formula:
        return self.part if isinstance(self, Not) else Not(self)


@dataclass(frozen=True)
class Atom(Formula):
    """``linear <= 0``, ``linear < 0`` or ``linear == 0``."""

    linear: Linear
    relation: Relation

    def evaluate(self, model: Mapping[str, Fraction]) -> bool:
        value = self.linear.value(model)
        if self.relation == "==":
            return value == 0
        return value < 0 or (value == 0 and self.relation == "<=")

    def variables(self) -> frozenset[str]:
        return self.linear.variables()

    def __str__(self) -> str:
        return f"{self.linear} {self.relation} 0"


@dataclass(frozen=True)
class And(Formula):
    """The conjunction of ``parts``; of none, true. :func:`all_of` flattens nested ones."""

    parts: tuple[Formula, ...]

    def evaluate(self, model: Mapping[str, Fraction]) -> bool:
        return all(part.evaluate(model) for part in self.parts)

    def variables(self) -> frozenset[str]:
        return frozenset().union(*(part.variables() for part in self.parts))

    def __str__(self) -> str:
        return f"({' and '.join(map(str, self.parts))})" if self.parts else "true"


@dataclass(frozen=True)
class Or(Formula):
    """The disjunction of ``parts``; of none, false. :func:`any_of` flattens nested ones."""

    parts: tuple[Formula, ...]

    def evaluate(self, model: Mapping[str, Fraction]) -> bool:
        return any(part.evaluate(model) for part in self.parts)

    def variables(self) -> frozenset[str]:
        return frozenset().union(*(part.variables() for part in self.parts))

    def __str__(self) -> str:
        return f"({' or '.join(map(str, self.parts))})" if self.parts else "false"


@dataclass(frozen=True)
class Not(Formula):
    """The negation of ``part``; ``~`` avoids double ones."""

    part: Formula

    def evaluate(self, model: Mapping[str, Fraction]) -> bool:
        return not self.part.evaluate(model)

    def variables(self) -> frozenset[str]:
        return self.part.variables()

    def __str__(self) -> str:
        return f"not {self.part}"


TRUE: Formula = And(())
FALSE: Formula = Or(())


def all_of(formulas: Iterable[Formula]) -> Formula:
    """Return the conjunction, flattened; of none, ``TRUE``; of one, itself.

    >>> print(all_of(variable(name).ge(0) for name in "xy"))
    (-x <= 0 and -y <= 0)
    """
    parts = tuple(p for f in formulas for p in (f.parts if isinstance(f, And) else (f,)))
    return parts[0] if len(parts) == 1 else And(parts)


def any_of(formulas: Iterable[Formula]) -> Formula:
    """Return the disjunction, flattened; of none, ``FALSE``; of one, itself.

    >>> print(any_of([]))
    false
    """
    parts = tuple(p for f in formulas for p in (f.parts if isinstance(f, Or) else (f,)))
    return parts[0] if len(parts) == 1 else Or(parts)
