"""Exact linear programming over the convex hull of a point set: an integer-preserving simplex method.

The variables are the weights of the points (one column each) and one slack per inequality. Columns are
never written down: each is an affine function of its point, so the best column to enter is one question to
:class:`~spi_verify.games.support.Support`. The basis inverse is kept as integers over their common
determinant (Edmonds). Leaving rows are chosen lexicographically, so the method cannot cycle.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from operator import mul

from spi_verify.games.support import Support


@dataclass(frozen=True)
class Row:
    """``coefficients . u <= bound``, or ``==``, for a point u relative to the support's origin."""

    coefficients: Sequence[int]
    bound: int
    equality: bool


# A column of the constraint matrix: ("point", index), ("slack", r) or ("artificial", r) for constraint r = 1, 2, ...
Column = tuple[str, int]


@dataclass(frozen=True)
class Optimum:
    """An optimal point: ``weights`` maps indices of points to positive weights that sum to 1.

    ``basis`` are the columns of the final basis; artificial ones have value 0.
    """

    weights: dict[int, Fraction]
    basis: tuple[Column, ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class Infeasible:
    """Proof that no point of the hull satisfies the constraints.

    ``separator`` is a combination of the constraints, of inequalities only with multipliers >= 0: for some c,
    every point of the hull has ``separator . u >= c``, and the constraints imply ``separator . u < c``.
    """

    separator: list[int]


def solve(
    support: Support, constraints: Sequence[Row], objective: Sequence[int], start: int | None = None
) -> Optimum | Infeasible:
    """Return a point of the hull that maximises ``objective`` under ``constraints``, or a disproof.

    The search begins at the row ``start``, by default one that maximises the objective.

    >>> import numpy as np
    >>> square = Support(np.array([[0, 0], [0, 2], [2, 0], [2, 2]]))
    >>> solve(square, [Row([1, 1], 3, False)], [1, 2])
    Optimum(weights={1: Fraction(1, 2), 3: Fraction(1, 2)})
    >>> solve(square, [Row([1, 1], 5, True)], [0, 0])
    Infeasible(separator=[-1, -1])
    """
    if start is None:
        start = int(support.best(objective)[1][0]) if any(objective) else 0
    tableau = _Tableau(support, constraints, start)
    tableau.find_feasible()
    if tableau.infeasible():
        return Infeasible(tableau.separator())
    if any(objective):
        tableau.maximise(objective)
    return Optimum(tableau.weights(), tuple(tableau.basis))


class _Tableau:
    """The rows ``[right-hand side | inverse | order]`` of the current basis, all times ``det`` > 0.

    Constraint 0 says that the weights sum to 1. ``order`` is the basis inverse times the basis at the start
    of the phase (in the first phase that is the inverse itself, which is not repeated): it breaks ties in
    the ratio test as if the right-hand side were perturbed.
    """

    def __init__(self, support: Support, constraints: Sequence[Row], start: int) -> None:
        self.support = support
        self.m = len(constraints) + 1
        self.det = 1
        # Constraint r as a column of point p sees it: coefficients[r] . p - offsets[r]. This is relative to
        # the start and signed so that the right-hand side is not negative.
        origin = support.row(start)
        self.coefficients = [[0] * support.n]
        self.offsets = [-1]
        self.slacks: dict[int, int] = {}
        self.rows: list[list[int]] = [[1] + [int(s == 0) for s in range(self.m)]]
        self.basis: list[Column] = [("point", start)]
        for r, constraint in enumerate(constraints, start=1):
            at_start = _dot(constraint.coefficients, origin)
            gap = constraint.bound - at_start
            sign = -1 if gap < 0 else 1
            self.coefficients.append([sign * c for c in constraint.coefficients])
            self.offsets.append(sign * at_start)
            self.rows.append([abs(gap)] + [int(s == r) for s in range(self.m)])
            if not constraint.equality:
                self.slacks[r] = sign
            self.basis.append(("slack" if self.slacks.get(r) == 1 else "artificial", r))

    def find_feasible(self) -> None:
        """Move towards the constraints until all hold, or a separator shows that they cannot."""
        while self.infeasible():
            prices = [0] * self.m
            for (kind, _), row in zip(self.basis, self.rows, strict=True):
                if kind == "artificial":
                    prices = [p + v for p, v in zip(prices, row[1:], strict=True)]
            self.prices = [-p for p in prices]
            if not self._step([0] * self.support.n, prices):
                return

    def maximise(self, objective: Sequence[int]) -> None:
        """Move from a feasible basis to an optimal one."""
        self._remove_artificials()
        for r, row in enumerate(self.rows):
            row += [self.det * int(r == s) for s in range(len(self.rows))]
        while True:
            prices = [0] * self.m
            for (kind, k), row in zip(self.basis, self.rows, strict=True):
                if kind == "point":
                    cost = _dot(objective, self.support.row(k))
                    prices = [p - cost * v for p, v in zip(prices, row[1 : self.m + 1], strict=True)]
            if not self._step([self.det * c for c in objective], prices):
                return

    def infeasible(self) -> bool:
        return any(c[0] == "artificial" and row[0] > 0 for c, row in zip(self.basis, self.rows, strict=True))

    def separator(self) -> list[int]:
        """Return the functional that proves infeasibility, after ``find_feasible``."""
        return self._functional([0] * self.support.n, self.prices)

    def weights(self) -> dict[int, Fraction]:
        """Return the positive weights of the points, by index."""
        found = {
            k: Fraction(row[0], self.det)
            for (kind, k), row in zip(self.basis, self.rows, strict=True)
            if kind == "point" and row[0]
        }
        return dict(sorted(found.items()))

    def _step(self, extra: Sequence[int], multipliers: Sequence[int]) -> bool:
        """Let a column with positive ``extra . point + multipliers . column`` enter, if there is one."""
        gain, column = self._great_column(extra, multipliers)
        if gain <= 0:
            return False
        entries = self._entries(column)
        self._pivot(self._leaving(entries), entries, column)
        return True

    def _remove_artificials(self) -> None:
        """Exchange the artificial columns, now zero, for others; drop the constraints where there is none."""
        r = 0
        while r < len(self.rows):
            if self.basis[r][0] != "artificial":
                r += 1
                continue
            inverse = self.rows[r][1:]
            for sign in (1, -1):
                gain, column = self._great_column([0] * self.support.n, [sign * v for v in inverse])
                if gain > 0:
                    self._pivot(r, self._entries(column), column)
                    break
            else:
                del self.rows[r], self.basis[r]

    def _functional(self, extra: Sequence[int], multipliers: Sequence[int]) -> list[int]:
        """Return the coefficients, on points, of ``extra . point + multipliers . column``."""
        total = list(extra)
        for y, coefficients in zip(multipliers, self.coefficients, strict=True):
            if y:
                total = [t + y * c for t, c in zip(total, coefficients, strict=True)]
        return total

    def _great_column(self, extra: Sequence[int], multipliers: Sequence[int]) -> tuple[int, Column]:
        """Return a column with a great ``extra . point + multipliers . column``, and that value, at least 0.

        If it is 0, no column has a positive one. Slack columns have no ``extra``.
        """
        gain, column = 0, ("point", 0)
        constant = -_dot(multipliers, self.offsets)
        found = self.support.exceeding(self._functional(extra, multipliers), -constant)
        if found is not None:
            gain, column = found[0] + constant, ("point", found[1])
        for r, sign in self.slacks.items():
            slack = sign * multipliers[r]
            if slack > gain:
                gain, column = slack, ("slack", r)
        return gain, column

    def _entries(self, column: Column) -> list[int]:
        """Return the column in terms of the current basis, times det."""
        kind, k = column
        if kind == "slack":
            return [self.slacks[k] * row[k + 1] for row in self.rows]
        point = self.support.row(k)
        entries = [_dot(c, point) - o for c, o in zip(self.coefficients, self.offsets, strict=True)]
        return [_dot(entries, row[1 : self.m + 1]) for row in self.rows]

    def _leaving(self, entries: Sequence[int]) -> int:
        """Return the row with the lexicographically least ratio; there is one, since the hull is bounded."""
        leaving = -1
        for r, entry in enumerate(entries):
            if entry > 0 and (leaving < 0 or self._before(r, leaving, entries)):
                leaving = r
        assert leaving >= 0, "a bounded linear program has a leaving row"
        return leaving

    def _before(self, r: int, s: int, entries: Sequence[int]) -> bool:
        one, other = self.rows[r], self.rows[s]
        first = 1 if len(one) == self.m + 1 else self.m + 1
        for k in (0, *range(first, len(one))):
            left: int = one[k] * entries[s]
            right: int = other[k] * entries[r]
            if left != right:
                return left < right
        raise AssertionError("rows of a regular matrix are not proportional")

    def _pivot(self, r: int, entries: Sequence[int], column: Column) -> None:
        pivot, det, by = entries[r], self.det, self.rows[r]
        for s, row in enumerate(self.rows):
            if s != r:
                entry = entries[s]
                self.rows[s] = [(pivot * a - entry * b) // det for a, b in zip(row, by, strict=True)]
        self.det, self.basis[r] = pivot, column
        if pivot < 0:
            self.det = -pivot
            self.rows = [[-v for v in row] for row in self.rows]


def _dot(a: Sequence[int], b: Sequence[int]) -> int:
    return sum(map(mul, a, b))
