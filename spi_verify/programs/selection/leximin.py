"""Rules that help the worst off first: leximin, and Kalai-Smorodinsky as leximin of relative gains."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from spi_verify.games.linear import Constraint, dot, unit
from spi_verify.games.polytope import Polytope
from spi_verify.games.rationals import Payoff, show_point
from spi_verify.games.sets import OutcomeSet
from spi_verify.programs.selection.above import individually_rational
from spi_verify.programs.selection.rule import TIES, Selection

Gain = tuple[tuple[Fraction, ...], Fraction]
"""An increasing affine function of one player's payoff: coefficients, constant."""


@dataclass(frozen=True)
class Leximin(Selection):
    """The point whose payoffs, sorted from the worst off, are lexicographically greatest.

    Ties, which only different cells of S can produce: the lexicographically greatest payoff vector. Never
    refuses.

    Paper node: `sel.leximin`
    """

    rule: ClassVar[str] = "leximin"
    fixed_order: ClassVar[bool] = True

    def describe(self) -> str:
        return f"lexicographically greatest payoffs sorted from the worst off; {TIES}"

    def _select(self, s: OutcomeSet) -> Payoff:
        gains = [(unit(i, self.n), Fraction(0)) for i in range(self.n)]
        return leximin([cell.polytope for cell in s.cells], gains)


@dataclass(frozen=True)
class KalaiSmorodinsky(Selection):
    """Over the points ``u ⪰ d`` of S: leximin of the gains ``(u_i − d_i) / (b_i − d_i)``, b the ideal point.

    ``b_i`` is the greatest ``u_i`` among those points; a player with ``b_i = d_i`` has no gain to compare.
    This is Imai's lexicographic extension: the classic rule, which equalises the gains, need not pick an
    efficient point. Ties: the lexicographically greatest payoff vector. When S has no point ``u ⪰ d``: the
    lexicographically greatest point of S. Never refuses.

    Paper node: `sel.kalai-smorodinsky`
    """

    rule: ClassVar[str] = "kalai-smorodinsky"
    fixed_order: ClassVar[bool] = False  # the ideal point depends on S
    disagreement: Payoff

    def describe(self) -> str:
        d = show_point(self.disagreement)
        return (
            f"leximin of the gains over d = {d} relative to the greatest possible ones, over the points "
            f"u >= d (Imai's extension); {TIES}; no such point: the lexicographically greatest point"
        )

    def _select(self, s: OutcomeSet) -> Payoff:
        parts = individually_rational(s, self.disagreement)
        if not parts:
            return max(s.vertices())
        ideal = tuple(max(v[i] for part in parts for v in part.vertices) for i in range(self.n))
        return leximin(parts, relative_gains(self.disagreement, ideal))


def relative_gains(disagreement: Payoff, ideal: Payoff) -> list[Gain]:
    """Return the gains ``(u_i − d_i) / (b_i − d_i)`` of the players with ``b_i > d_i``.

    >>> relative_gains((Fraction(1), Fraction(1)), (Fraction(3), Fraction(1)))
    [((Fraction(1, 2), Fraction(0, 1)), Fraction(-1, 2))]
    """
    gains: list[Gain] = []
    for i, (d, b) in enumerate(zip(disagreement, ideal, strict=True)):
        if b > d:
            slope = 1 / (b - d)
            gains.append((tuple(slope * x for x in unit(i, len(ideal))), -slope * d))
    return gains


def leximin(parts: Sequence[Polytope], gains: Sequence[Gain]) -> Payoff:
    """Return the point of the union of ``parts`` whose sorted gains are lexicographically greatest.

    Ties: the lexicographically greatest payoff vector. ``parts`` must not be empty. Never refuses.

    >>> segment = Polytope.hull([(Fraction(0), Fraction(3)), (Fraction(3), Fraction(0))])
    >>> leximin([segment], [(unit(0, 2), Fraction(0)), (unit(1, 2), Fraction(0))])
    (Fraction(3, 2), Fraction(3, 2))
    """
    best = [_leximin_of_one(part, gains) for part in parts]
    return max(best, key=lambda u: (sorted(_value(gain, u) for gain in gains), u))


def _leximin_of_one(part: Polytope, gains: Sequence[Gain]) -> Payoff:
    """Fix the least gain at its maximum, then the least of those that can still grow, and so on."""
    free = list(gains)
    while free and len(part.vertices) > 1:
        least = _greatest_least(part, free)
        part = _require(part.clip_all(_at_least(gain, least) for gain in free))
        # On a convex set the gains that can each grow can grow together, so some gain is stuck at the least.
        stuck = [g for g in free if max(_value(g, v) for v in part.vertices) == least]
        part = _require(part.clip_all(Constraint(a, "==", least - c) for a, c in stuck))
        free = [g for g in free if g not in stuck]
    return max(part.vertices)


def _greatest_least(part: Polytope, gains: Sequence[Gain]) -> Fraction:
    """The maximum of the least gain: region by region, each with the same gain least, it is linear."""
    found = []
    for a, c in gains:
        limits = [
            Constraint(tuple(x - y for x, y in zip(a, other, strict=True)), "<=", constant - c)
            for other, constant in gains
        ]
        region = part.clip_all(limits)
        found += [dot(a, v) + c for v in region.vertices] if region else []
    return max(found)


def _at_least(gain: Gain, bound: Fraction) -> Constraint:
    a, c = gain
    return Constraint(tuple(-x for x in a), "<=", c - bound)


def _value(gain: Gain, u: Payoff) -> Fraction:
    return dot(gain[0], u) + gain[1]


def _require(part: Polytope | None) -> Polytope:
    if part is None:
        raise AssertionError("a maximum that was attained cannot be out of reach")
    return part
