"""Distinct and nondominated rows of an integer table, by comparisons alone."""

from __future__ import annotations

from bisect import bisect_left

import numpy as np

from spi_verify.games.points import Table

_BLOCK = 256


def distinct_rows(rows: Table) -> Table:
    """Return the index of the first of each class of equal rows of an (N, n) integer table, ascending.

    >>> distinct_rows(np.array([[1, 2], [0, 0], [1, 2]])).tolist()
    [0, 1]
    """
    order = np.lexsort(comparable(rows).T)
    ordered = rows[order]
    new = np.ones(len(rows), dtype=bool)
    new[1:] = (ordered[1:] != ordered[:-1]).any(axis=1)
    # lexsort is stable, so the first row of each run of equal rows has the least index.
    return np.sort(order[new])


def nondominated_rows(rows: Table) -> Table:
    """Return the rows of an (N, n) integer table that no other row Pareto-improves on, ascending.

    Of equal rows only the first is returned.

    >>> nondominated_rows(np.array([[0, 3], [2, 2], [1, 2], [2, 2]])).tolist()
    [0, 1]
    """
    keys = comparable(rows)
    kept = _not_below_a_strong_row(keys)
    kept = kept[distinct_rows(keys[kept])]
    keys = keys[kept]
    n = keys.shape[1]
    if n == 1:
        front = np.array([int(np.argmax(keys[:, 0]))])
    elif n == 2:
        front = _front_of_pairs(keys)
    elif n == 3:
        front = _front_of_triples(keys)
    else:
        front = _front_by_blocks(keys)
    return np.sort(kept[front])


def comparable(rows: Table) -> Table:
    """Return an int64 table with columns ordered like those of ``rows``: itself, or ranks of big integers.

    >>> comparable(np.array([[10**40, 1], [3, 1]], dtype=object)).tolist()
    [[1, 0], [0, 0]]
    """
    if rows.dtype != object:
        return rows
    ranks = [np.unique(column, return_inverse=True)[1] for column in rows.T]
    return np.stack(ranks, axis=1).astype(np.int64)


def _not_below_a_strong_row(keys: Table) -> Table:
    """Return the rows that none of a few high rows Pareto-improves on: cheap, and often the most of it."""
    kept = np.arange(len(keys))
    if len(keys) <= _BLOCK:
        return kept
    n = keys.shape[1]
    shift = keys.min(axis=0)
    spread = np.maximum(keys.max(axis=0) - shift, 1).astype(np.float64)
    for weights in [np.ones(n), *(1 + n * np.eye(n)), *(np.full((n, n), 2.0) - np.eye(n) * 1.9)]:
        now = keys[kept]
        strong = now[np.argmax(now @ (weights / spread))]
        better = np.ones(len(now), dtype=bool)
        same = np.ones(len(now), dtype=bool)
        for column, value in zip(now.T, strong, strict=True):
            better &= column <= value
            same &= column == value
        kept = kept[~better | same]
    return kept


def _front_of_pairs(keys: Table) -> Table:
    """By first coordinate, descending, a row is in the front if its second exceeds all before it."""
    order = np.lexsort((-keys[:, 1], -keys[:, 0]))
    second = keys[order, 1]
    new = np.ones(len(order), dtype=bool)
    new[1:] = second[1:] > np.maximum.accumulate(second)[:-1]
    return order[new]


def _front_of_triples(keys: Table) -> Table:
    """By first coordinate, descending, a row is in the front if no row before it has both others as great.

    The maximal pairs so far are a staircase, ``ys`` ascending and ``zs`` descending.
    """
    order = np.lexsort((-keys[:, 2], -keys[:, 1], -keys[:, 0]))
    ys: list[int] = []
    zs: list[int] = []
    front: list[int] = []
    for k, y, z in zip(order.tolist(), keys[order, 1].tolist(), keys[order, 2].tolist(), strict=True):
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
    """By sum of ranks, descending, only rows before a row can be above it: compare with the front so far."""
    ranks = np.stack([np.unique(column, return_inverse=True)[1] for column in keys.T], axis=1)
    order = np.argsort(-ranks.sum(axis=1), kind="stable")
    keys = ranks
    front = np.empty(len(order), dtype=np.int64)
    size = 0
    for start in range(0, len(order), _BLOCK):
        block = order[start : start + _BLOCK]
        for earlier in range(0, size, 4 * _BLOCK):
            block = block[~_below(keys[block], keys[front[earlier : min(earlier + 4 * _BLOCK, size)]])]
        block = block[~_below(keys[block], keys[block])]
        front[size : size + len(block)] = block
        size += len(block)
    return front[:size]


def _below(rows: Table, others: Table) -> Table:
    """Tell for each row whether some different row of ``others`` is at least as great in every coordinate."""
    above = np.ones((len(rows), len(others)), dtype=bool)
    same = np.ones((len(rows), len(others)), dtype=bool)
    for column, other in zip(rows.T, others.T, strict=True):
        above &= column[:, None] <= other
        same &= column[:, None] == other
    found: Table = np.any(above & ~same, axis=1)
    return found
