"""Extreme points of finite point sets, and polygons in drawing order, exactly."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from spi_verify.games.hull import hull_vertices
from spi_verify.games.points import IntegerPoints
from spi_verify.games.rationals import Payoff


def polygon(points: Iterable[Payoff]) -> tuple[Payoff, ...]:
    """Return the extreme points of ``points`` (two players), counter-clockwise from the least.

    Never fails; duplicates, collinear points and the empty collection are ordinary.

    >>> square = [(Fraction(x), Fraction(y)) for x in (0, 1, 2) for y in (0, 2)]
    >>> [(int(x), int(y)) for x, y in polygon(square)]
    [(0, 0), (2, 0), (2, 2), (0, 2)]
    """
    distinct = sorted(set(points))
    if len(distinct) <= 2:
        return tuple(distinct)
    lower, upper = _chain(distinct), _chain(distinct[::-1])
    return tuple(lower[:-1] + upper[:-1])


def _chain(points: list[Payoff]) -> list[Payoff]:
    """Andrew's monotone chain: the left-turning path along one side of points sorted along the other axis."""
    path: list[Payoff] = []
    for point in points:
        while len(path) >= 2 and _turn(path[-2], path[-1], point) <= 0:
            path.pop()
        path.append(point)
    return path


def _turn(a: Payoff, b: Payoff, c: Payoff) -> Fraction:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def extreme_points(points: Iterable[Payoff]) -> tuple[Payoff, ...]:
    """Return the vertices of the convex hull of ``points``, sorted, each once, for any number of players.

    >>> line = [(Fraction(k), Fraction(2 * k), Fraction(0)) for k in range(4)]
    >>> [tuple(map(int, p)) for p in extreme_points(line)]
    [(0, 0, 0), (3, 6, 0)]
    """
    distinct = sorted(set(points))
    if len(distinct) <= 2:
        return tuple(distinct)
    n = len(distinct[0])
    if n == 1:
        return (distinct[0], distinct[-1])
    if n == 2:
        return tuple(sorted(polygon(distinct)))
    return tuple(sorted(distinct[k] for k in hull_vertices(IntegerPoints.of(distinct))))


def barycentre(vertices: Sequence[Payoff]) -> Payoff:
    """Return the mean of one or more points: of a polytope's vertices, a point of its relative interior.

    >>> barycentre([(Fraction(0),), (Fraction(1),)])
    (Fraction(1, 2),)
    """
    return tuple(sum(column, Fraction(0)) / len(vertices) for column in zip(*vertices, strict=True))
