"""Whether theorem 3 says anything of a game."""

from __future__ import annotations

from fractions import Fraction

from spi_verify.checking.geometry_claims import empty_projection
from spi_verify.games.feasible import FeasibleSet
from spi_verify.games.rationals import show_point

FLAT = "no outcome Pareto-improves on another"
EMPTY = "a projection is empty"


def unfitness(feasible: FeasibleSet) -> tuple[str, str] | None:
    """Return why thm-3 says nothing of a game, shortly and with numbers, or None.

    A projection is empty, or no function satisfies def-6.

    Paper node: `thm-3`
    """
    if _all_efficient(feasible):
        return FLAT, f"{FLAT}, so there is no set-valued renegotiation function"
    empty = empty_projection(feasible)
    if empty is not None:
        point = show_point(empty[1])
        return EMPTY, f"thm-3 assumes that every PMP is non-empty, but PMP_{empty[0] + 1}{point} is empty"
    return None


def _all_efficient(feasible: FeasibleSet) -> bool:
    """Return whether every outcome is efficient; in a convex set a point inside all its faces speaks for the others."""
    corners = feasible.vertices()
    if feasible.model == "pure":
        return corners == feasible.efficient_vertices()
    centre = tuple(sum(column, Fraction(0)) / len(corners) for column in zip(*corners, strict=True))
    return feasible.improvement(centre) is None
