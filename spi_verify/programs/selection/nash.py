"""The Nash bargaining rule: greatest product of gains over a disagreement point."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import prod
from typing import ClassVar

from spi_verify.errors import Refusal
from spi_verify.games.extreme import polygon
from spi_verify.games.polytope import Polytope
from spi_verify.games.rationals import Payoff, show_point
from spi_verify.games.sets import OutcomeSet
from spi_verify.programs.selection.above import individually_rational
from spi_verify.programs.selection.product import greatest_product
from spi_verify.programs.selection.rule import TIES, Selection


@dataclass(frozen=True)
class Nash(Selection):
    """Over the points ``u ⪰ d`` of S: the greatest product of the gains ``u_i − d_i``.

    Ties, which only different cells of S can produce, and the case that the greatest product is 0: the
    lexicographically greatest of the points concerned (for 0: of all points ``u ⪰ d``). When S has no point
    ``u ⪰ d``: the lexicographically greatest point of S. Two players: always exact. Three or more: Refusal
    when the maximiser is irrational, or not determined.

    Paper node: `sel.nash`
    """

    rule: ClassVar[str] = "nash"
    fixed_order: ClassVar[bool] = True  # u ⪰ d first, then the product, then the lexicographic order
    disagreement: Payoff

    def describe(self) -> str:
        d = show_point(self.disagreement)
        return (
            f"greatest product of the gains over d = {d}, over the points u >= d; {TIES}; "
            "greatest product 0: the lexicographically greatest of them; no such point: the "
            "lexicographically greatest point"
        )

    def _select(self, s: OutcomeSet) -> Payoff:
        parts = individually_rational(s, self.disagreement)
        if not parts:
            return max(s.vertices())
        positive = [part for part in parts if self._product(part.middle())]
        if not positive:
            return max(v for part in parts for v in part.vertices)
        if self.n == 2:
            candidates = [u for part in positive for u in self._candidates(part)]
            return max(candidates, key=lambda u: (self._product(u), u))
        return self._of_many_players(positive)

    def _product(self, u: Payoff) -> Fraction:
        return prod((x - d for x, d in zip(u, self.disagreement, strict=True)), start=Fraction(1))

    def _candidates(self, part: Polytope) -> list[Payoff]:
        """Vertices, and the stationary point of each side: on a side the product is a quadratic function."""
        outline = polygon(part.vertices)
        found = list(outline)
        for a, b in zip(outline, outline[1:] + outline[:1], strict=True):
            slopes = [y - x for x, y in zip(a, b, strict=True)]
            if slopes[0] * slopes[1] < 0:  # otherwise the product is greatest at an end
                gains = [x - d for x, d in zip(a, self.disagreement, strict=True)]
                t = -(gains[0] * slopes[1] + gains[1] * slopes[0]) / (2 * slopes[0] * slopes[1])
                if 0 < t < 1:
                    found.append((a[0] + t * slopes[0], a[1] + t * slopes[1]))
        return found

    def _of_many_players(self, parts: list[Polytope]) -> Payoff:
        results = [greatest_product(part, self.disagreement) for part in parts]
        exact = [u for u, _ in results if u is not None]
        best = max(exact, key=lambda u: (self._product(u), u), default=None)
        least = self._product(best) if best is not None else Fraction(0)
        if best is None or any(u is None and bound >= least for u, bound in results):
            raise Refusal(
                f"the Nash bargaining point over d = {show_point(self.disagreement)} is irrational, "
                "or could not be determined exactly"
            )
        return best
