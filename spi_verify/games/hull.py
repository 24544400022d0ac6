"""The convex hull of a point set, exactly: vertices, efficient vertices, membership, optimisation."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

from spi_verify.games.linear import Constraint
from spi_verify.games.lp import Infeasible, Optimum, Row, solve
from spi_verify.games.points import IntegerPoints, Table
from spi_verify.games.rationals import Payoff
from spi_verify.games.support import Support


class Hull:
    """The convex hull of the rows of ``points`` (N payoff vectors of n exact rationals).

    >>> hull = Hull(IntegerPoints.of([(Fraction(0), Fraction(0)), (Fraction(2), Fraction(1))]))
    >>> hull.contains((Fraction(1), Fraction(1, 2))), hull.contains((Fraction(1), Fraction(1)))
    (True, False)
    """

    def __init__(self, points: IntegerPoints) -> None:
        self.points = points
        self._support = Support(points.rows)

    def weights(self, x: Payoff) -> dict[int, Fraction] | None:
        """Return a mixture of at most n + 1 rows that pays exactly ``x``, or None if ``x`` is outside.

        The weights are positive, sum to 1, and are a function of the table and ``x``.

        >>> hull = Hull(IntegerPoints.of([(Fraction(0),), (Fraction(3),)]))
        >>> hull.weights((Fraction(1),)), hull.weights((Fraction(4),))
        ({0: Fraction(2, 3), 1: Fraction(1, 3)}, None)
        """
        unit = [[Fraction(int(i == j)) for j in range(self.points.n)] for i in range(self.points.n)]
        found = self._solve(
            [self._row(a, x[i], equality=True) for i, a in enumerate(unit)], [0] * self.points.n
        )
        return found.weights if isinstance(found, Optimum) else None

    def contains(self, x: Payoff) -> bool:
        """Tell whether the payoff vector ``x`` lies in the hull.

        >>> Hull(IntegerPoints.of([(Fraction(0),), (Fraction(3),)])).contains((Fraction(3),))
        True
        """
        return self.weights(x) is not None

    def maximise(
        self, objective: Sequence[Fraction], constraints: Sequence[Constraint] = ()
    ) -> Payoff | None:
        """Return a point u of the hull that maximises ``objective . u`` under ``constraints``, or None.

        None means that no point of the hull satisfies the constraints.

        >>> from spi_verify.games.linear import at_most
        >>> hull = Hull(IntegerPoints.of([(Fraction(0), Fraction(3)), (Fraction(3), Fraction(0))]))
        >>> hull.maximise([Fraction(1), Fraction(0)], [at_most(0, 2, Fraction(1))])
        (Fraction(1, 1), Fraction(2, 1))
        """
        rows = [self._row(c.coefficients, c.bound, equality=c.relation == "==") for c in constraints]
        found = self._solve(rows, self._integral(objective)[0])
        return self._mixture(found.weights) if isinstance(found, Optimum) else None

    def _solve(self, rows: Sequence[Row], objective: Sequence[int]) -> Optimum | Infeasible:
        return solve(self._support, rows, objective)

    def _integral(self, coefficients: Sequence[Fraction]) -> tuple[list[int], int]:
        """Return a positive multiple of ``coefficients`` as integers on rows, and the factor."""
        scaled = [Fraction(a) / s for a, s in zip(coefficients, self.points.scale, strict=True)]
        factor = math.lcm(*(a.denominator for a in scaled))
        return [int(a * factor) for a in scaled], factor

    def _row(self, coefficients: Sequence[Fraction], bound: Fraction, *, equality: bool) -> Row:
        """Return the constraint in integers, relative to the support's origin."""
        integers, factor = self._integral(coefficients)
        shifted = bound * factor - sum(a * o for a, o in zip(integers, self._support.origin, strict=True))
        return Row([a * shifted.denominator for a in integers], shifted.numerator, equality)

    def _mixture(self, weights: dict[int, Fraction]) -> Payoff:
        payoffs = [(self.points.payoff(k), weight) for k, weight in weights.items()]
        return tuple(sum((w * p[i] for p, w in payoffs), Fraction(0)) for i in range(self.points.n))


