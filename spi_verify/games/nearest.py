"""The point of a polytope nearest to a given one, exactly: Wolfe's method in rational arithmetic."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from spi_verify.games.linear import dot
from spi_verify.games.rationals import Payoff
from spi_verify.games.spans import solve


def squared_distance(x: Payoff, y: Payoff) -> Fraction:
    """Return the square of the Euclidean distance between two points.

    >>> squared_distance((Fraction(0), Fraction(0)), (Fraction(3), Fraction(4)))
    Fraction(25, 1)
    """
    return sum(((a - b) ** 2 for a, b in zip(x, y, strict=True)), Fraction(0))


def nearest(target: Payoff, vertices: Sequence[Payoff]) -> Payoff:
    """Return the unique point of conv(``vertices``) nearest to ``target``, exactly; one vertex or more.

    The answer x is checked by the optimality condition ``(target − x) · (v − x) <= 0`` at every vertex v.

    >>> nearest((Fraction(0), Fraction(0)), [(Fraction(2), Fraction(0)), (Fraction(0), Fraction(2))])
    (Fraction(1, 1), Fraction(1, 1))
    """
    arms = [tuple(a - b for a, b in zip(v, target, strict=True)) for v in vertices]
    first = min(range(len(arms)), key=lambda k: dot(arms[k], arms[k]))
    weights = {first: Fraction(1)}
    while True:
        x = _mixture(arms, weights)
        best = min(range(len(arms)), key=lambda k: dot(arms[k], x))
        if dot(arms[best], x) >= dot(x, x):
            return tuple(a + b for a, b in zip(x, target, strict=True))
        weights[best] = Fraction(0)
        weights = _to_nearest_in_hull(arms, weights)


def _to_nearest_in_hull(arms: list[Payoff], weights: dict[int, Fraction]) -> dict[int, Fraction]:
    """Move towards the least-norm point of the affine hull; drop vertices whose weight turns negative."""
    while True:
        aim = _least_norm_in_affine_hull([arms[k] for k in weights])
        steps = [(w / (w - a), k) for (k, w), a in zip(weights.items(), aim, strict=True) if a <= 0]
        if not steps:
            return dict(zip(weights, aim, strict=True))
        t, gone = min(steps)
        moved = {k: w + t * (a - w) for (k, w), a in zip(weights.items(), aim, strict=True)}
        weights = {k: w for k, w in moved.items() if w > 0 and k != gone}


def _least_norm_in_affine_hull(points: list[Payoff]) -> tuple[Fraction, ...]:
    """Weights, of any sign and sum 1, of the least-norm affine combination of independent points."""
    one, zero = Fraction(1), Fraction(0)
    system = [[zero] + [one] * len(points)] + [[one] + [dot(p, q) for q in points] for p in points]
    return solve(system, [one] + [zero] * len(points))[1:]


def _mixture(arms: list[Payoff], weights: dict[int, Fraction]) -> Payoff:
    return tuple(sum((w * arms[k][i] for k, w in weights.items()), Fraction(0)) for i in range(len(arms[0])))
