"""Cells: the convex pieces that closed sets of outcomes are made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from spi_verify.games.clip import clip_all, polygon
from spi_verify.games.linear import Constraint, all_hold, equals
from spi_verify.games.rationals import Payoff, show_point


@dataclass(frozen=True)
class Cell:
    """A non-empty convex polytope of feasible payoff vectors: ``{u in F : constraints}``.

    ``vertices`` are its extreme points, sorted, in exact payoffs (one entry per player); ``constraints`` cut
    it out of the feasible set F, so for a *feasible* x membership is :meth:`admits`. Equality compares
    vertices. In the pure model every cell is a single point.

    >>> from fractions import Fraction
    >>> print(point_cell((Fraction(1), Fraction(1, 3))))
    {(1, 1/3)}
    """

    vertices: tuple[Payoff, ...]
    constraints: tuple[Constraint, ...] = field(compare=False)

    def admits(self, x: Payoff) -> bool:
        """Tell whether the feasible point ``x`` is in the cell.

        >>> from fractions import Fraction
        >>> point_cell((Fraction(1),)).admits((Fraction(2),))
        False
        """
        return x in self.vertices or all_hold(self.constraints, x)

    def within(self, other: Cell) -> bool:
        """Tell whether this cell is a subset of ``other``, a cell of the same feasible set.

        >>> from fractions import Fraction
        >>> point_cell((Fraction(1),)).within(point_cell((Fraction(1),)))
        True
        """
        return all(other.admits(v) for v in self.vertices)

    def cut(self, constraints: Iterable[Constraint]) -> Cell | None:
        """Return the part of the cell that satisfies ``constraints``, or None when there is none.

        >>> from fractions import Fraction
        >>> point_cell((Fraction(1),)).cut([equals(0, 1, Fraction(2))]) is None
        True
        """
        constraints = tuple(constraints)
        vertices = clip_all(self.vertices, constraints)
        if not vertices:
            return None
        return (
            self if vertices == self.vertices else Cell(vertices, _distinct(self.constraints + constraints))
        )

    @property
    def is_point(self) -> bool:
        """Whether the cell is one single point."""
        return len(self.vertices) == 1

    def outline(self) -> tuple[Payoff, ...]:
        """Return the vertices in drawing order: counter-clockwise for two players, else sorted.

        >>> from fractions import Fraction
        >>> point_cell((Fraction(1), Fraction(2))).outline() == ((1, 2),)
        True
        """
        return polygon(self.vertices) if len(self.vertices[0]) == 2 else self.vertices

    def __str__(self) -> str:
        inner = ", ".join(show_point(v) for v in self.outline())
        return f"{{{inner}}}" if self.is_point else f"conv{{{inner}}}"


def point_cell(x: Payoff) -> Cell:
    """Return the cell that holds only the feasible point ``x``.

    >>> from fractions import Fraction
    >>> point_cell((Fraction(1), Fraction(2))).vertices == ((1, 2),)
    True
    """
    return Cell((x,), tuple(equals(i, len(x), value) for i, value in enumerate(x)))


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


def _distinct(constraints: tuple[Constraint, ...]) -> tuple[Constraint, ...]:
    return tuple(dict.fromkeys(constraints))
