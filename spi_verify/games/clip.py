"""Exact clipping of convex polytopes given by their vertices; flat ones, segments and points included."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from spi_verify.errors import Refusal
from spi_verify.games.hull import hull_vertices
from spi_verify.games.linear import Constraint
from spi_verify.games.points import IntegerPoints
from spi_verify.games.rationals import Payoff

MOST_CROSSINGS = 40_000


def polygon(points: Iterable[Payoff]) -> tuple[Payoff, ...]:
    """Return the extreme points of ``points`` (two players), counter-clockwise from the least.

    Never fails; duplicates, collinear points and the empty collection are ordinary.

    >>> square = [(Fraction(x), Fraction(y)) for x in (0, 1, 2) for y in (0, 2)]
    >>> [(int(x), int(y)) for x, y in polygon(square)]
    [(0, 0), (2, 0), (2, 2), (0, 2)]
    """
    distinct = sorted(set(points))
    if len(distinct) <= 2:
        return tuple(distinct)
    lower, upper = _chain(distinct), _chain(distinct[::-1])
    return tuple(lower[:-1] + upper[:-1])


def _chain(points: list[Payoff]) -> list[Payoff]:
    """Andrew's monotone chain: the left-turning path along one side of points sorted along the other axis."""
    path: list[Payoff] = []
    for point in points:
        while len(path) >= 2 and _turn(path[-2], path[-1], point) <= 0:
            path.pop()
        path.append(point)
    return path


def _turn(a: Payoff, b: Payoff, c: Payoff) -> Fraction:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def extreme_points(points: Iterable[Payoff]) -> tuple[Payoff, ...]:
    """Return the vertices of the convex hull of ``points``, sorted, each once, for any number of players.

    >>> line = [(Fraction(k), Fraction(2 * k), Fraction(0)) for k in range(4)]
    >>> [tuple(map(int, p)) for p in extreme_points(line)]
    [(0, 0, 0), (3, 6, 0)]
    """
    distinct = sorted(set(points))
    if len(distinct) <= 2:
        return tuple(distinct)
    n = len(distinct[0])
    if n == 1:
        return (distinct[0], distinct[-1])
    if n == 2:
        return tuple(sorted(polygon(distinct)))
    return tuple(sorted(distinct[k] for k in hull_vertices(IntegerPoints.of(distinct))))


def barycentre(vertices: Sequence[Payoff]) -> Payoff:
    """Return the mean of one or more points: of a polytope's vertices, a point of its relative interior.

    >>> barycentre([(Fraction(0),), (Fraction(1),)])
    (Fraction(1, 2),)
    """
    return tuple(sum(column, Fraction(0)) / len(vertices) for column in zip(*vertices, strict=True))


def clip(vertices: tuple[Payoff, ...], constraint: Constraint) -> tuple[Payoff, ...]:
    """Return the vertices, sorted, of the part of conv(``vertices``) that satisfies ``constraint``.

    ``vertices`` must be the extreme points of a polytope. The answer is exact; ``()`` means that no point
    satisfies the constraint. Refusal when more than MOST_CROSSINGS segments cross the boundary (three or more
    players, polytopes with hundreds of vertices).

    >>> triangle = tuple((Fraction(x), Fraction(y)) for x, y in [(0, 0), (0, 2), (2, 0)])
    >>> clip(triangle, Constraint((Fraction(0), Fraction(1)), "==", Fraction(1))) == ((0, 1), (1, 1))
    True
    """
    sides = [constraint.value(v) - constraint.bound for v in vertices]
    inside = [v for v, side in zip(vertices, sides, strict=True) if side < 0]
    outside = [v for v, side in zip(vertices, sides, strict=True) if side > 0]
    if not outside and (constraint.relation == "<=" or not inside):
        return vertices
    # An old vertex on the boundary stays extreme; new ones are extreme points of the cut face only.
    face = [v for v, side in zip(vertices, sides, strict=True) if side == 0]
    if inside and outside:
        depth = dict(zip(vertices, sides, strict=True))
        face += [
            _crossing(a, b, depth[a], depth[b]) for a, b in _crossing_pairs(vertices, inside, outside, depth)
        ]
        face = _extreme_in_plane(face, constraint)
    kept = inside if constraint.relation == "<=" else []
    return tuple(sorted(kept + face))


def clip_all(vertices: tuple[Payoff, ...], constraints: Iterable[Constraint]) -> tuple[Payoff, ...]:
    """Return the vertices, sorted, of the part of conv(``vertices``) that satisfies all of ``constraints``.

    Equalities are applied first, since each lowers the dimension. Refusal as for :func:`clip`.

    >>> unit_segment = ((Fraction(0),), (Fraction(1),))
    >>> clip_all(unit_segment, [Constraint((Fraction(1),), "<=", Fraction(-1))])
    ()
    """
    for constraint in sorted(constraints, key=lambda c: c.relation != "=="):
        if not vertices:
            return ()
        vertices = clip(vertices, constraint)
    return vertices


def _crossing(a: Payoff, b: Payoff, depth_a: Fraction, depth_b: Fraction) -> Payoff:
    """The point of the segment ab where the signed depth, negative at a and positive at b, is zero."""
    t = depth_a / (depth_a - depth_b)
    return tuple(x + t * (y - x) for x, y in zip(a, b, strict=True))


def _crossing_pairs(
    vertices: tuple[Payoff, ...], inside: list[Payoff], outside: list[Payoff], depth: dict[Payoff, Fraction]
) -> Iterator[tuple[Payoff, Payoff]]:
    """Pairs (inside, outside) that include every edge that crosses the boundary."""
    if len(vertices[0]) == 2:  # only neighbours on the outline can be edges
        outline = polygon(vertices)
        for a, b in zip(outline, outline[1:] + outline[:1], strict=True):
            if depth[a] < 0 < depth[b]:
                yield a, b
            elif depth[b] < 0 < depth[a]:
                yield b, a
        return
    if len(inside) * len(outside) > MOST_CROSSINGS:
        raise Refusal(
            f"cutting a set of {len(vertices)} vertices in {len(vertices[0])} dimensions crosses more than "
            f"{MOST_CROSSINGS} segments, beyond the exact method's limit"
        )
    for a in inside:
        for b in outside:
            yield a, b


def _extreme_in_plane(points: Sequence[Payoff], plane: Constraint) -> list[Payoff]:
    """Extreme points of ``points``, all on the hyperplane: forgetting a coordinate loses nothing."""
    gone = next(k for k, coefficient in enumerate(plane.coefficients) if coefficient)
    shadow = {p[:gone] + p[gone + 1 :]: p for p in points}
    return [shadow[q] for q in extreme_points(shadow)]
