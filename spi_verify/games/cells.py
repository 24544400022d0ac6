"""Cells: the convex pieces that closed sets of outcomes are made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from spi_verify.games.extreme import polygon
from spi_verify.games.linear import Constraint, all_hold, equals
from spi_verify.games.polytope import Polytope
from spi_verify.games.rationals import Payoff, show_point


@dataclass(frozen=True, eq=False)
class Cell:
    """A non-empty convex polytope of feasible payoff vectors: ``{u in F : constraints}``.

    ``constraints`` cut it out of the feasible set F, so for a *feasible* x membership is :meth:`admits`. Two
    cells are equal when they have the same vertices. In the pure model every cell is a single point.

    >>> from fractions import Fraction
    >>> print(point_cell((Fraction(1), Fraction(1, 3))))
    {(1, 1/3)}
    """

    polytope: Polytope
    constraints: tuple[Constraint, ...]

    @property
    def vertices(self) -> tuple[Payoff, ...]:
        """The extreme points, sorted, in exact payoffs (one entry per player)."""
        return self.polytope.vertices

    @property
    def is_point(self) -> bool:
        """Whether the cell is one single point."""
        return len(self.vertices) == 1

    def admits(self, x: Payoff) -> bool:
        """Tell whether the feasible point ``x`` is in the cell."""
        return x in self.vertices or all_hold(self.constraints, x)

    def within(self, other: Cell) -> bool:
        """Tell whether this cell is a subset of ``other``, a cell of the same feasible set."""
        return all(other.admits(v) for v in self.vertices)

    def cut(self, constraints: Iterable[Constraint]) -> Cell | None:
        """Return the part of the cell that satisfies ``constraints``, or None when there is none."""
        constraints = tuple(constraints)
        part = self.polytope.clip_all(constraints)
        if part is None or part is self.polytope:
            return self if part else None
        return Cell(part, tuple(dict.fromkeys(self.constraints + constraints)))

    def outline(self) -> tuple[Payoff, ...]:
        """Return the vertices in drawing order: counter-clockwise for two players, else sorted."""
        return polygon(self.vertices) if len(self.vertices[0]) == 2 else self.vertices

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Cell) and self.vertices == other.vertices

    def __hash__(self) -> int:
        return hash(self.vertices)

    def __str__(self) -> str:
        inner = ", ".join(show_point(v) for v in self.outline())
        return f"{{{inner}}}" if self.is_point else f"conv{{{inner}}}"


def point_cell(x: Payoff) -> Cell:
    """Return the cell that holds only the feasible point ``x``.

    >>> from fractions import Fraction
    >>> point_cell((Fraction(1), Fraction(2))).vertices == ((1, 2),)
    True
    """
    return Cell(Polytope.point(x), tuple(equals(i, len(x), value) for i, value in enumerate(x)))


def canonical(cells: Iterable[Cell]) -> tuple[Cell, ...]:
    """Return the cells that are not contained in another one, each once, sorted by their vertices.

    >>> from fractions import Fraction
    >>> one = point_cell((Fraction(1),))
    >>> canonical([one, point_cell((Fraction(0),)), one]) == (point_cell((Fraction(0),)), one)
    True
    """
    distinct = sorted(dict.fromkeys(cells), key=lambda cell: cell.vertices)
    large = [cell for cell in distinct if not cell.is_point]
    return tuple(
        cell for cell in distinct if not any(cell is not other and cell.within(other) for other in large)
    )
