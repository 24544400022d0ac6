"""The one question asked of a whole point set: which points maximise an integer linear functional?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from spi_verify.games.points import SMALL, Table

_EXACT = (
    2**53
)  # integers up to here are float64 values, and sums of them that stay below are computed without rounding
_ROUNDING = 2.0**-52  # twice the unit roundoff of float64


class Support:
    """Exact maximisation of integer functionals over the rows of an (N, n) integer table.

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
        spread = [int(v) for v in self._rows.max(axis=0)]
        # Column i of the float copy holds (value - origin) / unit[i], so that it is exact for int64 and at
        # most 1 for arbitrarily large integers (true division of Python integers is correctly rounded).
        self._unit = [max(s, 1) if big else 1 for s in spread]
        floats = self._rows / np.array(self._unit, dtype=object) if big else self._rows
        self._floats = np.ascontiguousarray(np.asarray(floats, dtype=np.float64).T)
        self._spread = spread
        self._reach = [float(min(s, 1)) if big else float(s) for s in spread]

    def __len__(self) -> int:
        return int(self._rows.shape[0])

    def row(self, k: int) -> list[int]:
        """Return row ``k``, relative to ``origin``, as Python integers."""
        return [int(v) for v in self._rows[k]]

    def best(self, weights: Sequence[int]) -> tuple[int, Table]:
        """Return the greatest value of ``weights . (row - origin)``, and the indices of all rows reaching it.

        >>> Support(np.array([[1], [10**40]], dtype=object)).best([-1])[1].tolist()
        [0]
        """
        weights = [w if s else 0 for w, s in zip(weights, self._spread, strict=True)]
        size = sum(abs(w) * s for w, s in zip(weights, self._spread, strict=True))
        if size == 0:
            return 0, np.arange(len(self))
        if size < _EXACT and self._rows.dtype != object:
            scores = np.array(weights, dtype=np.float64) @ self._floats
            top = scores.max()
            return int(top), np.flatnonzero(scores == top)
        return self._filtered_best(weights)

    def _filtered_best(self, weights: Sequence[int]) -> tuple[int, Table]:
        scaled = [w * u for w, u in zip(weights, self._unit, strict=True)]
        top = max(abs(w) for w in scaled)
        floats = [w / top for w in scaled]
        scores = np.array(floats) @ self._floats
        # Each product carries at most three roundings (weight, entry, product) and enters at most n - 1 sums,
        # in any order: n + 2 unit errors of the largest possible sum; n + 8, at twice the unit, is ample.
        error = (self.n + 8) * _ROUNDING * sum(abs(w) * r for w, r in zip(floats, self._reach, strict=True))
        candidates = np.flatnonzero(scores >= scores.max() - 2 * error)
        values = self._rows[candidates].astype(object) @ np.array(weights, dtype=object)
        value = max(values)
        return int(value), candidates[np.flatnonzero(values == value)]


assert 2 * SMALL <= _EXACT
