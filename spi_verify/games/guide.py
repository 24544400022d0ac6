"""Untrusted proposals about the vertices of a point set, from qhull's floating-point hull.

Nothing here decides anything: :mod:`spi_verify.games.certify` accepts what it can confirm exactly, and
:mod:`spi_verify.games.vertices` settles the rest by exact linear programming.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from spi_verify.games.points import Table

# Facets per point that qhull finds on a sphere, by dimension; in higher dimensions qhull costs more than it
# saves.
_FACETS_PER_POINT = {3: 2, 4: 7, 5: 30}
_MOST_FACETS = 1_500_000
_FAR = 1000.0  # how far away, in units of the spread, a point stands for a direction
_CHUNK = 4_000_000


@dataclass(frozen=True)
class Facets:
    """Proposed facets of the hull of scaled points: F rows, with ``normals . x + offsets <= 0``.

    Each row of ``corners`` holds n indices of points.     A corner index N + i (N the number of points)
    stands for the direction -e_i.
    """

    corners: Table
    normals: Table
    offsets: Table


def propose_facets(scaled: Table, *, downward: bool) -> Facets | None:
    """Return facets of conv(scaled), or of conv(scaled) minus the orthant, or None where qhull is of no use.

    ``scaled`` is an (N, n) float array of about the unit cube.
    """
    count, n = scaled.shape
    if count <= n + 1 or count * _FACETS_PER_POINT.get(n, _MOST_FACETS) > _MOST_FACETS:
        return None
    from scipy.spatial import ConvexHull, QhullError

    points = np.vstack([scaled, scaled.mean(axis=0) - _FAR * np.eye(n)]) if downward else scaled
    try:
        hull = ConvexHull(points)
    except (QhullError, ValueError):
        return None
    corners, normals, offsets = hull.simplices, hull.equations[:, :-1], hull.equations[:, -1]
    if downward:
        upper = (normals > -0.01).all(axis=1) & (corners < count).any(axis=1)
        corners, normals, offsets = corners[upper], np.maximum(normals[upper], 0), offsets[upper]
    return Facets(corners, normals, offsets)


def propose_weights(facets: Facets, count: int) -> tuple[Table, Table]:
    """Return the points that are corners of facets, and for each the sum of its facets' normals."""
    total = np.zeros((count + facets.normals.shape[1], facets.normals.shape[1]))
    for corner in facets.corners.T:
        np.add.at(total, corner, facets.normals)
    corners = np.unique(facets.corners)
    corners = corners[corners < count]
    return corners, total[corners]


def facet_above(facets: Facets, points: Table) -> Table:
    """Return for each point the facet that the ray from it in the direction (1, ..., 1) seems to hit."""
    slope = np.maximum(facets.normals.sum(axis=1), 1e-12)
    return _greatest(facets.normals / slope[:, None], facets.offsets / slope, points)


def facet_behind(facets: Facets, apex: Table, points: Table) -> Table:
    """Return for each point the facet that the ray from ``apex`` through it seems to hit."""
    depth = -(facets.normals @ apex + facets.offsets)
    seen = depth > 1e-9
    gradient = np.where(seen[:, None], facets.normals, 0) / np.where(seen, depth, 1)[:, None]
    return _greatest(gradient, np.where(seen, 0, -np.inf), points - apex)


def _greatest(gradients: Table, constants: Table, points: Table) -> Table:
    """Return for each point the index of the greatest ``gradient . point + constant``."""
    best = np.empty(len(points), dtype=np.int64)
    step = max(1, _CHUNK // len(gradients))
    for start in range(0, len(points), step):
        best[start : start + step] = np.argmax(points[start : start + step] @ gradients.T + constants, axis=1)
    return best
