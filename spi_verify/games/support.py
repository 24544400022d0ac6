"""The one question asked of a whole point set: which points maximise an integer linear functional?"""

from __future__ import annotations

from collections.abc import Sequence
from operator import mul

import numpy as np

from spi_verify.games.points import Table

_EXACT = (
    2**53
)  # integers up to here are float64 values; sums of them that stay below are computed without rounding
ROUNDING = 2.0**-52  # twice the unit roundoff of float64


class Support:
    """Exact comparison of integer functionals over the rows of an (N, n) integer table.

    Floating point only *excludes* rows, with a bound on its rounding error; the rows it cannot exclude are
    compared in integers. Rows are translated to start at ``origin``, the least value of each column.

    >>> support = Support(np.array([[0, 3], [2, 2], [3, 0], [2, 2]]))
    >>> value, best = support.best([1, 1])
    >>> value, best.tolist()
    (4, [1, 3])
    """

    def __init__(self, rows: Table) -> None:
        self.n = int(rows.shape[1])
        self.origin = [int(v) for v in rows.min(axis=0)]
        big = rows.dtype == object
        self._rows = rows - np.array(self.origin, dtype=object if big else np.int64)
        self.spread = [int(v) for v in self._rows.max(axis=0)]
        # Row i of `floats` holds (value - origin) / unit of column i, so that it is exact for int64 and
        # between 0 and 1 for arbitrarily large integers (true division of Python integers is correctly
        # rounded).
        self._unit = [max(s, 1) if big else 1 for s in self.spread]
        floats = self._rows / np.array(self._unit, dtype=object) if big else self._rows
        self.floats: Table = np.ascontiguousarray(np.asarray(floats, dtype=np.float64).T)
        self.reach = np.array([float(min(s, 1)) if big else float(s) for s in self.spread])
        self._first: Table | None = None
        self._first_floats: Table | None = None

    def look_first_at(self, rows: Table) -> None:
        """Let ``exceeding`` try these row indices before all others."""
        self._first = np.array(rows)
        self._first_floats = np.ascontiguousarray(self.floats[:, self._first])

    def __len__(self) -> int:
        return int(self._rows.shape[0])

    def row(self, k: int) -> list[int]:
        """Return row ``k``, relative to ``origin``, as Python integers."""
        return list(self._rows[k].tolist())

    def best(self, weights: Sequence[int]) -> tuple[int, Table]:
        """Return the greatest ``weights . (row - origin)``, and the indices of all rows that reach it.

        >>> Support(np.array([[1], [10**40]], dtype=object)).best([-1])[1].tolist()
        [0]
        """
        if self._constant(weights):
            return 0, np.arange(len(self))
        floats, error, factor = self._floated(weights)
        scores = floats @ self.floats
        top = scores.max()
        if error == 0:
            return int(top) * factor, np.flatnonzero(scores == top)
        candidates = np.flatnonzero(scores >= top - 2 * error)
        if len(candidates) == 1:
            return _dot(weights, self.row(int(candidates[0]))), candidates
        values = self._exact(weights, candidates)
        value = max(values)
        return int(value), candidates[np.flatnonzero(values == value)]

    def exceeding(self, weights: Sequence[int], limit: int) -> tuple[int, int] | None:
        """Return a row with ``weights . (row - origin) > limit``, as its value and index, or None.

        It is the best of the rows to look at first, if that is good enough, else the best of all.

        >>> Support(np.array([[0], [1], [2]])).exceeding([1], 1)
        (2, 2)
        """
        if self._first is not None and self._first_floats is not None and not self._constant(weights):
            likely = int(self._first[np.argmax(self._floated(weights)[0] @ self._first_floats)])
            value = _dot(weights, self.row(likely))
            if value > limit:
                return value, likely
        value, best = self.best(weights)
        return (value, int(best[0])) if value > limit else None

    def not_below(self, weights: Sequence[int], bound: int, rows: Table) -> Table:
        """Tell, for each of these row indices, whether ``weights . (row - origin) >= bound``.

        >>> Support(np.array([[0], [1], [2]])).not_below([2], 2, np.array([0, 1])).tolist()
        [False, True]
        """
        if self._constant(weights):
            return np.full(len(rows), bound <= 0)
        floats, error, factor = self._floated(weights)
        # The bound in units of the scores, with its own two roundings covered by its size.
        limit = _ratio(bound, factor)
        error += 4 * ROUNDING * abs(limit)
        scores = floats @ self.floats[:, rows]
        result: Table = scores > limit + error
        open_ = np.flatnonzero(np.abs(scores - limit) <= error)
        if len(open_):
            result[open_] = self._exact(weights, rows[open_]) >= bound
        return result

    def _constant(self, weights: Sequence[int]) -> bool:
        """Tell whether the functional is 0 on all rows because each of its weights meets a column of zeros."""
        return not any(w and s for w, s in zip(weights, self.spread, strict=True))

    def _exact(self, weights: Sequence[int], rows: Table) -> Table:
        values: Table = self._rows[rows].astype(object) @ np.array(list(weights), dtype=object)
        return values

    def _floated(self, weights: Sequence[int]) -> tuple[Table, float, int]:
        """Return float weights for ``floats``, a bound on the error of a score, and the factor left out.

        The true value of a row is its score times the factor, up to the error times the factor.
        """
        weights = [w if s else 0 for w, s in zip(weights, self.spread, strict=True)]
        if (
            self._rows.dtype != object
            and sum(abs(w) * s for w, s in zip(weights, self.spread, strict=True)) < _EXACT
        ):
            return np.array(weights, dtype=np.float64), 0.0, 1
        scaled = [w * u for w, u in zip(weights, self._unit, strict=True)]
        top = max(abs(w) for w in scaled)
        floats = np.array([w / top for w in scaled])
        return floats, score_error(np.abs(floats), self.reach), top


def score_error(sizes: Table, reach: Table) -> float:
    """Return a bound on the rounding error of ``weights @ floats`` for weights of these absolute sizes.

    Each product carries at most three roundings (weight, entry, product) and enters at most n - 1 sums, in
    any order: n + 2 unit errors of the largest possible sum. The bound takes 2 n + 8, at twice the unit.
    """
    return float((2 * len(reach) + 8) * ROUNDING * (sizes @ reach))


def _ratio(a: int, b: int) -> float:
    """Return a / b rounded, or an infinity of its sign if that is beyond all floats."""
    try:
        return a / b
    except OverflowError:
        return float("inf") if a > 0 else float("-inf")


def _dot(a: Sequence[int], b: Sequence[int]) -> int:
    return sum(map(mul, a, b))
