"""The convex hull of a point set, exactly: vertices, efficient vertices, membership, optimisation."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from functools import cached_property

import numpy as np

from spi_verify.games.affine import independent_coordinates
from spi_verify.games.dominance import nondominated_rows
from spi_verify.games.linear import Constraint
from spi_verify.games.lp import Infeasible, Optimum, Row, solve
from spi_verify.games.order import distinct_rows
from spi_verify.games.planar import hull_chain, upper_right_chain
from spi_verify.games.points import IntegerPoints, Table
from spi_verify.games.polygon import Polygon
from spi_verify.games.rationals import Payoff
from spi_verify.games.support import Support
from spi_verify.games.vertices import fixed_directions, maximisers, vertices

_MANY = 500  # with more points than this, linear programs first look at a sample of extreme ones


class Hull:
    """The convex hull of the rows of ``points`` (N payoff vectors of n exact rationals).

    >>> hull = Hull(IntegerPoints.of([(Fraction(0), Fraction(0)), (Fraction(2), Fraction(1))]))
    >>> hull.contains((Fraction(1), Fraction(1, 2))), hull.contains((Fraction(1), Fraction(1)))
    (True, False)
    """

    def __init__(self, points: IntegerPoints) -> None:
        self.points = points

    @cached_property
    def _index(self) -> Table:
        """The rows that programs use: for up to two players the extreme points, which are cheap to find."""
        if self.points.n <= 2:
            return np.array(hull_vertices(self.points))
        return np.arange(len(self.points))

    @cached_property
    def _polygon(self) -> Polygon:
        """For up to two players, the hull of the rows themselves."""
        return Polygon(map(tuple, _as_pairs(self.points.rows[self._index]).tolist()))

    @cached_property
    def _support(self) -> Support:
        support = Support(self.points.rows[self._index])
        if len(support) > _MANY:
            support.look_first_at(np.unique(maximisers(support, fixed_directions(support, downward=False))))
        return support

    def weights(self, x: Payoff) -> dict[int, Fraction] | None:
        """Return a mixture of at most n + 1 rows that pays exactly ``x``, or None if ``x`` is outside.

        The weights are positive, sum to 1, and are a function of the table and ``x``.

        >>> hull = Hull(IntegerPoints.of([(Fraction(0),), (Fraction(3),)]))
        >>> hull.weights((Fraction(1),)), hull.weights((Fraction(4),))
        ({0: Fraction(2, 3), 1: Fraction(1, 3)}, None)
        """
        n = self.points.n
        rows = []
        for i, (value, scale, origin) in enumerate(
            zip(x, self.points.scale, self._support.origin, strict=True)
        ):
            target = value * scale - origin
            rows.append(Row([target.denominator * (i == j) for j in range(n)], target.numerator, True))
        found = self._solve(rows, [0] * n)
        return self._named(found.weights) if isinstance(found, Optimum) else None

    def contains(self, x: Payoff) -> bool:
        """Tell whether the payoff vector ``x`` lies in the hull.

        >>> Hull(IntegerPoints.of([(Fraction(0),), (Fraction(3),)])).contains((Fraction(3),))
        True
        """
        if self.points.n > 2:
            return self.weights(x) is not None
        first, second = (*(v * s for v, s in zip(x, self.points.scale, strict=True)), Fraction(0))[:2]
        return self._polygon.contains(first, second)

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
        return self._mixture(self._named(found.weights)) if isinstance(found, Optimum) else None

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

    def _named(self, weights: dict[int, Fraction]) -> dict[int, Fraction]:
        """Return the weights by index in the table."""
        return {int(self._index[k]): weight for k, weight in weights.items()}

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
    rows: list[int] = nondominated_rows(points.rows).tolist()
    return rows


def efficient_vertices(points: IntegerPoints) -> list[int]:
    """Return the vertices of the hull that no point of the hull Pareto-improves on, ascending.

    They are the vertices of conv(points) minus the non-negative orthant. Of equal rows only the first is
    returned. Never fails.

    >>> pairs = [(0, 3), (1, 1), (3, 0)]
    >>> efficient_vertices(IntegerPoints.of([(Fraction(a), Fraction(b)) for a, b in pairs]))
    [0, 2]
    """
    front = nondominated_rows(points.rows)
    rows = points.rows[front]
    chosen = upper_right_chain(_as_pairs(rows)) if points.n <= 2 else vertices(rows, downward=True)
    found: list[int] = np.sort(front[chosen]).tolist()
    return found


def hull_vertices(points: IntegerPoints) -> list[int]:
    """Return the extreme points of conv(points), ascending; of equal rows only the first. Never fails.

    >>> hull_vertices(IntegerPoints.of([(Fraction(0),), (Fraction(1),), (Fraction(3),), (Fraction(3),)]))
    [0, 2]
    """
    rows = points.rows
    if points.n > 2:
        # On the affine hull, some of the coordinates determine the others, so the rest changes no vertex.
        rows = rows[:, independent_coordinates(rows)]
    if rows.shape[1] <= 2:
        found: list[int] = hull_chain(_as_pairs(rows)).tolist()
        return found
    distinct = distinct_rows(rows)
    return list(distinct[vertices(rows[distinct], downward=False)].tolist())


def _as_pairs(rows: Table) -> Table:
    """Return a table of fewer than two columns filled up with zeros."""
    filled = np.zeros((len(rows), 2), dtype=rows.dtype)
    filled[:, : rows.shape[1]] = rows
    return filled
