"""The dimension of a point set."""

from __future__ import annotations

from spi_verify.games.points import Table
from spi_verify.games.support import Support


def independent_coordinates(rows: Table) -> list[int]:
    """Return coordinates that determine all others on the affine hull of the rows, as few as there can be.

    Their number is the dimension of the affine hull of the (N, n) integer table.

    >>> import numpy as np
    >>> independent_coordinates(np.array([[0, 0, 1], [1, -1, 1], [2, -2, 1]]))
    [0]
    """
    support = Support(rows)
    n = support.n
    # `echelon[c]` is a difference of rows, reduced so that among the chosen coordinates only c is not zero.
    echelon: dict[int, list[int]] = {}
    for i in range(n):
        # The functional that vanishes on every difference found so far and has only coordinate i free.
        functional = _vanishing(echelon, i, n)
        high, best = support.best(functional)
        low, worst = support.best([-v for v in functional])
        if high != -low:
            top, bottom = support.row(int(best[0])), support.row(int(worst[0]))
            _add(echelon, i, [a - b for a, b in zip(top, bottom, strict=True)])
    return sorted(echelon)


def _vanishing(echelon: dict[int, list[int]], i: int, n: int) -> list[int]:
    scale = 1
    for c, row in echelon.items():
        scale *= row[c]
    functional = [0] * n
    functional[i] = scale
    for c, row in echelon.items():
        functional[c] = -row[i] * (scale // row[c])
    return functional


def _add(echelon: dict[int, list[int]], i: int, difference: list[int]) -> None:
    """Reduce the difference by the rows found so far, and those by it, at coordinate i."""
    for c, row in echelon.items():
        factor, by = difference[c], row[c]
        difference = [by * a - factor * b for a, b in zip(difference, row, strict=True)]
    for c, row in echelon.items():
        factor, by = row[i], difference[i]
        echelon[c] = [by * a - factor * b for a, b in zip(row, difference, strict=True)]
    echelon[i] = difference
