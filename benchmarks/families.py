"""The games that are measured: integer payoff tables with a fixed seed."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from spi_verify.games.points import IntegerPoints, Table
from spi_verify.games.rationals import Payoff

SEED = 20250
SHAPES = [(20, 20), (200, 200), (1000, 1000), (10, 10, 10), (20, 20, 20), (40, 40, 40), (8,) * 4, (5,) * 5]
QUICK = [(20, 20), (200, 200), (10, 10, 10), (5,) * 4]
FAMILIES = {
    "uniform": "independent integers 0..100",
    "near-sphere": "centre (5,...,5)*10^5 plus 5*10^5 times a uniform direction of the positive orthant:"
    " coordinates up to 10^6, nearly every point efficient",
}


def rows(family: str, shape: tuple[int, ...]) -> Table:
    """Return the payoffs of all profiles, one row each, as an (N, n) integer array.

    >>> rows("uniform", (2, 3)).shape
    (6, 2)
    """
    n, count = len(shape), int(np.prod(shape))
    generator = np.random.default_rng([SEED, *shape])
    if family == "uniform":
        return generator.integers(0, 101, size=(count, n))
    directions = np.abs(generator.standard_normal((count, n)))
    directions /= np.linalg.norm(directions, axis=1)[:, None]
    rounded: Table = np.rint(500_000 + 500_000 * directions).astype(np.int64)
    return rounded


def table(values: Table) -> IntegerPoints:
    """Return the integer payoffs as a table."""
    return IntegerPoints(values, (1,) * values.shape[1])


def queries(values: Table, count: int = 20) -> list[Payoff]:
    """Return payoff vectors inside and outside the hull: mixtures of two rows, moved along the ray from the mean."""
    generator = np.random.default_rng(SEED)
    mean = values.mean(axis=0)
    found = []
    for k in range(count):
        one, two = values[generator.integers(len(values), size=2)]
        mixed = mean + (0.5 + k / count) * ((one + two) / 2 - mean)
        found.append(tuple(Fraction(round(float(v) * 8), 8) for v in mixed))
    return found
