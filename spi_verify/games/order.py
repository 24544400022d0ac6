"""Sorting and deduplication of the rows of an integer table."""

from __future__ import annotations

import numpy as np

from spi_verify.games.points import Table


def comparable(rows: Table) -> Table:
    """Return an int64 table with columns ordered like those of ``rows``: itself, or ranks of big integers.

    >>> comparable(np.array([[10**40, 1], [3, 1]], dtype=object)).tolist()
    [[1, 0], [0, 0]]
    """
    if rows.dtype != object:
        return rows
    ranks = [np.unique(column, return_inverse=True)[1] for column in rows.T]
    return np.stack(ranks, axis=1).astype(np.int64)


def distinct_order(keys: Table) -> Table:
    """Return the first of each class of equal rows of an int64 table, in ascending lexicographic order.

    >>> distinct_order(np.array([[1, 2], [0, 0], [1, 2]])).tolist()
    [1, 0]
    """
    low = [int(column.min()) for column in keys.T]
    bits = [(int(column.max()) - start).bit_length() for column, start in zip(keys.T, low, strict=True)]
    place = len(keys).bit_length()
    if sum(bits) + place <= 62:
        return _packed_order(keys, low, bits, place)
    order = np.lexsort(keys.T[::-1])
    ordered = keys[order]
    new = np.ones(len(keys), dtype=bool)
    new[1:] = (ordered[1:] != ordered[:-1]).any(axis=1)
    # lexsort is stable, so the first row of each run of equal rows has the least index.
    return order[new]


def _packed_order(keys: Table, low: list[int], bits: list[int], place: int) -> Table:
    """As ``distinct_order``, by sorting plain integers that hold a whole row and, last, its index."""
    packed = np.zeros(len(keys), dtype=np.int64)
    for column, start, width in zip(keys.T, low, bits, strict=True):
        packed <<= width
        packed += column - start
    packed <<= place
    packed += np.arange(len(keys))
    packed.sort()
    new = np.ones(len(keys), dtype=bool)
    new[1:] = np.diff(packed >> place) != 0
    return packed[new] & ((1 << place) - 1)


def distinct_rows(rows: Table) -> Table:
    """Return the index of the first of each class of equal rows of an (N, n) integer table, ascending.

    >>> distinct_rows(np.array([[1, 2], [0, 0], [1, 2]])).tolist()
    [0, 1]
    """
    return np.sort(distinct_order(comparable(rows)))
