"""The greatest product of gains over a polytope, any number of players: guessed, then verified exactly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import prod

import numpy as np

from spi_verify.games.linear import Constraint, all_hold, dot
from spi_verify.games.polytope import Polytope
from spi_verify.games.rationals import Payoff
from spi_verify.games.spans import reduced, solve

_ROUNDS = 400
_NEWTON_STEPS = 12
_PRECISION = 2**400

Facets = Sequence[Constraint]


def greatest_product(part: Polytope, d: Payoff) -> tuple[Payoff | None, Fraction]:
    """Return the point of ``part`` with the greatest product of ``u_i − d_i``, and a bound on the product.

    All points of ``part`` must be ``⪰ d`` and some ``≻ d``. The point is None when it is irrational or was
    not found; otherwise it is verified: y is the maximiser exactly when ``sum_i (u_i − d_i) / (y_i − d_i)``,
    which is n at y, is at most n at every vertex u (the logarithm of the product is concave). Never refuses.

    >>> segment = Polytope.hull([(Fraction(2), Fraction(0)), (Fraction(0), Fraction(2))])
    >>> greatest_product(segment, (Fraction(0), Fraction(0)))
    ((Fraction(1, 1), Fraction(1, 1)), Fraction(1, 1))
    """
    facets = part.facets()
    for y in _closed_forms(part, facets, d):
        if _verified(part, facets, d, y):
            return y, _product(y, d)
    near = _approximate(part, d)
    for y in _refined(facets, d, near):
        if _verified(part, facets, d, y):
            return y, _product(y, d)
    return None, _bound(part, d, near)


def _product(u: Payoff, d: Payoff) -> Fraction:
    return prod((x - z for x, z in zip(u, d, strict=True)), start=Fraction(1))


def _relative_sum(part: Polytope, d: Payoff, y: Payoff) -> Fraction:
    """The maximum over ``part`` of the sum of relative gains, the gains at y being 1 each."""
    scales = [1 / (x - z) for x, z in zip(y, d, strict=True)]
    return max(dot(scales, v) for v in part.vertices) - dot(scales, d)


def _verified(part: Polytope, facets: Facets, d: Payoff, y: Payoff) -> bool:
    """Whether y is the maximiser: in the polytope, all gains positive, and first-order optimal."""
    return (
        all(x > z for x, z in zip(y, d, strict=True))
        and all_hold(facets, y)
        and _relative_sum(part, d, y) <= len(d)
    )


def _bound(part: Polytope, d: Payoff, y: Payoff) -> Fraction:
    """An upper bound from any y: the geometric mean of the relative gains is at most their mean."""
    return _product(y, d) * (_relative_sum(part, d, y) / len(d)) ** len(d)


def _closed_forms(part: Polytope, facets: Facets, d: Payoff) -> Iterator[Payoff]:
    """The vertices, and each facet plane's maximiser, at which all ``a_i (u_i − d_i)`` are equal."""
    yield from part.vertices
    for facet in facets:
        sides = (facet, facet.reversed()) if facet.relation == "==" else (facet,)
        for side in sides:
            if all(a > 0 for a in side.coefficients):
                share = (side.bound - dot(side.coefficients, d)) / len(d)
                yield tuple(z + share / a for z, a in zip(d, side.coefficients, strict=True))


def _approximate(part: Polytope, d: Payoff) -> Payoff:
    """A point of ``part``, exactly, near the maximiser: expectation maximisation over vertex weights."""
    units = [max(column) - z for column, z in zip(zip(*part.vertices, strict=True), d, strict=True)]
    # Relative to the greatest gains, which changes nothing, floats hold payoffs of any size.
    gains = np.array(
        [[float((x - z) / k) for x, z, k in zip(v, d, units, strict=True)] for v in part.vertices]
    )
    weights = np.full(len(gains), 1 / len(gains))
    for _ in range(_ROUNDS):
        weights = weights * (gains / (weights @ gains)).mean(axis=1)
        weights /= weights.sum()
    exact = [Fraction(float(w)) for w in weights]
    total = sum(exact)
    return tuple(
        sum((w * v[i] for w, v in zip(exact, part.vertices, strict=True)), Fraction(0)) / total
        for i in range(len(d))
    )


def _refined(facets: Facets, d: Payoff, near: Payoff) -> Iterator[Payoff]:
    """Candidates: maximisers on the facets nearest to ``near``, one more facet at a time."""
    equalities = [c for c in facets if c.relation == "=="]
    limits = [c for c in facets if c.relation == "<="]
    limits.sort(key=lambda c: (c.bound - c.value(near)) / sum(abs(a) for a in c.coefficients))
    for count in range(len(d)):
        space = _space([*equalities, *limits[:count]])
        if space is not None and len(space[0]) < len(d):
            yield from _stationary(space, d, near)


_Space = tuple[tuple[tuple[Fraction, ...], ...], tuple[int, ...]]


def _space(planes: Sequence[Constraint]) -> _Space | None:
    """The echelon form of ``planes``, bounds in the last column; None when they have no common point."""
    rows, pivots = reduced([(*c.coefficients, c.bound) for c in planes])
    consistent = all(pivot < len(row) - 1 for row, pivot in zip(rows, pivots, strict=True))
    return (rows, pivots) if consistent else None


def _stationary(space: _Space, d: Payoff, near: Payoff) -> Iterator[Payoff]:
    """Newton's method for the sum of logarithms, in the space's free coordinates; then simple fractions."""
    rows, pivots = space
    n = len(d)
    free = [k for k in range(n) if k not in pivots]

    def point(t: Sequence[Fraction]) -> Payoff:
        u = dict(zip(free, t, strict=True))
        for row, pivot in zip(rows, pivots, strict=True):
            u[pivot] = row[n] - sum((row[k] * u[k] for k in free), Fraction(0))
        return tuple(u[i] for i in range(n))

    origin = point([Fraction(0)] * len(free))
    units = [[Fraction(int(j == k)) for j in range(len(free))] for k in range(len(free))]
    directions = [tuple(x - o for x, o in zip(point(e), origin, strict=True)) for e in units]
    t = [near[k] for k in free]
    for _ in range(_NEWTON_STEPS):
        gains = [x - z for x, z in zip(point(t), d, strict=True)]
        if any(g <= 0 for g in gains):
            return
        slopes = [sum((v / g for v, g in zip(b, gains, strict=True)), Fraction(0)) for b in directions]
        curvature = [
            [
                sum((v * w / g**2 for v, w, g in zip(b, c, gains, strict=True)), Fraction(0))
                for c in directions
            ]
            for b in directions
        ]
        step = solve(curvature, slopes)
        t = [Fraction(round((x + s) * _PRECISION), _PRECISION) for x, s in zip(t, step, strict=True)]
    for digits in (3, 6, 12, 25, 50):
        yield point([x.limit_denominator(10**digits) for x in t])
