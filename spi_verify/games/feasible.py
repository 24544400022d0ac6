"""Feasible sets: which payoff vectors a game allows, its efficient frontier, and the Pareto meet minimum."""

from __future__ import annotations

import itertools
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import cached_property
from math import ceil, lcm
from typing import Literal

import numpy as np
import numpy.typing as npt

from spi_verify.errors import InputError, Refusal
from spi_verify.games.cells import Cell, point_cell
from spi_verify.games.game import Game, Profile
from spi_verify.games.hull import Hull, efficient_vertices, hull_vertices, nondominated
from spi_verify.games.linear import Constraint, all_at_least, all_hold, at_least, at_most, equals
from spi_verify.games.polytope import Polytope
from spi_verify.games.rationals import Payoff, show_point
from spi_verify.games.sets import OutcomeSet
from spi_verify.games.spans import reduced

Model = Literal["hull", "pure", "union"]
MOST_CORNERS = 200_000
MOST_PROJECTIONS = 4096
"""Most projections that a feasible set keeps."""
FEW_VERTICES = 40
"""Up to so many vertices of two players' payoffs, clipping the polygon is quicker than linear programs."""


class FeasibleSet(ABC):
    """The feasible payoff vectors of a game, in one of the two models of theory.md section 1.

    ``game`` is the game, ``n`` its number of players, ``model`` is ``"hull"`` (lotteries over outcomes) or
    ``"pure"`` (outcomes only). Payoffs are exact, one entry per player. Make one with :func:`feasible_set`.

    >>> outcomes = [(3, 1), (0, 0), (0, 0), (1, 3)]
    >>> F = feasible_set(Game.build("", ("A", "B"), (("a", "b"), ("a", "b")), outcomes), "hull")
    >>> zero, fair = (Fraction(0), Fraction(0)), (Fraction(2), Fraction(2))
    >>> print(show_point(F.pmm()), show_point(F.best()), F.pmm_feasible(), F.frontier_box_feasible())
    (1, 1) (3, 3) True True
    >>> print(F.pmp(0, zero), F.points([fair]), F.cut([equals(0, 2, Fraction(0))]), F.empty())
    conv{(1, 1), (3, 1)} {(2, 2)} {(0, 0)} ∅
    >>> F.is_efficient(fair), F.improvement(fair), F.lottery(zero)
    (True, None, (((0, 1), Fraction(1, 1)),))

    Paper node: `def-5`
    """

    model: Model

    def __init__(self, game: Game) -> None:
        self.game = game
        self.n = game.n

    @abstractmethod
    def contains(self, x: Payoff) -> bool:
        """Tell whether the payoff vector ``x`` is feasible (InputError when it has the wrong length)."""

    @abstractmethod
    def lottery(self, x: Payoff) -> tuple[tuple[Profile, Fraction], ...]:
        """Return outcomes with positive weights (sum 1) whose lottery pays exactly ``x``.

        Hull: at most n + 1 outcomes. Pure: the first outcome that pays ``x``. InputError if infeasible.
        """

    @abstractmethod
    def vertices(self) -> tuple[Payoff, ...]:
        """Return the extreme points of the feasible set (pure: all its points), sorted."""

    @abstractmethod
    def efficient_vertices(self) -> tuple[Payoff, ...]:
        """Return the efficient extreme points of the hull (pure: the efficient points), sorted."""

    @abstractmethod
    def improvement(self, x: Payoff) -> Payoff | None:
        """Return an efficient feasible point that Pareto-improves on ``x``, or None.

        ``x`` is any payoff vector, feasible or not (InputError when it has the wrong length).
        """

    @abstractmethod
    def cut(self, constraints: Sequence[Constraint]) -> OutcomeSet:
        """Return ``{u in F : constraints}``; with no constraint, all of F."""

    @abstractmethod
    def hull_of(self, points: Iterable[Payoff]) -> OutcomeSet:
        """Return the convex hull of feasible points; ∅ of none.

        InputError for an infeasible point; Refusal in the pure model, where F is not convex, and for hulls
        whose facets are beyond the exact method's limit.
        """

    @abstractmethod
    def frontier_box_feasible(self) -> bool:
        """Tell whether every payoff vector between the PMM and the frontier is feasible.

        That is, whether ``u^PMM ⪯ y ⪯ e`` for some efficient e implies that y is feasible: one reading of
        prop-5's "F contains the Pareto meet".

        Paper node: `prop-5`
        """

    def is_efficient(self, x: Payoff) -> bool:
        """Tell whether ``x`` is feasible and no feasible point Pareto-improves on it."""
        return self.contains(x) and self.improvement(x) is None

    @cached_property
    def _pmm(self) -> Payoff:
        return tuple(map(min, zip(*self.efficient_vertices(), strict=True)))

    def pmm(self) -> Payoff:
        """Return the Pareto meet minimum: player by player, the least payoff in any efficient outcome.

        In the hull model the minimum is attained at an efficient *vertex*. The set of efficient points of a
        polytope is a union of faces: a point is efficient exactly when it maximises some strictly positive
        weighting, and the maximisers of one weighting are a face, all of whose points are efficient. A linear
        function on a face, such as u_i, is least at a vertex of the face, and that vertex is efficient. The
        efficient points among the pure outcomes alone would give another, wrong answer: a mixture of others
        can dominate one of them.

        >>> outcomes = [(0, 4), (3, 3), (4, 0), (1, 3)]
        >>> game = Game.build("", ("A", "B"), (("a", "b"), ("c", "d")), outcomes)
        >>> feasible_set(game, "hull").pmm(), feasible_set(game, "pure").pmm()
        ((Fraction(0, 1), Fraction(0, 1)), (Fraction(0, 1), Fraction(0, 1)))

        Paper node: `def-5`
        """
        return self._pmm

    def best(self) -> Payoff:
        """Return, per player, the greatest feasible payoff (u*_i of prop-5).

        Paper node: `prop-5`
        """
        points = self.game.points
        return tuple(Fraction(int(points.rows[:, i].max()), s) for i, s in enumerate(points.scale))

    def meet_point(self, x: Payoff) -> Payoff:
        """Return the meet point of ``x``: player by player, the greater of ``x`` and the PMM.

        InputError when ``x`` has the wrong length.

        Paper node: `def-5`
        """
        self._check_length(x)
        return tuple(map(max, self.pmm(), x))

    def pmp(self, i: int, x: Payoff) -> OutcomeSet:
        """Return the Pareto meet projection of an outcome that pays ``x``, ``i`` 0-based; maybe ∅.

        ``{ b in F : u_i(b) >= max(m_i, x_i), u_j(b) = max(m_j, x_j) for j ≠ i }``. InputError when there is
        no such player or ``x`` has the wrong length.

        Paper node: `def-5`
        """
        if not 0 <= i < self.n:
            raise InputError("no such player", expected=f"an index below {self.n}", found=str(i))
        key = (i, self.meet_point(x))
        if key not in self._projections:
            if len(self._projections) >= MOST_PROJECTIONS:
                self._projections.clear()
            self._projections[key] = self._projection(*key)
        return self._projections[key]

    @cached_property
    def _projections(self) -> dict[tuple[int, Payoff], OutcomeSet]:
        """Projections that were asked for, by player and meet point: hypotheses ask for the same ones often."""
        return {}

    def _projection(self, i: int, meet: Payoff) -> OutcomeSet:
        return self.cut(
            [at_least(j, self.n, v) if j == i else equals(j, self.n, v) for j, v in enumerate(meet)]
        )

    def pmm_feasible(self) -> bool:
        """Tell whether the Pareto meet minimum is a feasible payoff vector.

        Paper node: `prop-5`
        """
        return self.contains(self.pmm())

    def points(self, points: Iterable[Payoff]) -> OutcomeSet:
        """Return the finite set of the given feasible payoff vectors; InputError if one is infeasible."""
        distinct = list(dict.fromkeys(points))
        for x in distinct:
            self._check_feasible(x)
        return OutcomeSet.of(self, [point_cell(x) for x in distinct])

    def empty(self) -> OutcomeSet:
        """Return the empty set of outcomes."""
        return OutcomeSet(self, ())

    def _check_length(self, x: Payoff) -> None:
        if len(x) != self.n:
            raise InputError(
                "a payoff vector has the wrong length", expected=f"{self.n} numbers", found=show_point(x)
            )

    def _check_feasible(self, x: Payoff) -> None:
        if not self.contains(x):
            raise InputError(
                "the payoff vector is not feasible",
                expected="a payoff vector of some outcome"
                if self.model == "pure"
                else "a point of the convex hull of the outcomes' payoff vectors",
                found=show_point(x),
            )


