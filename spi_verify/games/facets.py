"""Convex polytopes as linear constraints: affine hulls, facets and faces, exactly, flat ones included."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm

from spi_verify.errors import Refusal
from spi_verify.games.clip import barycentre, clip, extreme_points, polygon
from spi_verify.games.linear import Constraint, dot
from spi_verify.games.rationals import Payoff

MOST_FACES = 5_000
Vector = tuple[Fraction, ...]


@dataclass(frozen=True)
class AffineHull:
    """The affine hull of a polytope: ``origin`` plus the span of ``basis``.

    ``basis`` is in reduced row echelon form, and row r is 1 at coordinate ``pivots[r]``, so the coordinates
    ``pivots`` alone determine a point of the affine hull.
    """

    origin: Payoff
    basis: tuple[Vector, ...]
    pivots: tuple[int, ...]

    @property
    def dimension(self) -> int:
        """0 for a point, 1 for a segment, and so on."""
        return len(self.basis)

    def shadow(self, x: Payoff) -> Vector:
        """Return the coordinates ``pivots`` of ``x``.

        >>> line = affine_hull([(Fraction(2), Fraction(0)), (Fraction(2), Fraction(5))])
        >>> line.shadow((Fraction(2), Fraction(4)))
        (Fraction(4, 1),)
        """
        return tuple(x[k] for k in self.pivots)

    def equations(self) -> tuple[Constraint, ...]:
        """Return one equality per coordinate that is not a pivot; together they describe the affine hull."""
        free = [k for k in range(len(self.origin)) if k not in self.pivots]
        return tuple(self._equation(k) for k in free)

    def _equation(self, k: int) -> Constraint:
        coefficients = [Fraction(int(c == k)) for c in range(len(self.origin))]
        for row, pivot in zip(self.basis, self.pivots, strict=True):
            coefficients[pivot] = -row[k]
        return constraint(coefficients, dot(coefficients, self.origin), equality=True)


def affine_hull(points: Sequence[Payoff]) -> AffineHull:
    """Return the affine hull of one or more points.

    >>> affine_hull([(Fraction(2), Fraction(0)), (Fraction(2), Fraction(5))]).pivots
    (1,)
    """
    origin = points[0]
    basis, pivots = reduced([tuple(a - b for a, b in zip(p, origin, strict=True)) for p in points[1:]])
    return AffineHull(origin, basis, pivots)


def reduced(rows: Sequence[Sequence[Fraction]]) -> tuple[tuple[Vector, ...], tuple[int, ...]]:
    """Return the reduced row echelon form of a matrix, without zero rows, and its pivot columns.

    >>> reduced([(Fraction(2), Fraction(4)), (Fraction(1), Fraction(2))])
    (((Fraction(1, 1), Fraction(2, 1)),), (0,))
    """
    done: list[Vector] = []
    pivots: list[int] = []
    for row in rows:
        vector = tuple(row)
        for other, pivot in zip(done, pivots, strict=True):
            vector = _eliminate(vector, other, pivot)
        pivot = next((k for k, x in enumerate(vector) if x), -1)
        if pivot >= 0:
            vector = tuple(x / vector[pivot] for x in vector)
            done = [_eliminate(other, vector, pivot) for other in done]
            done.append(vector)
            pivots.append(pivot)
    order = sorted(range(len(done)), key=lambda r: pivots[r])
    return tuple(done[r] for r in order), tuple(pivots[r] for r in order)


def solve(matrix: Sequence[Sequence[Fraction]], right: Sequence[Fraction]) -> Vector:
    """Return the solution of a square linear system; ``ValueError`` when it is singular.

    >>> solve([(Fraction(2),)], [Fraction(3)])
    (Fraction(3, 2),)
    """
    rows, pivots = reduced([(*row, b) for row, b in zip(matrix, right, strict=True)])
    if pivots != tuple(range(len(right))):
        raise ValueError("the linear system is singular")
    return tuple(row[-1] for row in rows)


def _eliminate(vector: Vector, other: Vector, pivot: int) -> Vector:
    factor = vector[pivot]
    return tuple(a - factor * b for a, b in zip(vector, other, strict=True)) if factor else vector


def constraint(coefficients: Sequence[Fraction], bound: Fraction, *, equality: bool = False) -> Constraint:
    """Return the constraint with its coefficients scaled to coprime integers.

    >>> constraint([Fraction(1, 2), Fraction(1)], Fraction(3)).coefficients == (1, 2)
    True
    """
    denominators = lcm(*(a.denominator for a in coefficients))
    divisor = gcd(*(int(a * denominators) for a in coefficients)) or 1
    scale = Fraction(denominators, divisor)
    return Constraint(tuple(a * scale for a in coefficients), "==" if equality else "<=", bound * scale)


def facets(vertices: Sequence[Payoff]) -> tuple[Constraint, ...]:
    """Return an irredundant system of constraints whose solutions are exactly conv(``vertices``).

    ``vertices`` are one or more extreme points; the equalities of the affine hull come first.
    Refusal as for :func:`spi_verify.games.clip.clip`.

    >>> for c in facets([(Fraction(0), Fraction(0)), (Fraction(2), Fraction(1))]):
    ...     print(*c.coefficients, c.relation, c.bound)
    -1 2 == 0
    -1 0 <= 0
    1 0 <= 2
    """
    space = affine_hull(vertices)
    n = len(vertices[0])
    inequalities = []
    for normal, bound in _full_dimensional([space.shadow(v) for v in vertices], space.dimension):
        lifted = [Fraction(0)] * n
        for pivot, a in zip(space.pivots, normal, strict=True):
            lifted[pivot] = a
        inequalities.append(constraint(lifted, bound))
    return space.equations() + tuple(sorted(inequalities, key=lambda c: (c.coefficients, c.bound)))


def faces(vertices: Sequence[Payoff]) -> list[tuple[Payoff, ...]]:
    """Return all non-empty faces of conv(``vertices``), itself included: tuples of vertices, largest first.

    ``vertices`` are extreme points. Refusal beyond MOST_FACES faces.

    >>> [len(face) for face in faces([(Fraction(0),), (Fraction(1),)])]
    [2, 1, 1]
    """
    limits = [c for c in facets(vertices) if c.relation == "<="]
    sides = [frozenset(v for v in vertices if c.value(v) == c.bound) for c in limits]
    known = {frozenset(vertices)}
    for side in sides:
        known |= {both for face in known if (both := face & side)}
        if len(known) > MOST_FACES:
            raise Refusal(f"a polytope of {len(vertices)} vertices has more than {MOST_FACES} faces")
    return sorted((tuple(sorted(face)) for face in known), key=lambda face: (-len(face), face))


def _full_dimensional(points: list[Vector], d: int) -> list[tuple[Vector, Fraction]]:
    """The facets ``normal · x <= bound`` of the hull of extreme points that span all d dimensions."""
    if d == 0:
        return []
    if d == 1:
        one = (Fraction(1),)
        return [(one, max(points)[0]), ((Fraction(-1),), -min(points)[0])]
    return _edges(points) if d == 2 else _by_duality(points, d)


def _edges(points: list[Vector]) -> list[tuple[Vector, Fraction]]:
    outline = polygon(points)
    normals = [
        ((b[1] - a[1], a[0] - b[0]), a) for a, b in zip(outline, outline[1:] + outline[:1], strict=True)
    ]
    return [(normal, dot(normal, a)) for normal, a in normals]


def _by_duality(points: list[Vector], d: int) -> list[tuple[Vector, Fraction]]:
    """Facets are the vertices of the polar polytope ``{y : y · (p − c) <= 1 for all points p}``, c inside.

    The polar starts as that of a simplex among the points and is clipped by one inequality per further point.
    """
    simplex = _simplex(points, d)
    centre = barycentre(simplex)
    arms = [tuple(a - b for a, b in zip(p, centre, strict=True)) for p in simplex]
    ones = [Fraction(1)] * d
    polar = extreme_points(solve(arms[:k] + arms[k + 1 :], ones) for k in range(d + 1))
    for p in points:
        arm = tuple(a - b for a, b in zip(p, centre, strict=True))
        polar = clip(polar, Constraint(arm, "<=", Fraction(1)))
    return [(y, 1 + dot(y, centre)) for y in polar]


def _simplex(points: list[Vector], d: int) -> list[Vector]:
    """The first d + 1 affinely independent points, in the given order."""
    chosen = [points[0]]
    for p in points[1:]:
        if len(chosen) <= d and affine_hull([*chosen, p]).dimension == len(chosen):
            chosen.append(p)
    return chosen
