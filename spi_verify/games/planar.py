"""Convex hulls in the plane: a monotone chain, after vectorised removal of points that cannot matter."""

from __future__ import annotations

import numpy as np

from spi_verify.games.dominance import distinct_rows
from spi_verify.games.points import Table

_SAFE = 2**30  # cross products of differences below this fit an int64
_SMALL = 64  # below this many points, numpy has nothing to save


def upper_right_chain(rows: Table) -> Table:
    """Return the vertices of conv(rows) minus the quadrant, by first coordinate descending.

    ``rows`` are (N, 2) and nondominated.

    >>> upper_right_chain(np.array([[0, 3], [1, 1], [3, 0]])).tolist()
    [2, 0]
    """
    order = np.argsort(-rows[:, 0], kind="stable")
    return order[_chain(rows[order])]


def hull_chain(rows: Table) -> Table:
    """Return the indices of the extreme points of conv(rows), for any (N, 2) integer rows.

    Of equal rows only the first is returned.

    >>> hull_chain(np.array([[0, 0], [1, 0], [2, 0], [2, 2], [1, 1], [0, 0]])).tolist()
    [0, 2, 3]
    """
    kept = _outside_a_polygon(rows)
    kept = kept[distinct_rows(rows[kept])]
    rows = rows[kept]
    if len(rows) == 1:
        return kept
    order = np.lexsort((rows[:, 1], rows[:, 0]))
    lower = order[_chain(rows[order])]
    upper = order[::-1][_chain(rows[order[::-1]])]
    return np.sort(kept[np.union1d(lower, upper)])


def _small(rows: Table) -> bool:
    """Tell whether cross products of differences of the rows can be computed in int64."""
    return rows.dtype != object and bool((np.ptp(rows, axis=0) < _SAFE).all())


def _chain(rows: Table) -> Table:
    """Return the positions, along distinct sorted rows, of the chain below them, which turns left strictly."""
    kept = np.arange(len(rows))
    if _small(rows):
        # A point that is not strictly right of the segment between its neighbours is no vertex.
        while len(kept) > _SMALL:
            a = np.diff(rows[kept], axis=0)
            turn = a[:-1, 0] * a[1:, 1] - a[:-1, 1] * a[1:, 0]
            left = np.ones(len(kept), dtype=bool)
            left[1:-1] = turn > 0
            if left.sum() > 0.9 * len(kept):
                break
            kept = kept[left]
    chain: list[tuple[int, int, int]] = []
    for k, (x, y) in zip(kept.tolist(), rows[kept].tolist(), strict=True):
        while len(chain) >= 2:
            (_, ax, ay), (_, bx, by) = chain[-2:]
            if (bx - ax) * (y - by) - (by - ay) * (x - bx) > 0:
                break
            chain.pop()
        chain.append((k, x, y))
    return np.array([k for k, _, _ in chain])


def _outside_a_polygon(rows: Table) -> Table:
    """Return the rows that are not strictly inside the polygon of the extreme rows of sixteen directions."""
    everything = np.arange(len(rows))
    if len(rows) <= _SMALL or not _small(rows):
        return everything
    x, y = np.ascontiguousarray(rows[:, 0]), np.ascontiguousarray(rows[:, 1])
    directions = [(1, 0), (3, 1), (1, 1), (1, 3), (0, 1), (-1, 3), (-1, 1), (-3, 1)]
    scores = [a * x + b * y for a, b in directions]
    extremes = [int(np.argmax(s)) for s in scores] + [int(np.argmin(s)) for s in scores]
    corners = rows[extremes]
    polygon = corners[hull_chain(corners)]
    centre = polygon.sum(axis=0) / len(polygon)
    polygon = polygon[np.argsort(np.arctan2(polygon[:, 1] - centre[1], polygon[:, 0] - centre[0]))]
    inside = np.ones(len(rows), dtype=bool)
    for (ax, ay), (bx, by) in zip(polygon.tolist(), np.roll(polygon, -1, axis=0).tolist(), strict=True):
        inside &= (bx - ax) * (y - ay) - (by - ay) * (x - ax) > 0
    return everything[~inside]