def nondominated(points: IntegerPoints) -> list[int]:
    """Return the rows on which no other row Pareto-improves, ascending.

    Of equal rows only the first is returned. Never fails.

    >>> pairs = [(0, 3), (2, 2), (1, 2), (2, 2)]
    >>> nondominated(IntegerPoints.of([(Fraction(a), Fraction(b)) for a, b in pairs]))
    [0, 1]
    """
    rows = points.rows
    distinct = _first_of_each(rows)
    chosen: list[int] = []
    for k in sorted(distinct, key=lambda k: -sum(int(v) for v in rows[k])):
        if not chosen or not (rows[chosen] >= rows[k]).all(axis=1).any():
            chosen.append(k)
    return sorted(chosen)


def efficient_vertices(points: IntegerPoints) -> list[int]:
    """Return the vertices of the hull that no point of the hull Pareto-improves on, ascending.

    They are the vertices of conv(points) minus the non-negative orthant. Of equal rows only the first is
    returned. Never fails.

    >>> pairs = [(0, 3), (1, 1), (3, 0)]
    >>> efficient_vertices(IntegerPoints.of([(Fraction(a), Fraction(b)) for a, b in pairs]))
    [0, 2]
    """
    candidates = nondominated(points)
    return [candidates[k] for k in _vertices(points.rows[candidates], downward=True)]


def hull_vertices(points: IntegerPoints) -> list[int]:
    """Return the extreme points of conv(points), ascending; of equal rows only the first. Never fails.

    >>> hull_vertices(IntegerPoints.of([(Fraction(0),), (Fraction(1),), (Fraction(3),), (Fraction(3),)]))
    [0, 2]
    """
    candidates = _first_of_each(points.rows)
    return [candidates[k] for k in _vertices(points.rows[candidates], downward=False)]


def _first_of_each(rows: Table) -> list[int]:
    first: dict[tuple[int, ...], int] = {}
    for k, row in enumerate(rows.tolist()):
        first.setdefault(tuple(row), k)
    return list(first.values())


def _vertices(rows: Table, *, downward: bool) -> list[int]:
    """Return the vertices of the hull of distinct rows (of hull minus orthant if ``downward``), ascending.

    Clarkson's method: for a row outside the hull of the vertices known so far there is a functional greater
    there than on all of them; a maximiser of that functional over all rows is a new vertex.
    """
    everything = Support(rows)
    known: list[int] = []
    for k in range(len(rows)):
        while k not in known:
            functional = _separator(rows, known, k, downward=downward)
            if functional is None:
                break
            known.append(_lexicographic_maximiser(everything, rows, functional))
    return sorted(known)


def _separator(rows: Table, known: list[int], k: int, *, downward: bool) -> list[int] | None:
    """Return a functional that is greater at row k than at all known rows, or None if k is in their hull."""
    n = rows.shape[1]
    if not known:
        return [1] * n
    support = Support(rows[known])
    target = [int(v) - o for v, o in zip(rows[k], support.origin, strict=True)]
    sign = -1 if downward else 1
    limits = [Row([sign * int(i == j) for j in range(n)], sign * target[i], not downward) for i in range(n)]
    found = solve(support, limits, [0] * n)
    return [-v for v in found.separator] if isinstance(found, Infeasible) else None


def _lexicographic_maximiser(support: Support, rows: Table, functional: Sequence[int]) -> int:
    """Return the row that maximises the functional, then the sum of coordinates, then lexicographically.

    Breaking ties like this is a small perturbation of the functional, so the row is a vertex, and, if the
    functional is not negative, an efficient one.
    """
    best: Table = support.best(functional)[1]
    keys = [(sum(int(v) for v in rows[k]), tuple(int(v) for v in rows[k]), int(k)) for k in best]
    return max(keys)[2] if len(keys) > 1 else int(best[0])