def feasible_set(game: Game, model: str) -> FeasibleSet:
    """Return the feasible set of ``game`` in the model ``hull`` or ``pure``; InputError for any other.

    A ``union`` (:class:`spi_verify.games.union.UnionSet`) needs to know its parts too, which only a scenario names.

    >>> game = Game.build("", ("A", "B"), (("a", "b"), ("c",)), [(0, 2), (2, 0)])
    >>> [feasible_set(game, model).contains((Fraction(1), Fraction(1))) for model in ("hull", "pure")]
    [True, False]

    Paper node: `def-5`
    """
    if model == "hull":
        return HullSet(game)
    if model == "pure":
        return PureSet(game)
    raise InputError("no such model of the feasible set", place="model", expected="hull or pure", found=model)


class HullSet(FeasibleSet):
    """F as the convex hull of the outcomes' payoff vectors: an outcome is a lottery over pure profiles."""

    model: Model = "hull"

    def __init__(self, game: Game) -> None:
        super().__init__(game)
        self._hull = Hull(game.points)

    def contains(self, x: Payoff) -> bool:
        self._check_length(x)
        return self._hull.contains(x)

    def lottery(self, x: Payoff) -> tuple[tuple[Profile, Fraction], ...]:
        self._check_length(x)
        weights = self._hull.weights(x)
        if weights is None:
            self._check_feasible(x)
            raise AssertionError("the hull gave no weights for a point that it contains")
        return tuple((self.game.profile(row), weight) for row, weight in sorted(weights.items()))

    @cached_property
    def _vertices(self) -> tuple[Payoff, ...]:
        return tuple(sorted(map(self.game.points.payoff, hull_vertices(self.game.points))))

    def vertices(self) -> tuple[Payoff, ...]:
        return self._vertices

    @cached_property
    def _efficient_vertices(self) -> tuple[Payoff, ...]:
        return tuple(sorted(map(self.game.points.payoff, efficient_vertices(self.game.points))))

    def efficient_vertices(self) -> tuple[Payoff, ...]:
        return self._efficient_vertices

    def improvement(self, x: Payoff) -> Payoff | None:
        # It maximises the sum over the points u ⪰ x: what improved on it would be there too, of greater sum.
        self._check_length(x)
        best = self._hull.maximise((Fraction(1),) * self.n, all_at_least(x))
        return None if best == x else best

    def cut(self, constraints: Sequence[Constraint]) -> OutcomeSet:
        constraints = tuple(dict.fromkeys(constraints))
        small = (
            self.n == 2 and len(self._vertices) <= FEW_VERTICES
        )  # a polygon is quicker clipped than searched
        line = None if small else self._line(constraints)
        part = self._polytope.clip_all(constraints) if line is None else self._on_line(line, constraints)
        return OutcomeSet.of(self, [Cell(part, constraints)] if part else [])

    @cached_property
    def corners(self) -> tuple[Payoff, ...]:
        """The vertices of the pieces into which the hyperplanes u_k = m_k cut the feasible set.

        Paper node: `def-5`
        """
        pieces = itertools.product((at_least, at_most), repeat=self.n)
        found = (
            self.cut([side(k, self.n, self.pmm()[k]) for k, side in enumerate(sides)]) for sides in pieces
        )
        return tuple(dict.fromkeys(vertex for piece in found for vertex in piece.vertices()))

    @cached_property
    def _polytope(self) -> Polytope:
        return Polytope.hull(self._vertices)

    def _line(self, constraints: tuple[Constraint, ...]) -> list[Fraction] | None:
        """A direction along the affine space that the equalities leave, if that is a line or a point (0)."""
        basis, pivots = reduced([c.coefficients for c in constraints if c.relation == "=="])
        if len(pivots) < self.n - 1:
            return None
        free = [k for k in range(self.n) if k not in pivots]
        direction = [Fraction(int(k in free)) for k in range(self.n)]
        for row, pivot in zip(basis, pivots, strict=True):
            direction[pivot] = -sum((row[k] for k in free), Fraction(0))
        return direction

    def _on_line(self, direction: list[Fraction], constraints: tuple[Constraint, ...]) -> Polytope | None:
        """The cut between its ends, by linear programs: a projection PMP_i needs no facets of all of F."""
        ends = [self._hull.maximise([sign * a for a in direction], constraints) for sign in (1, -1)]
        found = [end for end in ends if end is not None]
        return Polytope.hull(found) if found else None

    def hull_of(self, points: Iterable[Payoff]) -> OutcomeSet:
        distinct = list(dict.fromkeys(points))
        for x in distinct:
            self._check_feasible(x)
        if not distinct:
            return self.empty()
        polytope = Polytope.hull(distinct)
        return OutcomeSet.of(self, [Cell(polytope, polytope.facets())])

    def frontier_box_feasible(self) -> bool:
        """Tell whether every payoff vector between the PMM and the frontier is feasible.

        Exact, and enough to look at the corners of the boxes [PMM, e] for efficient *vertices* e: taking some
        fixed coordinates from e and the others from the PMM is an affine map of e, the efficient set is a
        union of faces, and F is convex; so feasible corners at a face's vertices give feasible corners, hence
        feasible boxes, for all of the face. Refusal when there are more than MOST_CORNERS corners.

        Paper node: `prop-5`
        """
        if len(self._efficient_vertices) << self.n > MOST_CORNERS:
            raise Refusal(
                f"more than {MOST_CORNERS} corners between the PMM and the frontier would have to be checked"
            )
        boxes = (itertools.product(*zip(self.pmm(), e, strict=True)) for e in self._efficient_vertices)
        return all(map(self._hull.contains, dict.fromkeys(itertools.chain.from_iterable(boxes))))


