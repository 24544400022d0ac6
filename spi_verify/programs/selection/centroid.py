"""The centroid rule: the efficient point nearest to the centre of mass."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from spi_verify.errors import Refusal
from spi_verify.games.frontier import efficient_pieces
from spi_verify.games.hull import nondominated
from spi_verify.games.measure import centre_of_mass
from spi_verify.games.nearest import nearest, squared_distance
from spi_verify.games.points import IntegerPoints
from spi_verify.games.rationals import Payoff, show_point
from spi_verify.games.sets import OutcomeSet
from spi_verify.programs.selection.rule import TIES, Selection


@dataclass(frozen=True)
class Centroid(Selection):
    """The efficient point of S nearest (in Euclidean distance) to the centre of mass of S.

    The centre of mass of a finite set is the mean of its points; of a larger set, that of its part of the
    highest dimension (areas for two players, else lengths), overlaps counted once. Ties: the
    lexicographically greatest payoff vector. Refusal when the centre is irrational (lengths in an irrational
    ratio), when no efficient point is nearest (the efficient points of a union need not form a closed set),
    and beyond size limits.

    Paper node: `sel.centroid`
    """

    rule: ClassVar[str] = "centroid"
    fixed_order: ClassVar[bool] = False  # the centre depends on S

    def describe(self) -> str:
        return f"efficient point nearest to the centre of mass (of the highest-dimensional part); {TIES}"

    def _select(self, s: OutcomeSet) -> Payoff:
        polytopes = [cell.polytope for cell in s.cells]
        centre = centre_of_mass(polytopes)
        if all(cell.is_point for cell in s.cells):
            points = s.vertices()
            candidates = [points[k] for k in nondominated(IntegerPoints.of(points))]
        else:
            candidates = [nearest(centre, piece.closure.vertices) for piece in efficient_pieces(polytopes)]
        least = min(squared_distance(centre, u) for u in candidates)
        # The nearest points of the pieces' closures: the least distance is attained if one of them is
        # efficient.
        attained = [u for u in set(candidates) if squared_distance(centre, u) == least and s.is_efficient(u)]
        if not attained:
            raise Refusal(
                f"no efficient point is nearest to the centre of mass {show_point(centre)}: the "
                "nearest limits of efficient points are not efficient themselves"
            )
        return max(attained)
