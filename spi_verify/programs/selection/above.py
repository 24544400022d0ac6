"""The part of a set that leaves nobody below a disagreement point."""

from __future__ import annotations

from spi_verify.games.linear import all_at_least
from spi_verify.games.polytope import Polytope
from spi_verify.games.rationals import Payoff
from spi_verify.games.sets import OutcomeSet


def individually_rational(s: OutcomeSet, disagreement: Payoff) -> list[Polytope]:
    """Return, cell by cell, the non-empty parts of ``s`` where no payoff is below the disagreement one."""
    limits = all_at_least(disagreement)
    return [part for cell in s.cells if (part := cell.polytope.clip_all(limits))]
