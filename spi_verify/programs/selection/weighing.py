"""Rules that maximise a linear function, or several in turn: utilitarian, weighted, lexicographic."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from spi_verify.games.rationals import Payoff, show_point
from spi_verify.games.sets import OutcomeSet
from spi_verify.programs.selection.rule import TIES, Selection


@dataclass(frozen=True)
class Utilitarian(Selection):
    """The point of greatest ``u_1 + … + u_n``; ties: the lexicographically greatest. Never refuses.

    Paper node: `sel.utilitarian`
    """

    rule: ClassVar[str] = "utilitarian"
    fixed_order: ClassVar[bool] = True

    def describe(self) -> str:
        return f"greatest sum of payoffs; {TIES}"

    def _select(self, s: OutcomeSet) -> Payoff:
        return s.maximise((Fraction(1),) * self.n)[1]


@dataclass(frozen=True)
class Weighted(Selection):
    """The point of greatest ``w_1 u_1 + … + w_n u_n``, all ``w_i > 0``; ties: the lexicographically greatest.

    Never refuses.

    Paper node: `sel.weighted`
    """

    rule: ClassVar[str] = "weighted"
    fixed_order: ClassVar[bool] = True
    weights: tuple[Fraction, ...]

    def describe(self) -> str:
        return f"greatest weighted sum of payoffs, weights {show_point(self.weights)}; {TIES}"

    def _select(self, s: OutcomeSet) -> Payoff:
        return s.maximise(self.weights)[1]


@dataclass(frozen=True)
class Lexicographic(Selection):
    """The point of greatest payoff to the first player of ``order``, among those to the second, and so on.

    ``order`` lists all the players, 0-based. There are no ties. Never refuses.

    Paper node: `sel.lexicographic`
    """

    rule: ClassVar[str] = "lexicographic"
    fixed_order: ClassVar[bool] = True
    order: tuple[int, ...]

    def describe(self) -> str:
        players = ", then ".join(f"player {i + 1}" for i in self.order)
        return f"greatest payoff to {players}; there are no ties"

    def _select(self, s: OutcomeSet) -> Payoff:
        # As in OutcomeSet.maximise, the lexicographic maximiser over a polytope is a vertex.
        return max(s.vertices(), key=lambda u: tuple(u[i] for i in self.order))
