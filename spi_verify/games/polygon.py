"""Membership in a convex polygon, by bisection."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from fractions import Fraction

_Point = tuple[int, int]


class Polygon:
    """The convex hull of integer points in the plane (also a segment or a point), given by its extreme points.

    >>> triangle = Polygon([(0, 0), (3, 0), (0, 3)])
    >>> triangle.contains(Fraction(3, 2), Fraction(3, 2)), triangle.contains(Fraction(2), Fraction(3, 2))
    (True, False)
    """

    def __init__(self, extreme_points: Iterable[_Point]) -> None:
        points = sorted(extreme_points)
        self._lower = _bound(points, 1)
        self._upper = _bound(points, -1)

    def contains(self, x: Fraction, y: Fraction) -> bool:
        """Tell whether the point is in the polygon."""
        return _not_below(self._lower, x, y, 1) and _not_below(self._upper, x, y, -1)


def _bound(points: list[_Point], sign: int) -> tuple[list[int], list[int]]:
    """Return the corners of the lower boundary (upper if ``sign`` is -1), from left to right, one per abscissa."""
    ends: dict[int, int] = {}
    for x, y in points:
        ends[x] = min(ends.get(x, sign * y), sign * y)
    (first_x, first_y), (last_x, last_y) = min(ends.items()), max(ends.items())
    corners = [
        (x, y)
        for x, y in ends.items()
        # Of the extreme points, those on the other side of the line between the ends belong to the other boundary.
        if x in (first_x, last_x) or (last_x - first_x) * (y - first_y) < (last_y - first_y) * (x - first_x)
    ]
    return [x for x, _ in corners], [sign * y for _, y in corners]


def _not_below(bound: tuple[list[int], list[int]], x: Fraction, y: Fraction, sign: int) -> bool:
    """Tell whether (x, y) is over the boundary and not below it (not above it if ``sign`` is -1)."""
    xs, ys = bound
    k = bisect_right(xs, x.numerator // x.denominator) - 1
    if k >= 0 and xs[k] == x:
        return sign * y >= sign * ys[k]
    if k < 0 or k == len(xs) - 1:
        return False
    run, rise = xs[k + 1] - xs[k], ys[k + 1] - ys[k]
    over_x, over_y = x.numerator - xs[k] * x.denominator, y.numerator - ys[k] * y.denominator
    return sign * (run * over_y * x.denominator - rise * over_x * y.denominator) >= 0
