"""Convex polytopes by vertices and incidences: exact clipping, facets and faces, in any dimension.

The method is double description: besides its vertices, a polytope remembers which of its known limits each
vertex touches. Two vertices share an edge exactly when no third one touches all the limits that both touch,
so a cut finds its new vertices, and no others, without solving anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from operator import and_

from spi_verify.errors import Refusal
from spi_verify.games.extreme import barycentre, extreme_points, polygon
from spi_verify.games.linear import Constraint, dot
from spi_verify.games.rationals import Payoff
from spi_verify.games.spans import Vector, affine_hull, constraint, solve

MOST_PAIRS = 1_000_000
MOST_FACES = 5_000


@dataclass(frozen=True)
class Polytope:
    """A non-empty convex polytope. Make one with :meth:`hull` or :meth:`point`, cut it with :meth:`clip`.

    ``vertices`` are its extreme points, sorted, in exact payoffs. ``touching[k]`` is a set of limits, as the
    bits of an integer: those that vertex k satisfies with equality. Together the limits (``limits`` of
    them, numbered from 0) and the affine hull describe the polytope; some may be redundant.

    >>> square = Polytope.hull([(Fraction(x), Fraction(y)) for x in (0, 2) for y in (0, 2)])
    >>> half = square.clip(Constraint((Fraction(1), Fraction(1)), "<=", Fraction(1)))
    >>> [tuple(map(int, v)) for v in half.vertices], half.dimension
    ([(0, 0), (0, 1), (1, 0)], 2)
    """

    vertices: tuple[Payoff, ...]
    touching: tuple[int, ...]
    limits: int
    dimension: int

    @staticmethod
    def point(x: Payoff) -> Polytope:
        """Return the polytope of a single point.

        >>> Polytope.point((Fraction(1),)).dimension
        0
        """
        return Polytope((x,), (0,), 0, 0)

    @staticmethod
    def hull(points: Iterable[Payoff]) -> Polytope:
        """Return the convex hull of one or more points.

        Refusal when finding its facets would examine more than MOST_PAIRS pairs of them at once.

        >>> Polytope.hull([(Fraction(0), Fraction(0)), (Fraction(1), Fraction(2))]).dimension
        1
        """
        vertices = extreme_points(points)
        if len(vertices) == 1:
            return Polytope.point(vertices[0])
        if len(vertices) > 2 and len(vertices[0]) == 2:
            return Polytope._polygon(vertices)
        sides = [c for c in facets(vertices) if c.relation == "<="]
        touching = tuple(sum(1 << k for k, c in enumerate(sides) if c.value(v) == c.bound) for v in vertices)
        return Polytope(vertices, touching, len(sides), affine_hull(vertices).dimension)

    @staticmethod
    def _polygon(vertices: tuple[Payoff, ...]) -> Polytope:
        """In the plane, each corner touches the sides before and after it: no need to evaluate any."""
        outline = polygon(vertices)
        touching = {v: 1 << k | 1 << (k - 1) % len(outline) for k, v in enumerate(outline)}
        return Polytope(vertices, tuple(touching[v] for v in vertices), len(outline), 2)

    def clip(self, limit: Constraint) -> Polytope | None:
        """Return the part that satisfies ``limit``, or None when no point does.

        Refusal when the cut would examine more than MOST_PAIRS pairs of vertices.

        >>> Polytope.point((Fraction(1),)).clip(Constraint((Fraction(1),), "<=", Fraction(0))) is None
        True
        """
        depths = [limit.value(v) - limit.bound for v in self.vertices]
        below = [k for k, depth in enumerate(depths) if depth < 0]
        above = [k for k, depth in enumerate(depths) if depth > 0]
        if not above and (limit.relation == "<=" or not below):
            return self
        bit = 1 << self.limits
        found = {self.vertices[k]: self.touching[k] | bit for k, depth in enumerate(depths) if not depth}
        for a, b in self._edges_between(below, above):
            t = depths[a] / (depths[a] - depths[b])
            crossing = tuple(x + t * (y - x) for x, y in zip(self.vertices[a], self.vertices[b], strict=True))
            found[crossing] = self.touching[a] & self.touching[b] | bit
        flat = limit.relation == "==" or not below
        if not flat:
            found |= {self.vertices[k]: self.touching[k] for k in below}
        if not found:
            return None
        vertices = tuple(sorted(found))
        dimension = affine_hull(vertices).dimension if flat else self.dimension
        return Polytope(vertices, tuple(found[v] for v in vertices), self.limits + 1, dimension)

    def clip_all(self, limits: Iterable[Constraint]) -> Polytope | None:
        """Return the part that satisfies all of ``limits``, or None; equalities first, as they simplify most.

        >>> Polytope.point((Fraction(1),)).clip_all([]).vertices
        ((Fraction(1, 1),),)
        """
        part: Polytope | None = self
        for limit in sorted(limits, key=lambda c: c.relation != "=="):
            part = part and part.clip(limit)
        return part

    def middle(self) -> Payoff:
        """Return the mean of the vertices, a point of the relative interior."""
        return barycentre(self.vertices)

    def facets(self) -> tuple[Constraint, ...]:
        """Return constraints on the whole payoff space that describe the polytope (see :func:`facets`)."""
        return facets(self.vertices)

    def faces(self) -> list[tuple[Payoff, ...]]:
        """Return all non-empty faces, itself included: tuples of vertices, largest first.

        Refusal beyond MOST_FACES faces.

        >>> len(Polytope.hull([(Fraction(x), Fraction(y)) for x in (0, 2) for y in (0, 2)]).faces())
        9
        """
        known = {frozenset(self.vertices)}
        for side in self.sides():
            known |= {both for face in known if (both := face & side)}
            if len(known) > MOST_FACES:
                raise Refusal(f"a polytope of {len(self.vertices)} vertices has more than {MOST_FACES} faces")
        return sorted((tuple(sorted(face)) for face in known), key=lambda face: (-len(face), face))

    def sides(self) -> list[frozenset[Payoff]]:
        """Return, per limit, the vertices that touch it: every facet is among these (maybe empty) sets."""
        pairs = list(zip(self.vertices, self.touching, strict=True))
        return [frozenset(v for v, mask in pairs if mask >> k & 1) for k in range(self.limits)]

    def _edges_between(self, below: list[int], above: list[int]) -> Iterator[tuple[int, int]]:
        """Pairs (k below, k above) of vertices that share an edge."""
        if self.dimension == 2:
            yield from self._polygon_edges_between(below, above)
            return
        if len(below) * len(above) > MOST_PAIRS:
            raise Refusal(
                f"cutting a polytope of {len(self.vertices)} vertices in {self.dimension} dimensions would "
                f"examine more than {MOST_PAIRS} pairs of them, the exact method's limit"
            )
        for a in below:
            for b in above:
                common = self.touching[a] & self.touching[b]
                # An edge lies on at least dimension - 1 limits: a cheap test that few other pairs pass.
                if common.bit_count() >= self.dimension - 1 and self._only_two_touch(common):
                    yield a, b

    def _polygon_edges_between(self, below: list[int], above: list[int]) -> Iterator[tuple[int, int]]:
        """The same for a polygon: a limit that does not hold everywhere with equality touches a vertex or an edge."""
        everywhere = reduce(and_, self.touching)
        on_limit = {bit: k for k in below for bit in _bits(self.touching[k] & ~everywhere)}
        shared = ((on_limit[bit], k) for k in above for bit in _bits(self.touching[k]) if bit in on_limit)
        yield from dict.fromkeys(shared)

    def _only_two_touch(self, limits: int) -> bool:
        seen = 0
        for mask in self.touching:
            if mask & limits == limits:
                seen += 1
                if seen > 2:
                    return False
        return True


def _bits(mask: int) -> Iterator[int]:
    """The positions of the ones in a mask."""
    while mask:
        yield (mask & -mask).bit_length() - 1
        mask &= mask - 1


def facets(vertices: Sequence[Payoff]) -> tuple[Constraint, ...]:
    """Return an irredundant system of constraints whose solutions are exactly conv(``vertices``).

    ``vertices`` are one or more extreme points; the equalities of the affine hull come first. Refusal as for
    :meth:`Polytope.hull`.

    >>> for c in facets([(Fraction(0), Fraction(0)), (Fraction(2), Fraction(1))]):
    ...     print(*c.coefficients, c.relation, c.bound)
    -1 2 == 0
    -1 0 <= 0
    1 0 <= 2
    """
    space = affine_hull(vertices)
    inequalities = []
    for normal, bound in _full_dimensional([space.shadow(v) for v in vertices], space.dimension):
        lifted = [Fraction(0)] * len(vertices[0])
        for pivot, a in zip(space.pivots, normal, strict=True):
            lifted[pivot] = a
        inequalities.append(constraint(lifted, bound))
    return space.equations() + tuple(sorted(inequalities, key=lambda c: (c.coefficients, c.bound)))


def _full_dimensional(points: list[Vector], d: int) -> list[tuple[Vector, Fraction]]:
    """The facets ``normal · x <= bound`` of the hull of extreme points that span all d dimensions."""
    if d == 0:
        return []
    if d == 1:
        one = Fraction(1)
        return [((one,), max(points)[0]), ((-one,), -min(points)[0])]
    return _sides(points) if d == 2 else _by_duality(points, d)


def _sides(points: list[Vector]) -> list[tuple[Vector, Fraction]]:
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
    corners = {solve(arms[:k] + arms[k + 1 :], [Fraction(1)] * d): k for k in range(d + 1)}
    everything = (1 << d + 1) - 1
    vertices = tuple(sorted(corners))
    polar = Polytope(vertices, tuple(everything ^ 1 << corners[v] for v in vertices), d + 1, d)
    for p in points:
        arm = tuple(a - b for a, b in zip(p, centre, strict=True))
        part = polar.clip(Constraint(arm, "<=", Fraction(1)))
        if part is None:
            raise AssertionError("the polar polytope holds the origin")
        polar = part
    return [(y, 1 + dot(y, centre)) for y in polar.vertices]


def _simplex(points: list[Vector], d: int) -> list[Vector]:
    """The first d + 1 affinely independent points, in the given order."""
    chosen = [points[0]]
    for p in points[1:]:
        if len(chosen) <= d and affine_hull([*chosen, p]).dimension == len(chosen):
            chosen.append(p)
    return chosen
