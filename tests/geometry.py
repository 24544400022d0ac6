"""Point sets that are hard on exact geometry, and two independent ways to know the right answers."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from fractions import Fraction

import ppl
from hypothesis import strategies as st

from spi_verify.games.linear import Constraint
from spi_verify.games.points import IntegerPoints
from spi_verify.games.rationals import Payoff

PointList = list[tuple[int, ...]]


@st.composite
def point_lists(draw: st.DrawFn, dimensions: Sequence[int] = (1, 2, 3, 4), most: int = 12) -> PointList:
    """Small point sets, most of them degenerate: equal, collinear, flat, zero-sum, with ties, or huge."""
    n = draw(st.sampled_from(dimensions))
    size = draw(st.sampled_from([1, 2, 4, 10**7, 2**51, 10**30]))
    entry = st.integers(-size, size)
    points = draw(st.lists(st.tuples(*[entry] * n), min_size=1, max_size=most))
    kind = draw(st.sampled_from(["as it is", "zero-sum", "equal", "collinear", "flat", "duplicates", "near"]))
    if kind == "zero-sum":
        points = [(*p[:-1], -sum(p[:-1])) for p in points]
    elif kind == "equal":
        points = points[:1] * len(points)
    elif kind == "collinear":
        steps = draw(st.lists(st.integers(0, 4), min_size=1, max_size=most))
        points = [tuple(a + k * (b - a) for a, b in zip(points[0], points[-1], strict=True)) for k in steps]
    elif kind == "flat":
        points = [(*p[:-1], p[0]) for p in points]
    elif kind == "duplicates":
        points = [*points, *points[: most // 2]]
    elif kind == "near":  # on a line but for the last digit: beyond what floats of huge numbers can see
        nudges = draw(
            st.lists(st.tuples(st.integers(0, 3), *[st.integers(-1, 1)] * n), min_size=1, max_size=most)
        )
        points = [tuple(size * k + d for d in nudge) for k, *nudge in nudges]
    return points


def rational(points: PointList, denominator: int = 1) -> list[Payoff]:
    """The points as payoff vectors over a denominator."""
    return [tuple(Fraction(v, denominator) for v in p) for p in points]


def table(points: PointList) -> IntegerPoints:
    """The points as a table."""
    return IntegerPoints.of(rational(points))


def improves(q: Sequence[Fraction | int], p: Sequence[Fraction | int]) -> bool:
    """Tell whether q Pareto-improves on p."""
    return all(a >= b for a, b in zip(q, p, strict=True)) and tuple(q) != tuple(p)


def naive_contains(points: list[Payoff], x: Payoff) -> bool:
    """Caratheodory: x is in the hull if it is a mixture of n + 1 or fewer affinely independent points."""
    n = len(x)
    for size in range(1, n + 2):
        for chosen in itertools.combinations(sorted(set(points)), size):
            weights = _solve(
                [[*(p[i] for p in chosen), x[i]] for i in range(n)] + [[Fraction(1)] * (size + 1)], size
            )
            if weights is not None and min(weights) >= 0:
                return True
    return False


def _solve(rows: list[list[Fraction]], unknowns: int) -> list[Fraction] | None:
    """Gauss-Jordan elimination; None unless there is exactly one solution."""
    for column in range(unknowns):
        pivot = next((r for r in range(column, len(rows)) if rows[r][column]), None)
        if pivot is None:
            return None
        rows[column], rows[pivot] = rows[pivot], rows[column]
        rows[column] = [v / rows[column][column] for v in rows[column]]
        for r in range(len(rows)):
            if r != column and rows[r][column]:
                factor = rows[r][column]
                rows[r] = [a - factor * b for a, b in zip(rows[r], rows[column], strict=True)]
    if any(row[-1] for row in rows[unknowns:]):
        return None
    return [row[-1] for row in rows[:unknowns]]


class Polyhedron:
    """The convex hull of integer points, minus the orthant if ``downward``, in PPL (exact)."""

    def __init__(self, points: PointList, *, downward: bool = False) -> None:
        self.n = len(points[0])
        generators = ppl.Generator_System()
        for p in points:
            generators.insert(ppl.point(_linear(p)))
        for i in range(self.n if downward else 0):
            generators.insert(ppl.ray(-1 * ppl.Variable(i)))
        self.polyhedron = ppl.C_Polyhedron(generators)

    def vertices(self) -> set[Payoff]:
        """Return the vertices."""
        points = [g for g in self.polyhedron.minimized_generators() if g.is_point()]
        return {tuple(Fraction(int(c), int(g.divisor())) for c in self._padded(g)) for g in points}

    def _padded(self, generator: ppl.Generator) -> list[int]:
        found = [int(c) for c in generator.coefficients()]
        return found + [0] * (self.n - len(found))

    def contains(self, x: Payoff) -> bool:
        """Tell whether the point x is in it."""
        divisor = math.lcm(*(v.denominator for v in x))
        point = ppl.point(_linear([int(v * divisor) for v in x]), divisor)
        return bool(self.polyhedron.contains(ppl.C_Polyhedron(ppl.Generator_System(point))))

    def maximum(self, objective: Sequence[int], constraints: Sequence[Constraint]) -> Fraction | None:
        """Return the greatest value of the objective under integer constraints, None if there is no point."""
        part = ppl.C_Polyhedron(self.polyhedron)
        for c in constraints:
            left, right = _linear([int(a) for a in c.coefficients]), int(c.bound)
            part.add_constraint(left <= right if c.relation == "<=" else left == right)
        if part.is_empty():
            return None
        found = part.maximize(_linear(objective))
        return Fraction(int(found["sup_n"]), int(found["sup_d"]))


def _linear(coefficients: Sequence[int]) -> ppl.Linear_Expression:
    total = ppl.Linear_Expression(0)
    for i, c in enumerate(coefficients):
        total = total + int(c) * ppl.Variable(i)
    return total
