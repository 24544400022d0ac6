"""The efficient points of a union of polytopes, as finitely many convex pieces."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spi_verify.errors import Refusal
from spi_verify.games.extreme import barycentre, extreme_points
from spi_verify.games.linear import Constraint, all_at_least
from spi_verify.games.polytope import Polytope, facets
from spi_verify.games.rationals import Payoff

MOST_PIECES = 2_000


@dataclass(frozen=True)
class Piece:
    """A non-empty convex set: the points of the polytope ``closure`` that break all of ``broken``.

    Its closure is indeed ``closure``: each of ``broken`` is a limit ``a · x <= b`` of which ``closure``
    satisfies the opposite, ``a · x >= b``.
    """

    closure: Polytope
    broken: tuple[Constraint, ...]


def efficient_pieces(polytopes: Sequence[Polytope]) -> list[Piece]:
    """Return pieces whose union is the set of efficient points of the union of ``polytopes``.

    A point of one polytope is efficient in the union when it is efficient there, on an efficient face, and no
    other polytope Pareto-improves on it: when, for each other L, it lies beyond one of the limits of
    ``L − R₊ⁿ``, or is itself on an efficient face of L. Refusal beyond MOST_PIECES pieces.

    >>> from fractions import Fraction
    >>> one, other = Polytope.point((Fraction(1), Fraction(1))), Polytope.point((Fraction(0), Fraction(1)))
    >>> [piece.closure == one for piece in efficient_pieces([one, other])]
    [True]
    """
    fronts = [efficient_faces(p) for p in polytopes]
    shadows = [upper_limits(p) for p in polytopes]
    pieces: list[Piece] = []
    for k, front in enumerate(fronts):
        own = [Piece(face, ()) for face in front]
        for other in range(len(polytopes)):
            if other != k:
                own = [q for piece in own for q in _undominated(piece, shadows[other], fronts[other])]
                _check_count(len(own))
        pieces += own
        _check_count(len(pieces))
    return pieces


def efficient_faces(polytope: Polytope) -> list[Polytope]:
    """Return the maximal faces of ``polytope`` whose points are all efficient in it.

    A face's points are all efficient when its middle is: something better than another of its points, moved
    along, would be better than the middle too. Refusal as for :meth:`Polytope.faces`.

    >>> from fractions import Fraction
    >>> square = Polytope.hull([(Fraction(x), Fraction(y)) for x in (0, 2) for y in (0, 2)])
    >>> [face.vertices == ((2, 2),) for face in efficient_faces(square)]
    [True]
    """
    chosen: list[frozenset[Payoff]] = []
    for face in polytope.faces():
        if not any(set(face) <= larger for larger in chosen) and _is_efficient(polytope, barycentre(face)):
            chosen.append(frozenset(face))
    return [Polytope.hull(face) for face in chosen]


def upper_limits(polytope: Polytope) -> list[Constraint]:
    """Return constraints ``a · x <= b``, all ``a >= 0``, for the points weakly below some point of it.

    They are facets of a truncation of that set: of the hull of the boxes between a low point and the
    vertices.

    >>> from fractions import Fraction
    >>> [tuple(map(int, c.coefficients)) for c in upper_limits(Polytope.point((Fraction(2), Fraction(3))))]
    [(0, 1), (1, 0)]
    """
    low = [min(column) - 1 for column in zip(*polytope.vertices, strict=True)]
    corners = (itertools.product(*zip(low, v, strict=True)) for v in polytope.vertices)
    truncation = extreme_points(itertools.chain.from_iterable(corners))
    return [c for c in facets(truncation) if all(a >= 0 for a in c.coefficients)]


def _is_efficient(polytope: Polytope, x: Payoff) -> bool:
    better = polytope.clip_all(all_at_least(x))
    return better is None or better.vertices == (x,)


def _undominated(piece: Piece, limits: Sequence[Constraint], front: Sequence[Polytope]) -> Iterator[Piece]:
    """The parts of ``piece`` beyond each of the limits in turn, then those on the other's frontier."""
    rest: Polytope | None = piece.closure
    for limit in limits:
        yield from _piece(rest and rest.clip(limit.reversed()), (*piece.broken, limit))
        rest = rest and rest.clip(limit)
    for face in front:
        yield from _piece(rest and rest.clip_all(face.facets()), piece.broken)


def _piece(closure: Polytope | None, broken: tuple[Constraint, ...]) -> Iterator[Piece]:
    if closure is not None and not any(limit.holds(closure.middle()) for limit in broken):
        yield Piece(closure, broken)


def _check_count(count: int) -> None:
    if count > MOST_PIECES:
        raise Refusal(f"the efficient points of the set form more than {MOST_PIECES} pieces")
