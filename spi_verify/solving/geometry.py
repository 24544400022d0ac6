"""Formulas about payoff regions: hulls, linear conditions, points of one union outside another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from spi_verify.errors import InputError
from spi_verify.solving.formulas import Formula, Linear, all_of, any_of, total, variable

if TYPE_CHECKING:
    from spi_verify.games.linear import Constraint
    from spi_verify.games.rationals import Payoff


def coordinates(n: int, prefix: str = "u") -> tuple[Linear, ...]:
    """Return the unknown payoff vector (u_1, …, u_n), one variable per player.

    >>> print(*coordinates(2))
    u_1 u_2
    """
    return tuple(variable(f"{prefix}_{i}") for i in range(1, n + 1))


def in_hull(vars: Sequence[Linear], vertices: Sequence[Payoff], prefix: str) -> Formula:
    """Return "``vars`` is a convex combination of ``vertices``", with new weight variables ``prefix_0``, ….

    ``vars`` has one expression per player, a vertex one exact rational per player. The weights are to be
    found, so the formula must not stand under a negation: to be outside a polytope, negate its inequalities.
    No vertices: false. InputError if a weight's name occurs in ``vars``. Each hull of a question needs its
    own prefix.

    >>> from fractions import Fraction
    >>> print(in_hull(coordinates(1), [(Fraction(0),), (Fraction(3),)], "w"))
    (-w_0 <= 0 and -w_1 <= 0 and w_0 + w_1 - 1 == 0 and u_1 - 3 w_1 == 0)
    """
    names = [f"{prefix}_{k}" for k in range(len(vertices))]
    taken = {name for linear in vars for name, _ in linear.terms}.intersection(names)
    if taken:
        raise InputError("a weight needs a new name", place=min(taken))
    weights = [variable(name) for name in names]
    parts: list[Formula] = [weight.ge(0) for weight in weights]
    parts.append(total((1, weight) for weight in weights).eq(1))
    columns = zip(*vertices, strict=True) if vertices else ((),) * len(vars)
    for coordinate, column in zip(vars, columns, strict=True):
        parts.append(coordinate.eq(total(zip(column, weights, strict=True))))
    return all_of(parts)


def satisfies(constraint: Constraint, vars: Sequence[Linear]) -> Formula:
    """Return "``vars`` satisfies ``constraint``"; both have one entry per player (ValueError otherwise).

    >>> from fractions import Fraction
    >>> from spi_verify.games.linear import at_least
    >>> print(satisfies(at_least(0, 2, Fraction(1, 2)), coordinates(2)))
    -u_1 + 1/2 <= 0
    """
    value = total(zip(constraint.coefficients, vars, strict=True))
    return value.eq(constraint.bound) if constraint.relation == "==" else value.le(constraint.bound)


def violates(constraint: Constraint, vars: Sequence[Linear]) -> Formula:
    """Return "``vars`` does not satisfy ``constraint``"; one entry per player each (ValueError otherwise).

    >>> from fractions import Fraction
    >>> from spi_verify.games.linear import at_least
    >>> print(violates(at_least(0, 2, Fraction(1, 2)), coordinates(2)))
    not -u_1 + 1/2 <= 0
    """
    return ~satisfies(constraint, vars)


def in_some_hull(vars: Sequence[Linear], hulls: Iterable[Sequence[Payoff]], prefix: str = "w") -> Formula:
    """Return "``vars`` is in the convex hull of one of these lists of points" (of none: false).

    >>> print(in_some_hull(coordinates(1), []))
    false
    """
    return any_of(in_hull(vars, vertices, f"{prefix}_{j}") for j, vertices in enumerate(hulls))


def escapes(
    vars: Sequence[Linear], hulls: Iterable[Sequence[Payoff]], regions: Iterable[Iterable[Constraint]]
) -> Formula:
    """Return "``vars`` is in one of ``hulls`` and in none of ``regions``"; unsat means inclusion.

    ``hulls``: the points each polytope is the hull of; ``regions``: the conditions that describe each
    polytope of the other union (conditions that hold on all of ``hulls`` may be left out).

    >>> from fractions import Fraction
    >>> from spi_verify.games.linear import at_most
    >>> segment = [(Fraction(0),), (Fraction(3),)]
    >>> question = escapes(coordinates(1), [segment], [[at_most(0, 1, Fraction(2))]])
    >>> from spi_verify.solving.questions import Solvers
    >>> with Solvers() as solvers:
    ...     solvers.ask(question).model["u_1"] > 2
    True
    """
    outside = (any_of(violates(constraint, vars) for constraint in region) for region in regions)
    return all_of([in_some_hull(vars, hulls), *outside])
