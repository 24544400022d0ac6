"""Convex hulls in the plane: a monotone chain, after vectorised removal of points that cannot matter."""

from __future__ import annotations

import numpy as np

from spi_verify.games.order import comparable, distinct_order
from spi_verify.games.points import Table

_SAFE = 2**30  # cross products of differences below this fit an int64
_SMALL = 64  # below this many points, numpy has nothing to save
_MANY = 1000  # from here on it pays to look for points inside a polygon


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
    kept = _outside_a_polygon(rows) if len(rows) > _MANY and _small(rows) else np.arange(len(rows))
    kept = kept[distinct_order(comparable(rows[kept]))]
    rows = rows[kept]
    below, above = _sides(rows)
    lower = below[_chain(rows[below])]
    upper = above[::-1][_chain(rows[above[::-1]])]
    return np.unique(kept[np.concatenate([lower, upper])])


def _sides(rows: Table) -> tuple[Table, Table]:
    """Return the positions that are not above, and not below, the line from the first to the last row."""
    everything = np.arange(len(rows))
    if not _small(rows):
        return everything, everything
    (ax, ay), (bx, by) = rows[0].tolist(), rows[-1].tolist()
    side = (bx - ax) * (rows[:, 1] - ay) - (by - ay) * (rows[:, 0] - ax)
    ends = (everything == 0) | (everything == len(rows) - 1)
    return np.flatnonzero((side < 0) | ends), np.flatnonzero((side > 0) | ends)


def _small(rows: Table) -> bool:
    """Tell whether cross products of differences of the rows can be computed in int64."""
    return rows.dtype != object and all(int(column.max()) - int(column.min()) < _SAFE for column in rows.T)


def _chain(rows: Table) -> Table:
    """Return the positions, along distinct sorted rows, of the chain below them: it turns left strictly."""
    kept = np.arange(len(rows))
    if len(rows) > _SMALL and _small(rows):
        # A point that is not strictly right of the segment between its neighbours is no vertex.
        while len(kept) > _SMALL:
            dx, dy = np.diff(rows[kept, 0]), np.diff(rows[kept, 1])
            left = np.ones(len(kept), dtype=bool)
            left[1:-1] = dx[:-1] * dy[1:] > dy[:-1] * dx[1:]
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
    """Return the rows that are not strictly inside the polygon of the extreme rows of eight directions."""
    rows = rows - np.array([column.min() for column in rows.T])  # small enough for products
    x, y = np.ascontiguousarray(rows[:, 0]), np.ascontiguousarray(rows[:, 1])
    extremes: list[int] = []
    for a, b in [(1, 0), (1, 1), (0, 1), (-1, 1)]:
        score = a * x + b * y
        extremes += [int(np.argmax(score)), int(np.argmin(score))]
    corners = rows[extremes]
    polygon = corners[hull_chain(corners)]
    centre = polygon.sum(axis=0) / len(polygon)
    polygon = polygon[np.argsort(np.arctan2(polygon[:, 1] - centre[1], polygon[:, 0] - centre[0]))]
    sample = slice(None, None, 1 + len(x) // 1000)
    if _inside(polygon, x[sample], y[sample]).mean() < 0.2:
        return np.arange(len(rows))
    return np.flatnonzero(~_inside(polygon, x, y))


def _inside(polygon: Table, x: Table, y: Table) -> Table:
    """Tell which points are strictly left of all edges of the closed polygon, so inside it."""
    inside = np.ones(len(x), dtype=bool)
    for (ax, ay), (bx, by) in zip(polygon.tolist(), np.roll(polygon, -1, axis=0).tolist(), strict=True):
        inside &= (bx - ax) * y - (by - ay) * x > (bx - ax) * ay - (by - ay) * ax
    return inside
