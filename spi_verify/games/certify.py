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
_CHUNK = 200_000  # scores computed at a time: few enough for the cache
_BATCH = 16_384  # claims whose leaves are looked up at a time
_LEAF = 128  # points per leaf of the search tree


def strict_maximisers(support: Support, claimed: Table, weights: Table) -> Table:
    """Tell which claims "row claimed[k] alone maximises weights[k]" are certainly true.

    ``claimed`` holds M row indices, ``weights`` (M, n) floats that apply to ``support.floats``.

    >>> square = Support(np.array([[0, 0], [0, 2], [2, 0], [2, 2], [1, 2]]))
    >>> weights = np.array([[1.0, 1.0], [-1.0, 2.0], [0.0, 1.0]])
    >>> strict_maximisers(square, np.array([3, 1, 4]), weights).tolist()
    [True, True, False]
    """
    # Powers of two change no digit, and make the coordinates comparable for the search tree.
    power = 2.0 ** -np.ceil(np.log2(np.maximum(support.reach, 1)))
    columns, weights, reach = support.floats * power[:, None], weights / power, support.reach * power
    rounding = np.abs(weights) @ reach * (ROUNDING * (2 * support.n + 8))
    limits = (weights * columns[:, claimed].T).sum(axis=1) - 4 * rounding
    if len(claimed) * columns.shape[1] <= _DENSE:
        return _dense(columns, claimed, weights, limits)
    return _pruned(np.ascontiguousarray(columns.T), claimed, weights, limits, rounding)


def _dense(columns: Table, claimed: Table, weights: Table, limits: Table) -> Table:
    accepted = np.zeros(len(claimed), dtype=bool)
    step = max(1, _CHUNK // columns.shape[1])
    for start in range(0, len(claimed), step):
        part = slice(start, start + step)
        scores = weights[part] @ columns
        scores[np.arange(len(scores)), claimed[part]] = -np.inf
        accepted[part] = scores.max(axis=1) < limits[part]
    return accepted


def _pruned(points: Table, claimed: Table, weights: Table, limits: Table, rounding: Table) -> Table:
    """As ``_dense``, but skip the leaves of a search tree whose bounding box stays below the limit."""
    leaves = _leaves(points)
    grouped = points[leaves]
    boxes = _Boxes(grouped)
    accepted: Table = np.isfinite(limits) & np.isfinite(weights).all(axis=1)
    for start in range(0, len(claimed), _BATCH):
        part = slice(start, start + _BATCH)
        met = boxes.may_reach(weights[part], limits[part] - 64 * rounding[part])
        leaf_of, claim_of = np.nonzero(met.T)
        for run in np.split(np.arange(len(leaf_of)), np.flatnonzero(np.diff(leaf_of)) + 1):
            leaf, claims = leaf_of[run[0]], claim_of[run] + start
            reached = ~(weights[claims] @ grouped[leaf].T < limits[claims, None])
            reached &= leaves[leaf] != claimed[claims, None]
            accepted[claims[reached.any(axis=1)]] = False
    return accepted


class _Boxes:
    """Bounding boxes of groups of points (G, B, n), along each group's own principal axes.

    Near a curved surface such a box is flat, so it bounds functionals far better than one along the
    coordinates. The axes come from floating point; ``_slack`` is, per coordinate, how far they fail to
    represent the points.
    """

    def __init__(self, groups: Table) -> None:
        self._centre = (groups.max(axis=1) + groups.min(axis=1)) / 2
        offsets = groups - self._centre[:, None]
        self._axes = np.linalg.eigh(offsets.transpose(0, 2, 1) @ offsets)[1]
        local = offsets @ self._axes
        middle = (local.max(axis=1) + local.min(axis=1)) / 2
        self._centre = self._centre + (self._axes @ middle[:, :, None])[:, :, 0]
        offsets = groups - self._centre[:, None]
        local = offsets @ self._axes
        self._half = np.abs(local).max(axis=1)
        self._slack = 2 * np.abs(offsets - local @ self._axes.transpose(0, 2, 1)).max(axis=(0, 1))

    def may_reach(self, weights: Table, limits: Table) -> Table:
        """Return an (M, G) array: False where the functional is certainly below its limit on the group."""
        met = np.empty((len(weights), len(self._centre)), dtype=bool)
        limits = limits - np.abs(weights) @ self._slack
        step = max(1, _CHUNK // len(self._centre))
        spans = [(self._axes[:, :, k] * self._half[:, k, None]).T for k in range(weights.shape[1])]
        for start in range(0, len(weights), step):
            part = weights[start : start + step]
            total = part @ self._centre.T
            for span in spans:
                total += np.abs(part @ span)
            met[start : start + step] = ~(total < limits[start : start + step, None])
        return met


def _leaves(points: Table) -> Table:
    """Return the row indices grouped by nearness, one leaf per row; some appear twice to fill it up."""
    depth = max(0, int(np.ceil(np.log2(len(points) / _LEAF))))
    size = -(-len(points) // 2**depth) * 2**depth
    groups = np.resize(np.arange(len(points)), size).reshape(1, -1)
    for _ in range(depth):
        widest = np.argmax(np.ptp(points[groups], axis=1), axis=1)
        order = np.argsort(points[groups, widest[:, None]], axis=1)
        groups = np.take_along_axis(groups, order, axis=1)
        groups = groups.reshape(2 * len(groups), -1)
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
