"""Checks of proposed facts about a point set. What they accept is true; the rest stays open.

Proposals come from floating point. A float is a rational number, so a proposed weight vector is an exact
object; comparisons of its scores count only when they differ by more than the greatest possible rounding
error.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from spi_verify.games.points import Table
from spi_verify.games.support import ROUNDING, Support

_DENSE = 20_000_000  # up to this many scores are simply all computed
_CHUNK = 4_000_000  # scores held in memory at a time
_LEAF = 32  # points per leaf of the search tree


def strict_maximisers(support: Support, claimed: Table, weights: Table) -> Table:
    """Tell which claims "row claimed[k] alone maximises weights[k]" are certainly true.

    ``claimed`` holds M row indices, ``weights`` (M, n) floats that apply to ``support.floats``.

    >>> square = Support(np.array([[0, 0], [0, 2], [2, 0], [2, 2], [1, 2]]))
    >>> weights = np.array([[1.0, 1.0], [-1.0, 2.0], [0.0, 1.0]])
    >>> strict_maximisers(square, np.array([3, 1, 4]), weights).tolist()
    [True, True, False]
    """
    points = np.ascontiguousarray(support.floats.T)
    margin = 4 * (2 * support.n + 8) * ROUNDING * (np.abs(weights) @ support.reach)
    limits = (weights * points[claimed]).sum(axis=1) - margin
    if len(claimed) * len(points) <= _DENSE:
        return _dense(support.floats, claimed, weights, limits)
    return _pruned(points, claimed, weights, limits)


def _dense(columns: Table, claimed: Table, weights: Table, limits: Table) -> Table:
    accepted = np.zeros(len(claimed), dtype=bool)
    step = max(1, _CHUNK // columns.shape[1])
    for start in range(0, len(claimed), step):
        part = slice(start, start + step)
        scores = weights[part] @ columns
        scores[np.arange(len(scores)), claimed[part]] = -np.inf
        accepted[part] = scores.max(axis=1) < limits[part]
    return accepted


def _pruned(points: Table, claimed: Table, weights: Table, limits: Table) -> Table:
    """As ``_dense``, but skip the leaves of a k-d tree whose bounding box stays below the limit."""
    leaves = _leaves(points)
    boxed = points[leaves]
    high, low = boxed.max(axis=1).T, boxed.min(axis=1).T
    accepted: Table = np.isfinite(limits) & np.isfinite(weights).all(axis=1)
    step = max(1, _CHUNK // len(leaves))
    for start in range(0, len(claimed), step):
        part = weights[start : start + step]
        bounds = np.maximum(part, 0) @ high
        if (part < 0).any():
            bounds += np.minimum(part, 0) @ low
        which, leaf = np.nonzero(~(bounds < limits[start : start + step, None]))
        for piece in range(0, len(which), _CHUNK // _LEAF):
            one = which[piece : piece + _CHUNK // _LEAF] + start
            members = leaves[leaf[piece : piece + _CHUNK // _LEAF]]
            scores = np.einsum("kbn,kn->kb", points[members], weights[one])
            scores[members == claimed[one, None]] = -np.inf
            accepted[one[~(scores.max(axis=1) < limits[one])]] = False
    return accepted


def _leaves(points: Table) -> Table:
    """Return the row indices grouped by nearness, one leaf per row; some appear twice to fill it up."""
    depth = max(0, int(np.ceil(np.log2(len(points) / _LEAF))))
    size = -(-len(points) // 2**depth) * 2**depth
    groups = np.resize(np.arange(len(points)), size).reshape(1, -1)
    for level in range(depth):
        order = np.argsort(points[groups, level % points.shape[1]], axis=1)
        groups = np.take_along_axis(groups, order, axis=1)
        half = groups.shape[1] // 2
        groups = groups.reshape(2 * len(groups), half)
    return groups


def inside_cone(support: Support, generators: Sequence[Sequence[int]], rows: Table) -> Table:
    """Tell for each of these rows p whether (p, 1) is a combination of the generators with coefficients >= 0.

    ``generators`` are n + 1 integer vectors of length n + 1, relative to ``support.origin``: (v, 1) for a
    point v, (d, 0) for a direction. Dependent generators accept nothing.

    >>> line = Support(np.array([[0], [1], [3]]))
    >>> inside_cone(line, [[0, 1], [1, 1]], np.array([0, 1, 2])).tolist()
    [True, True, False]
    """
    inverse = _signed_inverse(generators)
    accepted = np.full(len(rows), inverse is not None)
    for functional in inverse or []:
        accepted[accepted] = support.not_below(functional[:-1], -functional[-1], rows[accepted])
    return accepted


def _signed_inverse(columns: Sequence[Sequence[int]]) -> list[list[int]] | None:
    """Return a positive multiple of the inverse of the matrix with these columns, None if singular."""
    size = len(columns)
    table = [[columns[c][r] for c in range(size)] + [int(r == c) for c in range(size)] for r in range(size)]
    det = 1
    for step in range(size):
        found = next((r for r in range(step, size) if table[r][step]), None)
        if found is None:
            return None
        table[step], table[found] = table[found], table[step]
        pivot, by = table[step][step], table[step]
        for r in range(size):
            if r != step:
                entry = table[r][step]
                table[r] = [(pivot * a - entry * b) // det for a, b in zip(table[r], by, strict=True)]
        det = pivot
    sign = 1 if det > 0 else -1
    return [[sign * v for v in row[size:]] for row in table]
