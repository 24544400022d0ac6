"""Linear constraints on payoff vectors, with exact rational coefficients."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from spi_verify.games.rationals import Payoff

Relation = Literal["<=", "=="]


@dataclass(frozen=True)
class Constraint:
    """One linear condition on payoff vectors: ``coefficients · u <= bound``, or ``==``.

    ``coefficients`` has one exact rational per player. The set of points that satisfy any list of constraints
    is closed, which def-6 asks of renegotiation sets; that is why there is no strict relation.

    >>> half_plane = Constraint((Fraction(1), Fraction(1)), "<=", Fraction(4))
    >>> half_plane.holds((Fraction(3), Fraction(1))), half_plane.holds((Fraction(3), Fraction(2)))
    (True, False)
    """

    coefficients: tuple[Fraction, ...]
    relation: Relation
    bound: Fraction

    def value(self, x: Sequence[Fraction]) -> Fraction:
        """Return ``coefficients · x``.

        >>> Constraint((Fraction(1), Fraction(-1)), "<=", Fraction(4)).value((Fraction(3), Fraction(1)))
        Fraction(2, 1)
        """
        return dot(self.coefficients, x)

    def holds(self, x: Payoff) -> bool:
        """Tell whether the payoff vector ``x`` (one exact rational per player) satisfies the condition.

        >>> equals(0, 2, Fraction(3)).holds((Fraction(3), Fraction(1)))
        True
        """
        value = self.value(x)
        return value == self.bound if self.relation == "==" else value <= self.bound

    def sides(self) -> tuple[Constraint, ...]:
        """Return the condition as one or two with the relation ``<=``.

        >>> [c.bound for c in equals(0, 1, Fraction(3)).sides()]
        [Fraction(3, 1), Fraction(-3, 1)]
        """
        if self.relation == "<=":
            return (self,)
        upper = Constraint(self.coefficients, "<=", self.bound)
        return (upper, upper.reversed())

    def reversed(self) -> Constraint:
        """Return the closed opposite: ``>=`` in place of ``<=`` (the same set, for an equality).

        >>> at_most(0, 1, Fraction(3)).reversed() == at_least(0, 1, Fraction(3))
        True
        """
        return Constraint(tuple(-a for a in self.coefficients), self.relation, -self.bound)


def dot(a: Sequence[Fraction], b: Sequence[Fraction]) -> Fraction:
    """Return the inner product of two vectors of the same length (``ValueError`` otherwise).

    >>> dot((Fraction(1, 2), Fraction(2)), (Fraction(4), Fraction(1)))
    Fraction(4, 1)
    """
    return sum((x * y for x, y in zip(a, b, strict=True) if x), Fraction(0))  # most constraints are sparse


def unit(i: int, n: int, value: int = 1) -> tuple[Fraction, ...]:
    """Return the vector of length ``n`` that is ``value`` at the 0-based position ``i`` and 0 elsewhere.

    >>> unit(1, 3, -1) == (0, -1, 0)
    True
    """
    return tuple(Fraction(value if k == i else 0) for k in range(n))


def at_least(i: int, n: int, bound: Fraction) -> Constraint:
    """Return the constraint ``u_i >= bound`` for the 0-based player ``i`` of ``n``.

    >>> at_least(0, 2, Fraction(1)).holds((Fraction(1), Fraction(0)))
    True
    """
    return Constraint(unit(i, n, -1), "<=", -bound)


def at_most(i: int, n: int, bound: Fraction) -> Constraint:
    """Return the constraint ``u_i <= bound`` for the 0-based player ``i`` of ``n``.

    >>> at_most(1, 2, Fraction(1)).holds((Fraction(9), Fraction(2)))
    False
    """
    return Constraint(unit(i, n), "<=", bound)


def equals(i: int, n: int, bound: Fraction) -> Constraint:
    """Return the constraint ``u_i == bound`` for the 0-based player ``i`` of ``n``.

    >>> equals(1, 2, Fraction(2)).holds((Fraction(9), Fraction(2)))
    True
    """
    return Constraint(unit(i, n), "==", bound)


def all_at_least(bounds: Sequence[Fraction]) -> tuple[Constraint, ...]:
    """Return the constraints ``u_i >= bounds[i]``, one per player.

    >>> [c.holds((Fraction(1), Fraction(0))) for c in all_at_least((Fraction(1), Fraction(1)))]
    [True, False]
    """
    return tuple(at_least(i, len(bounds), bound) for i, bound in enumerate(bounds))


def all_hold(constraints: Iterable[Constraint], x: Payoff) -> bool:
    """Tell whether ``x`` satisfies every one of ``constraints``.

    >>> all_hold(all_at_least((Fraction(1), Fraction(1))), (Fraction(1), Fraction(2)))
    True
    """
    return all(constraint.holds(x) for constraint in constraints)