class PureSet(FeasibleSet):
    """F as the finite set of the outcomes' payoff vectors: no lotteries."""

    model: Model = "pure"

    def contains(self, x: Payoff) -> bool:
        return self._rows_paying(x).size > 0

    def lottery(self, x: Payoff) -> tuple[tuple[Profile, Fraction], ...]:
        self._check_feasible(x)
        return ((self.game.profile(int(self._rows_paying(x)[0])), Fraction(1)),)

    def vertices(self) -> tuple[Payoff, ...]:
        return self._payoffs(np.ones(len(self.game.points), dtype=bool))

    @cached_property
    def _efficient(self) -> tuple[Payoff, ...]:
        return tuple(sorted(map(self.game.points.payoff, nondominated(self.game.points))))

    def efficient_vertices(self) -> tuple[Payoff, ...]:
        return self._efficient

    def improvement(self, x: Payoff) -> Payoff | None:
        # F is finite, so whatever improves on x is below or equal to an efficient point that does.
        self._check_length(x)
        floor = all_at_least(x)
        better = [e for e in self._efficient if e != x and all_hold(floor, e)]
        return max(better, key=lambda e: (sum(e), e), default=None)

    def cut(self, constraints: Sequence[Constraint]) -> OutcomeSet:
        keep = np.ones(len(self.game.points), dtype=bool)
        for constraint in constraints:
            keep &= self._satisfying(constraint)
        return OutcomeSet.of(self, [point_cell(x) for x in self._payoffs(keep)])

    def hull_of(self, points: Iterable[Payoff]) -> OutcomeSet:
        raise Refusal("the pure model has no lotteries, so convex hulls of outcomes are not sets of outcomes")

    def frontier_box_feasible(self) -> bool:
        """Tell whether every payoff vector between the PMM and the frontier is feasible, read literally.

        A box of more than one point holds infinitely many payoff vectors, and F is finite; so this holds only
        when the PMM is the only efficient point.

        Paper node: `prop-5`
        """
        return self._efficient == (self.pmm(),)

    def _rows_paying(self, x: Payoff) -> npt.NDArray[np.intp]:
        self._check_length(x)
        points = self.game.points
        scaled = [value * s for value, s in zip(x, points.scale, strict=True)]
        if any(value.denominator != 1 for value in scaled):
            return np.zeros(0, dtype=np.intp)
        target = [int(value) for value in scaled]
        if points.rows.dtype != object and any(abs(value) >= 2**62 for value in target):
            return np.zeros(0, dtype=np.intp)
        return np.flatnonzero((points.rows == np.array(target, dtype=points.rows.dtype)).all(axis=1))

    def _satisfying(self, constraint: Constraint) -> npt.NDArray[np.bool_]:
        """Which rows satisfy the constraint, in integers."""
        points = self.game.points
        weights = [a / s for a, s in zip(constraint.coefficients, points.scale, strict=True)]
        scale = lcm(*(w.denominator for w in weights))
        integers = [int(w * scale) for w in weights]
        bound = constraint.bound * scale
        rows = points.rows
        if rows.dtype != object and sum(map(abs, integers)) * int(abs(rows).max()) >= 2**62:
            rows = rows.astype(object)
        values = sum(rows[:, i] * w for i, w in enumerate(integers))
        # The values are integers: comparing with a rational bound is comparing with its floor.
        low, high = ceil(bound), bound.numerator // bound.denominator
        result = (values >= low) & (values <= high) if constraint.relation == "==" else values <= high
        return np.asarray(result, dtype=bool)

    def _payoffs(self, keep: npt.NDArray[np.bool_]) -> tuple[Payoff, ...]:
        """The distinct payoff vectors of the rows to keep, sorted."""
        points = self.game.points
        distinct = sorted({tuple(row) for row in points.rows[keep].tolist()})
        return tuple(
            tuple(Fraction(v, s) for v, s in zip(row, points.scale, strict=True)) for row in distinct
        )
