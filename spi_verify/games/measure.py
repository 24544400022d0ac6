"""Volumes and centres of mass of polytopes and their unions, exactly, in the dimension that they have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import isqrt

from spi_verify.errors import Refusal
from spi_verify.games.extreme import barycentre
from spi_verify.games.linear import dot
from spi_verify.games.polytope import Polytope
from spi_verify.games.rationals import Payoff
from spi_verify.games.spans import affine_hull, determinant

MOST_OVERLAPS = 4_000
Mass = tuple[Fraction, Payoff]
"""A measure, and the measure times the centre of mass."""


def centre_of_mass(polytopes: Sequence[Polytope]) -> Payoff:
    """Return the centre of mass of the part of highest dimension of a union of one or more polytopes.

    Points count equally, each once; overlaps count once (inclusion and exclusion). Refusal when the lengths
    (areas, …) of two parts are in an irrational ratio, and when more than MOST_OVERLAPS overlaps would have
    to be counted.

    >>> left, right = ([(Fraction(a),), (Fraction(b),)] for a, b in [(0, 3), (2, 4)])
    >>> centre_of_mass([Polytope.hull(left), Polytope.hull(right)])
    (Fraction(2, 1),)
    """
    d = max(p.dimension for p in polytopes)
    top = [p for p in polytopes if p.dimension == d]
    gauge = _gauge(top[0])
    total, moment = Fraction(0), (Fraction(0),) * len(top[0].vertices[0])
    for sign, part in _inclusion_exclusion(top):
        factor = sign * _root(_gauge(part) / gauge)
        measure, first = mass(part)
        total += factor * measure
        moment = tuple(a + factor * b for a, b in zip(moment, first, strict=True))
    return tuple(a / total for a in moment)


def mass(polytope: Polytope) -> Mass:
    """Return the measure of ``polytope``, in its own dimension d, and the measure times the centre of mass.

    The unit: d! times the measure of the projection to the pivot coordinates of its affine hull.

    >>> mass(Polytope.hull([(Fraction(0), Fraction(0)), (Fraction(2), Fraction(4))]))
    (Fraction(2, 1), (Fraction(2, 1), Fraction(4, 1)))
    """
    pivots = affine_hull(polytope.vertices).pivots
    total, moment = Fraction(0), (Fraction(0),) * len(polytope.vertices[0])
    for simplex in triangulate(polytope):
        arms = [[v[k] - simplex[0][k] for k in pivots] for v in simplex[1:]]
        size = abs(determinant(arms))
        total += size
        moment = tuple(a + size * b for a, b in zip(moment, barycentre(simplex), strict=True))
    return total, moment


def triangulate(polytope: Polytope) -> Iterator[tuple[Payoff, ...]]:
    """Return simplices (d + 1 vertices each) that fill ``polytope`` without overlap.

    >>> len(list(triangulate(Polytope.hull([(Fraction(x), Fraction(y)) for x in (0, 1) for y in (0, 1)]))))
    2
    """
    return _pyramids(frozenset(polytope.vertices), polytope.sides(), polytope.dimension)


def _pyramids(
    vertices: frozenset[Payoff], sides: Sequence[frozenset[Payoff]], d: int
) -> Iterator[tuple[Payoff, ...]]:
    """Join one vertex to the simplices of every facet without it."""
    if len(vertices) == d + 1:
        yield tuple(sorted(vertices))
        return
    apex = min(vertices)
    for facet in {vertices & side for side in sides if apex not in side}:
        if len(facet) >= d and affine_hull(sorted(facet)).dimension == d - 1:
            for simplex in _pyramids(facet, sides, d - 1):
                yield (apex, *simplex)


def _inclusion_exclusion(polytopes: Sequence[Polytope]) -> Iterator[tuple[int, Polytope]]:
    """The polytopes (+1), their overlaps of two (-1), of three (+1), …, those of full dimension only."""
    limits = [p.facets() for p in polytopes]
    stack = [(1, p, k) for k, p in enumerate(polytopes)]
    for _ in range(MOST_OVERLAPS):
        if not stack:
            return
        sign, part, last = stack.pop()
        yield sign, part
        for k in range(last + 1, len(polytopes)):
            overlap = part.clip_all(limits[k])
            if overlap is not None and overlap.dimension == part.dimension:
                stack.append((-sign, overlap, k))
    raise Refusal(
        f"the centre of mass would need more than {MOST_OVERLAPS} overlaps of {len(polytopes)} cells"
    )


def _gauge(polytope: Polytope) -> Fraction:
    """The square of the measure per unit of :func:`mass`."""
    basis = affine_hull(polytope.vertices).basis
    return determinant([[dot(a, b) for b in basis] for a in basis])


def _root(x: Fraction) -> Fraction:
    root = Fraction(isqrt(x.numerator), isqrt(x.denominator))
    if root * root != x:
        raise Refusal("the centre of mass is irrational: the sizes of two cells are in an irrational ratio")
    return root
