"""Closed sets of outcomes: finite unions of convex cells, with exact set algebra."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from spi_verify.games.cells import Cell, canonical
from spi_verify.games.linear import Constraint, all_at_least, dot
from spi_verify.games.polytope import Polytope
from spi_verify.games.rationals import Payoff

if TYPE_CHECKING:
    from spi_verify.games.feasible import FeasibleSet


@dataclass(frozen=True, eq=False)
class OutcomeSet:
    """A closed set of outcomes (an element of C(A)), as payoff vectors: a finite union of convex cells.

    ``cells`` is canonical (:func:`spi_verify.games.cells.canonical`): build sets with :meth:`of`, with
    methods of a feasible set (``points``, ``hull_of``, ``cut``, ``pmp``, ``empty``), with ``|`` and ``&``.
    ``==`` and ``<=`` compare the sets of points exactly, however they are cut into cells.

    >>> from spi_verify.games.feasible import feasible_set
    >>> from spi_verify.games.game import Game
    >>> game = Game.build("", ("A", "B"), (("a", "b"), ("c", "d")), [(0, 0), (1, 1), (3, 0), (0, 0)])
    >>> F = feasible_set(game, "hull")
    >>> zero, one = (Fraction(0), Fraction(0)), (Fraction(1), Fraction(1))
    >>> segment, point = F.hull_of([zero, one]), F.points([one])
    >>> print(segment, segment & point, segment | point, point & F.points([zero]))
    conv{(0, 0), (1, 1)} {(1, 1)} conv{(0, 0), (1, 1)} ∅

    Paper node: `def-6`
    """

    feasible: FeasibleSet
    cells: tuple[Cell, ...]

    @classmethod
    def of(cls, feasible: FeasibleSet, cells: Sequence[Cell]) -> OutcomeSet:
        """Return the union of ``cells``, which must be cells of ``feasible``."""
        return cls(feasible, canonical(cells))

    def __bool__(self) -> bool:
        return bool(self.cells)

    def contains(self, x: Payoff) -> bool:
        """Tell whether the payoff vector ``x`` is in the set; never fails on vectors of the right length."""
        if any(x in cell.vertices for cell in self.cells):
            return True
        return any(cell.admits(x) for cell in self.cells) and self.feasible.contains(x)

    __contains__ = contains

    def __or__(self, other: OutcomeSet) -> OutcomeSet:
        self._require_same_game(other)
        return OutcomeSet.of(self.feasible, self.cells + other.cells)

    def __and__(self, other: OutcomeSet) -> OutcomeSet:
        self._require_same_game(other)
        lone = {cell.vertices[0] for cell in other.cells if cell.is_point}
        large = [cell for cell in other.cells if not cell.is_point]
        cells: list[Cell] = []
        for cell in self.cells:
            if cell.is_point:
                meets = cell.vertices[0] in lone or any(cell.within(b) for b in large)
                cells += [cell] if meets else []
            else:
                cells += [b for b in other.cells if b.is_point and b.within(cell)]
                cells += [piece for b in large if (piece := cell.cut(b.constraints))]
        return OutcomeSet.of(self.feasible, cells)

    def cut(self, constraints: Sequence[Constraint]) -> OutcomeSet:
        """Return the points of the set that satisfy every one of ``constraints``."""
        pieces = [piece for cell in self.cells if (piece := cell.cut(constraints))]
        return OutcomeSet.of(self.feasible, pieces)

    def vertices(self) -> tuple[Payoff, ...]:
        """Return the vertices of all the cells, sorted, each once (in drawing order: ``Cell.outline``)."""
        return tuple(sorted({v for cell in self.cells for v in cell.vertices}))

    def maximise(self, objective: Sequence[Fraction]) -> tuple[Fraction, Payoff]:
        """Return the maximum of ``objective · u`` over the set and the lexicographically greatest maximiser.

        ``ValueError`` on the empty set. Looking at vertices is enough: a cell's maximisers form a face,
        those among them of greatest first coordinate a face of that, and so on.
        """
        return max((dot(objective, v), v) for cell in self.cells for v in cell.vertices)

    def improvement(self, x: Payoff) -> Payoff | None:
        """Return a point of the set, efficient among its points, that Pareto-improves on ``x``, or None.

        It maximises the sum of payoffs over the points ``u ⪰ x`` of the set (ties: the lexicographically
        greatest), so nothing in the set Pareto-improves on it. ``x`` need not be in the set.
        """
        floor = all_at_least(x)
        parts = [part for cell in self.cells if (part := cell.polytope.clip_all(floor))]
        better = [v for part in parts for v in part.vertices]
        best = max(better, key=lambda v: (sum(v), v), default=x)
        return None if best == x else best

    def is_efficient(self, x: Payoff) -> bool:
        """Tell whether ``x`` is in the set and no point of the set Pareto-improves on it."""
        return self.contains(x) and self.improvement(x) is None

    def outside(self, other: OutcomeSet) -> Payoff | None:
        """Return a point of this set that is not in ``other``, or None when there is none (a subset)."""
        self._require_same_game(other)
        lone = {cell.vertices[0] for cell in other.cells if cell.is_point}
        large = tuple(cell for cell in other.cells if not cell.is_point)
        for cell in self.cells:
            # Isolated points are finitely many: they cannot fill a gap left in a larger convex cell.
            for point in () if cell.is_point and cell.vertices[0] in lone else _outside(cell, large):
                if point not in lone:
                    return point
        return None

    def __le__(self, other: OutcomeSet) -> bool:
        return self.outside(other) is None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, OutcomeSet) and self <= other and other <= self

    def __hash__(self) -> int:
        corners = self.vertices()  # equal sets have the same lexicographically least and greatest points
        return hash(corners[:1] + corners[-1:])

    def __str__(self) -> str:
        return " ∪ ".join(str(cell) for cell in self.cells) or "∅"

    def _require_same_game(self, other: OutcomeSet) -> None:
        if self.feasible is not other.feasible:
            raise ValueError("the two sets of outcomes belong to different feasible sets")


def _outside(cell: Cell, others: tuple[Cell, ...]) -> Iterator[Payoff]:
    """Points of ``cell`` in none of ``others``: none at all, one if the cell is a point, else without end."""
    gap = next(_gaps(cell.polytope, others, ()), None)
    if gap is None:
        return
    middle = gap.middle()
    yield middle
    for k in itertools.count(2) if gap.dimension else ():
        # From the middle, which breaks every constraint to be broken, part of the way to a vertex of the gap.
        yield tuple(m + (v - m) / k for m, v in zip(middle, gap.vertices[0], strict=True))


def _gaps(
    part: Polytope | None, others: tuple[Cell, ...], broken: tuple[Constraint, ...]
) -> Iterator[Polytope]:
    """Closures of the non-empty parts of ``part`` that break all of ``broken`` and avoid ``others``."""
    if part is None or any(constraint.holds(part.middle()) for constraint in broken):
        return  # a convex set with a point beyond each (weakly satisfied) limit has its middle beyond all
    if not others:
        yield part
        return
    rest: Polytope | None = part
    for side in (side for constraint in others[0].constraints for side in constraint.sides()):
        yield from _gaps(rest and rest.clip(side.reversed()), others[1:], (*broken, side))
        rest = rest and rest.clip(side)
