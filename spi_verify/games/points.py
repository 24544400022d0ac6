"""Payoff vectors as an integer table: what all exact geometry works on."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt

from spi_verify.games.rationals import Payoff

Table = npt.NDArray[Any]

# Tables whose entries are below this bound are stored as int64. Then every entry, and every difference of two
# entries, is also exactly representable as a float64, which the numeric filters in `support` rely on.
SMALL = 2**51


@dataclass(frozen=True, eq=False)
class IntegerPoints:
    """A list of payoff vectors with one common denominator per player.

    ``rows`` has shape (N, n) with N >= 1 and n >= 1: dtype int64 when every entry is below 2**51 in size,
    else dtype object holding Python integers. ``scale`` has n positive integers. The payoff of row k to
    player i is ``Fraction(rows[k, i], scale[i])``.

    >>> points = IntegerPoints.of([(Fraction(1, 2), Fraction(3)), (Fraction(0), Fraction(1, 3))])
    >>> points.rows.tolist(), points.scale
    ([[1, 9], [0, 1]], (2, 3))
    >>> points.payoff(0)
    (Fraction(1, 2), Fraction(3, 1))
    """

    rows: Table
    scale: tuple[int, ...]

    @staticmethod
    def of(payoffs: Sequence[Payoff]) -> IntegerPoints:
        """Return the table of ``payoffs`` (N vectors of n exact rationals each, N >= 1, n >= 1).

        Raises ValueError when there is no payoff vector or the lengths differ.

        >>> len(IntegerPoints.of([(Fraction(1),), (Fraction(10**60),)]))
        2
        """
        if not payoffs or not payoffs[0] or len({len(p) for p in payoffs}) != 1:
            raise ValueError("expected one or more payoff vectors of one length")
        columns = [_integers(column) for column in zip(*payoffs, strict=True)]
        return IntegerPoints(_table([values for values, _ in columns]), tuple(scale for _, scale in columns))

    @property
    def n(self) -> int:
        """The number of players."""
        return len(self.scale)

    def __len__(self) -> int:
        return int(self.rows.shape[0])

    def payoff(self, k: int) -> Payoff:
        """Return row ``k`` as exact rationals, one per player; IndexError beyond the table.

        >>> IntegerPoints.of([(Fraction(1, 3), Fraction(2))]).payoff(0)
        (Fraction(1, 3), Fraction(2, 1))
        """
        return tuple(Fraction(int(v), s) for v, s in zip(self.rows[k], self.scale, strict=True))


def _integers(column: Sequence[Fraction]) -> tuple[list[int], int]:
    """Return the column over its common denominator, and that denominator."""
    denominators = {value.denominator for value in column}
    scale = math.lcm(*denominators)
    factor = {d: scale // d for d in denominators}
    return [value.numerator * factor[value.denominator] for value in column], scale


def _table(columns: list[list[int]]) -> Table:
    """Return the columns as an (N, n) array of the smallest dtype that is exact."""
    small = all(min(column) > -SMALL and max(column) < SMALL for column in columns)
    rows = np.empty((len(columns[0]), len(columns)), dtype=np.int64 if small else object)
    for i, column in enumerate(columns):
        rows[:, i] = column
    return rows
