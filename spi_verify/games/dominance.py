"""The nondominated rows of an integer table, by comparisons alone."""

from __future__ import annotations

from bisect import bisect_left

import numpy as np

from spi_verify.games.order import comparable, distinct_order
from spi_verify.games.points import Table

_BLOCK = 256


def nondominated_rows(rows: Table) -> Table:
    """Return the rows of an (N, n) integer table that no other row Pareto-improves on, ascending.

    Of equal rows only the first is returned.

    >>> nondominated_rows(np.array([[0, 3], [2, 2], [1, 2], [2, 2]])).tolist()
    [0, 1]
    """
    keys = comparable(rows)
    kept = _not_below_a_strong_row(keys)
    kept = kept[distinct_order(keys[kept])[::-1]]
    keys = keys[kept]
    n = keys.shape[1]
    if n == 1:
        front = np.array([0])
    elif n == 2:
        front = _front_of_pairs(keys)
    elif n == 3:
        front = _front_of_triples(keys)
    else:
        front = _front_by_blocks(keys)
    return np.sort(kept[front])


def _not_below_a_strong_row(keys: Table) -> Table:
    """Return the rows that none of a few high rows Pareto-improves on: cheap, and often the most of it."""
    kept = np.arange(len(keys))
    if len(keys) <= _BLOCK:
        return kept
    n = keys.shape[1]
    columns = [np.ascontiguousarray(column) for column in keys.T]
    spread = np.array([max(float(column.max() - column.min()), 1.0) for column in columns])
    for weights in [np.ones(n), *(1 + n * np.eye(n)), *(np.full((n, n), 2.0) - np.eye(n) * 1.9)]:
        strong = np.argmax(sum(w * c for w, c in zip(weights / spread, columns, strict=True)))
        outside = np.zeros(len(kept), dtype=bool)
        same = np.ones(len(kept), dtype=bool)
        for column in columns:
            outside |= column > column[strong]
            same &= column == column[strong]
        outside |= same
        left = np.flatnonzero(outside)
        if len(left) > 0.95 * len(kept):
            break
        kept, columns = kept[left], [column[left] for column in columns]
    return kept


# In the following, distinct rows come in descending lexicographic order: only rows before a row can be
# above it.


def _front_of_pairs(keys: Table) -> Table:
    """A row is in the front if its second entry exceeds all before it."""
    second = keys[:, 1]
    new = np.ones(len(keys), dtype=bool)
    new[1:] = second[1:] > np.maximum.accumulate(second)[:-1]
    return np.flatnonzero(new)


def _front_of_triples(keys: Table) -> Table:
    """A row is in the front if no row before it is as great in both the second and the third entry.

    The maximal pairs so far are a staircase, ``ys`` ascending and ``zs`` descending.
    """
    ys: list[int] = []
    zs: list[int] = []
    front: list[int] = []
    for k, (y, z) in enumerate(keys[:, 1:].tolist()):
        start = end = bisect_left(ys, y)
        if start < len(ys):
            if zs[start] >= z:
                continue
            end += ys[start] == y
        while start and zs[start - 1] <= z:
            start -= 1
        ys[start:end] = [y]
        zs[start:end] = [z]
        front.append(k)
    return np.array(front)


def _front_by_blocks(keys: Table) -> Table:
    """Compare block by block with the front so far, rows with great sums of ranks first."""
    ranks = np.stack([np.unique(column, return_inverse=True)[1] for column in keys.T], axis=1)
    order = np.argsort(-ranks.sum(axis=1), kind="stable")
    front = np.empty(len(order), dtype=np.int64)
    size = 0
    for start in range(0, len(order), _BLOCK):
        block = order[start : start + _BLOCK]
        for earlier in range(0, size, 4 * _BLOCK):
            block = block[~_below(ranks[block], ranks[front[earlier : min(earlier + 4 * _BLOCK, size)]])]
        block = block[~_below(ranks[block], ranks[block])]
        front[size : size + len(block)] = block
        size += len(block)
    return front[:size]


def _below(rows: Table, others: Table) -> Table:
    """Tell for each row whether some different row of ``others`` is at least as great in every coordinate."""
    above = np.ones((len(rows), len(others)), dtype=np.bool_)
    same = np.ones((len(rows), len(others)), dtype=np.bool_)
    for column, other in zip(rows.T, others.T, strict=True):
        above &= column[:, None] <= other
        same &= column[:, None] == other
    found: Table = np.asarray((above & ~same).any(axis=1))
    return found
