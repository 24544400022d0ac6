"""Exact linear programming over the convex hull of a point set: an integer-preserving simplex method.

The variables are the weights of the points (one column each) and one slack per inequality. Columns are
never written down: each is an affine function of its point, so the best column to enter is one question to
:class:`~spi_verify.games.support.Support`. The basis inverse is kept as integers over their common
determinant (Edmonds). Leaving rows are chosen lexicographically, so the method cannot cycle.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from spi_verify.games.support import Support


@dataclass(frozen=True)
class Row:
    """``coefficients . u <= bound``, or ``==``, for a point u relative to the support's origin."""

    coefficients: Sequence[int]
    bound: int
    equality: bool


@dataclass(frozen=True)
class Optimum:
    """An optimal point: ``weights`` maps indices of points to positive weights that sum to 1."""

    weights: dict[int, Fraction]


@dataclass(frozen=True)
class Infeasible:
    """Proof that no point of the hull satisfies the constraints.

    ``separator`` is a combination of the constraints, of inequalities only with multipliers >= 0: for some c,
    every point of the hull has ``separator . u >= c``, and the constraints imply ``separator . u < c``.
    """

    separator: list[int]


def solve(support: Support, constraints: Sequence[Row], objective: Sequence[int]) -> Optimum | Infeasible:
    """Return a point of the hull that maximises ``objective`` under ``constraints``, or a disproof.

    >>> import numpy as np
    >>> square = Support(np.array([[0, 0], [0, 2], [2, 0], [2, 2]]))
    >>> solve(square, [Row([1, 1], 3, False)], [1, 2])
    Optimum(weights={1: Fraction(1, 2), 3: Fraction(1, 2)})
    >>> solve(square, [Row([1, 1], 5, True)], [0, 0])
    Infeasible(separator=[-1, -1])
    """
    tableau = _Tableau(support, constraints)
    tableau.optimise([0] * support.n, artificial_cost=-1)
    if tableau.infeasible():
        return Infeasible(tableau.separator())
    if any(objective):
        tableau.remove_artificials()
        tableau.optimise(objective, artificial_cost=0)
    return Optimum(tableau.weights())


# A column of the constraint matrix: ("point", index), ("slack", row) or ("artificial", row).
_Column = tuple[str, int]


class _Tableau:
    """The rows ``[right-hand side | inverse | order]`` of the current basis, all times ``det`` > 0.

    Constraint 0 says that the weights sum to 1. ``order`` is the basis inverse times the basis at the start
    of the phase: it breaks ties in the ratio test as if the right-hand side were perturbed.
    """

    def __init__(self, support: Support, constraints: Sequence[Row]) -> None:
        self.support = support
        # Each constraint is signed so that its right-hand side is not negative.
        self.sign = [1] + [-1 if c.bound < 0 else 1 for c in constraints]
        self.coefficients = [[0] * support.n] + [list(c.coefficients) for c in constraints]
        self.slacks = [r for r, c in enumerate(constraints, start=1) if not c.equality]
        self.m = len(self.sign)
        self.det = 1
        right = [1] + [abs(c.bound) for c in constraints]
        self.rows: list[list[int]] = [
            [right[r]] + [int(r == s) for s in range(self.m)] for r in range(self.m)
        ]
        self.basis: list[_Column] = [("artificial", r) for r in range(self.m)]
        for r in self.slacks:
            if self.sign[r] > 0:
                self.basis[r] = ("slack", r)

    def optimise(self, objective: Sequence[int], artificial_cost: int) -> None:
        self._start_phase()
        while True:
            prices = self._prices(objective, artificial_cost)
            gain, column = self._best_column(
                [self.det * c for c in objective], [-p for p in prices], slack_only_positive=True
            )
            if gain <= 0:
                return
            entries = self._entries(column)
            self._pivot(self._leaving(entries), entries, column)

    def infeasible(self) -> bool:
        return any(c[0] == "artificial" and row[0] > 0 for c, row in zip(self.basis, self.rows, strict=True))

    def separator(self) -> list[int]:
        """Return the functional that proves infeasibility after the first phase."""
        return self._functional(self._prices([0] * self.support.n, -1))

    def remove_artificials(self) -> None:
        """Exchange the artificial columns, now zero, for others; drop the constraints where there is none."""
        r = 0
        while r < len(self.rows):
            if self.basis[r][0] != "artificial":
                r += 1
                continue
            inverse = self.rows[r][1 : self.m + 1]
            for sign in (1, -1):
                gain, column = self._best_column(
                    [0] * self.support.n, [sign * v for v in inverse], slack_only_positive=False
                )
                if gain > 0:
                    self._pivot(r, self._entries(column), column)
                    break
            else:
                del self.rows[r], self.basis[r]

    def weights(self) -> dict[int, Fraction]:
        found = {
            c[1]: Fraction(row[0], self.det)
            for c, row in zip(self.basis, self.rows, strict=True)
            if c[0] == "point"
        }
        return {k: found[k] for k in sorted(found) if found[k]}

    def _start_phase(self) -> None:
        size = len(self.rows)
        for r, row in enumerate(self.rows):
            row[self.m + 1 :] = [self.det * int(r == s) for s in range(size)]

    def _prices(self, objective: Sequence[int], artificial_cost: int) -> list[int]:
        """Return the dual value of each constraint, times det."""
        prices = [0] * self.m
        for (kind, k), row in zip(self.basis, self.rows, strict=True):
            cost = 0
            if kind == "artificial":
                cost = artificial_cost
            elif kind == "point":
                cost = _dot(objective, self.support.row(k))
            if cost:
                prices = [p + cost * v for p, v in zip(prices, row[1 : self.m + 1], strict=True)]
        return prices

    def _functional(self, multipliers: Sequence[int]) -> list[int]:
        """Return the sum of the constraints' coefficients with these multipliers."""
        total = [0] * self.support.n
        for y, sign, coefficients in zip(multipliers, self.sign, self.coefficients, strict=True):
            if y:
                total = [t + y * sign * c for t, c in zip(total, coefficients, strict=True)]
        return total

    def _best_column(
        self, extra: Sequence[int], multipliers: Sequence[int], *, slack_only_positive: bool
    ) -> tuple[int, _Column]:
        """Return the column with the greatest ``extra . point + multipliers . column``, and that value.

        Slack columns have no ``extra``; unless ``slack_only_positive``, they count by absolute value.
        """
        functional = [a + b for a, b in zip(extra, self._functional(multipliers), strict=True)]
        value, best = self.support.best(functional)
        gain, column = value + multipliers[0], ("point", int(best[0]))
        for r in self.slacks:
            slack = self.sign[r] * multipliers[r]
            if not slack_only_positive:
                slack = abs(slack)
            if slack > gain:
                gain, column = slack, ("slack", r)
        return gain, column

    def _entries(self, column: _Column) -> list[int]:
        """Return the column in terms of the current basis, times det."""
        kind, k = column
        if kind == "slack":
            return [self.sign[k] * row[k + 1] for row in self.rows]
        point = self.support.row(k)
        entries = [s * _dot(c, point) for s, c in zip(self.sign, self.coefficients, strict=True)]
        entries[0] = 1
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
        for k in (0, *range(self.m + 1, len(one))):
            left: int = one[k] * entries[s]
            right: int = other[k] * entries[r]
            if left != right:
                return left < right
        raise AssertionError("rows of a regular matrix are not proportional")

    def _pivot(self, r: int, entries: Sequence[int], column: _Column) -> None:
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
    return sum(x * y for x, y in zip(a, b, strict=True))
