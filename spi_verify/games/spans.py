"""Exact linear algebra on points: affine hulls, echelon forms, linear systems."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm

from spi_verify.games.linear import Constraint, dot
from spi_verify.games.rationals import Payoff

Vector = tuple[Fraction, ...]


@dataclass(frozen=True)
class AffineHull:
    """The affine hull of a polytope: ``origin`` plus the span of ``basis``.

    ``basis`` is in reduced row echelon form, and row r is 1 at coordinate ``pivots[r]``, so the coordinates
    ``pivots`` alone determine a point of the affine hull.
    """

    origin: Payoff
    basis: tuple[Vector, ...]
    pivots: tuple[int, ...]

    @property
    def dimension(self) -> int:
        """0 for a point, 1 for a segment, and so on."""
        return len(self.basis)

    def shadow(self, x: Payoff) -> Vector:
        """Return the coordinates ``pivots`` of ``x``.

        >>> line = affine_hull([(Fraction(2), Fraction(0)), (Fraction(2), Fraction(5))])
        >>> line.shadow((Fraction(2), Fraction(4)))
        (Fraction(4, 1),)
        """
        return tuple(x[k] for k in self.pivots)

    def equations(self) -> tuple[Constraint, ...]:
        """Return one equality per coordinate that is not a pivot; together they describe the affine hull."""
        free = [k for k in range(len(self.origin)) if k not in self.pivots]
        return tuple(self._equation(k) for k in free)

    def _equation(self, k: int) -> Constraint:
        coefficients = [Fraction(int(c == k)) for c in range(len(self.origin))]
        for row, pivot in zip(self.basis, self.pivots, strict=True):
            coefficients[pivot] = -row[k]
        return constraint(coefficients, dot(coefficients, self.origin), equality=True)


def affine_hull(points: Sequence[Payoff]) -> AffineHull:
    """Return the affine hull of one or more points.

    >>> affine_hull([(Fraction(2), Fraction(0)), (Fraction(2), Fraction(5))]).pivots
    (1,)
    """
    origin = points[0]
    basis, pivots = reduced([tuple(a - b for a, b in zip(p, origin, strict=True)) for p in points[1:]])
    return AffineHull(origin, basis, pivots)


def reduced(rows: Sequence[Sequence[Fraction]]) -> tuple[tuple[Vector, ...], tuple[int, ...]]:
    """Return the reduced row echelon form of a matrix, without zero rows, and its pivot columns.

    >>> reduced([(Fraction(2), Fraction(4)), (Fraction(1), Fraction(2))])
    (((Fraction(1, 1), Fraction(2, 1)),), (0,))
    """
    done: list[Vector] = []
    pivots: list[int] = []
    for row in rows:
        vector = tuple(row)
        for other, pivot in zip(done, pivots, strict=True):
            vector = _eliminate(vector, other, pivot)
        pivot = next((k for k, x in enumerate(vector) if x), -1)
        if pivot >= 0:
            vector = tuple(x / vector[pivot] for x in vector)
            done = [_eliminate(other, vector, pivot) for other in done]
            done.append(vector)
            pivots.append(pivot)
    order = sorted(range(len(done)), key=lambda r: pivots[r])
    return tuple(done[r] for r in order), tuple(pivots[r] for r in order)


def solve(matrix: Sequence[Sequence[Fraction]], right: Sequence[Fraction]) -> Vector:
    """Return the solution of a square linear system; ``ValueError`` when it is singular.

    >>> solve([(Fraction(2),)], [Fraction(3)])
    (Fraction(3, 2),)
    """
    rows, pivots = reduced([(*row, b) for row, b in zip(matrix, right, strict=True)])
    if pivots != tuple(range(len(right))):
        raise ValueError("the linear system is singular")
    return tuple(row[-1] for row in rows)


def determinant(matrix: Sequence[Sequence[Fraction]]) -> Fraction:
    """Return the determinant of a square matrix (1 for the empty one).

    >>> determinant([(Fraction(0), Fraction(2)), (Fraction(3), Fraction(5))])
    Fraction(-6, 1)
    """
    rows = [tuple(row) for row in matrix]
    result = Fraction(1)
    for k in range(len(rows)):
        swap = next((r for r in range(k, len(rows)) if rows[r][k]), None)
        if swap is None:
            return Fraction(0)
        if swap != k:
            rows[k], rows[swap] = rows[swap], rows[k]
            result = -result
        result *= rows[k][k]
        lead = tuple(x / rows[k][k] for x in rows[k])
        rows[k + 1 :] = [_eliminate(row, lead, k) for row in rows[k + 1 :]]
    return result


def _eliminate(vector: Vector, other: Vector, pivot: int) -> Vector:
    factor = vector[pivot]
    return tuple(a - factor * b for a, b in zip(vector, other, strict=True)) if factor else vector


def constraint(coefficients: Sequence[Fraction], bound: Fraction, *, equality: bool = False) -> Constraint:
    """Return the constraint with its coefficients scaled to coprime integers.

    >>> constraint([Fraction(1, 2), Fraction(1)], Fraction(3)).coefficients == (1, 2)
    True
    """
    denominators = lcm(*(a.denominator for a in coefficients))
    divisor = gcd(*(int(a * denominators) for a in coefficients)) or 1
    scale = Fraction(denominators, divisor)
    return Constraint(tuple(a * scale for a in coefficients), "==" if equality else "<=", bound * scale)
