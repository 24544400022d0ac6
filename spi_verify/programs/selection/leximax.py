"""The rule that helps the best off first: leximax of the gains over a point."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from spi_verify.games.rationals import Payoff, show_point
from spi_verify.games.sets import OutcomeSet
from spi_verify.programs.selection.rule import TIES, Selection


@dataclass(frozen=True)
class Leximax(Selection):
    """The point whose gains over d, sorted from the best off, are lexicographically greatest.

    Ties: the lexicographically greatest payoff vector. Never refuses. Unlike the other rules it prefers extremes to
    what lies between them, so that each player can have its favourite where nobody else gains much.

    Paper node: `def-6`
    """

    rule: ClassVar[str] = "leximax"
    fixed_order: ClassVar[bool] = True
    disagreement: Payoff

    def describe(self) -> str:
        d = show_point(self.disagreement)
        return f"lexicographically greatest gains over d = {d} sorted from the best off; {TIES}"

    def _select(self, s: OutcomeSet) -> Payoff:
        # The sums of the k greatest gains are convex, so whatever lies between two points is below the better one.
        return max(s.vertices(), key=lambda u: (self._gains(u), u))

    def _gains(self, u: Payoff) -> list[Fraction]:
        return sorted((x - d for x, d in zip(u, self.disagreement, strict=True)), reverse=True)
