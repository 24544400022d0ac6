"""F as a finite union of polytopes: lotteries within a part, a set of profiles, but not across parts."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import cached_property

from spi_verify.errors import InputError, Refusal
from spi_verify.games.cells import Cell
from spi_verify.games.feasible import FeasibleSet
from spi_verify.games.frontier import efficient_pieces
from spi_verify.games.game import Game, Profile
from spi_verify.games.hull import Hull
from spi_verify.games.linear import Constraint, all_at_least, at_least, at_most, equals
from spi_verify.games.points import IntegerPoints
from spi_verify.games.polytope import Polytope
from spi_verify.games.rationals import Payoff
from spi_verify.games.sets import OutcomeSet

Parts = tuple[tuple[Profile, ...], ...]


class UnionSet(FeasibleSet):
    """F as the union of the hulls of some sets of profiles: the simplest feasible sets that are connected, not convex.

    An outcome is a lottery over the profiles of one part. Every profile is in a part. Errors: InputError for a part
    without profiles and for a profile in no part.

    >>> corners = ((Fraction(3), Fraction(1)), (Fraction(0), Fraction(0)), (Fraction(1), Fraction(3)))
    >>> game = Game.build("", ("A", "B"), (("a", "b", "c"), ("-",)), corners)
    >>> bent = UnionSet(game, (((0, 0), (1, 0)), ((1, 0), (2, 0))))
    >>> bent.connected(), bent.convex(), bent.contains((Fraction(2), Fraction(2)))
    (True, False, False)
    >>> print(bent.pmp(0, (Fraction(2, 3), Fraction(2))))
    ∅

    Paper node: `def-5`
    """

    model = "union"

    def __init__(self, game: Game, parts: Parts) -> None:
        super().__init__(game)
        missing = set(game.profiles()) - {p for part in parts for p in part}
        if missing or not all(parts):
            raise InputError(
                "the parts of the feasible set do not fit",
                place="parts",
                expected="non-empty lists of profiles, in which every profile stands",
                found=f"{game.name(min(missing))} in none" if missing else "a part without profiles",
            )
        self.parts = parts
        self._hulls = [Hull(IntegerPoints.of([game.payoff(p) for p in part])) for part in parts]
        self.polytopes = tuple(Polytope.hull([game.payoff(p) for p in part]) for part in parts)

    def contains(self, x: Payoff) -> bool:
        self._check_length(x)
        return any(hull.contains(x) for hull in self._hulls)

    def lottery(self, x: Payoff) -> tuple[tuple[Profile, Fraction], ...]:
        self._check_feasible(x)
        part, hull = next((p, h) for p, h in zip(self.parts, self._hulls, strict=True) if h.contains(x))
        weights = hull.weights(x)
        assert weights is not None  # it contains x
        return tuple(sorted((part[row], weight) for row, weight in weights.items()))

    def vertices(self) -> tuple[Payoff, ...]:
        """Return the extreme points of all parts, sorted."""
        return tuple(sorted({v for polytope in self.polytopes for v in polytope.vertices}))

    def efficient_vertices(self) -> tuple[Payoff, ...]:
        return tuple(v for v in self.vertices() if self.improvement(v) is None)

    def improvement(self, x: Payoff) -> Payoff | None:
        self._check_length(x)
        floor, one = all_at_least(x), (Fraction(1),) * self.n
        found = [best for hull in self._hulls if (best := hull.maximise(one, floor)) is not None]
        best = max(found, key=lambda v: (sum(v), v), default=x)
        return None if best == x else best

    @cached_property
    def _pmm(self) -> Payoff:
        """The least payoffs over the closures of the efficient pieces, if efficient corners have them.

        The efficient points of a union need not form a closed set, so there may be no least payoff.
        """
        corners = {v for piece in efficient_pieces(self.polytopes) for v in piece.closure.vertices}
        efficient = self.efficient_vertices() + tuple(v for v in corners if self.improvement(v) is None)
        least = tuple(map(min, zip(*corners, strict=True)))
        if not efficient or least != tuple(map(min, zip(*efficient, strict=True))):
            raise Refusal(
                "the least payoff in efficient outcomes is not attained at a corner of the frontier"
            )
        return least

    def cut(self, constraints: Sequence[Constraint]) -> OutcomeSet:
        cuts = (polytope.clip_all(constraints) for polytope in self.polytopes)
        return self.union(part for part in cuts if part is not None)

    def union(self, polytopes: Iterable[Polytope]) -> OutcomeSet:
        """Return the union of polytopes as a set of payoff vectors."""
        return OutcomeSet.of(self, [Cell(p, p.facets()) for p in polytopes])

    def hull_of(self, points: Iterable[Payoff]) -> OutcomeSet:
        raise Refusal("a union of parts has no lotteries across parts, so a convex hull need not be feasible")

    def frontier_box_feasible(self) -> bool:
        raise Refusal("boxes between the PMM and the frontier of a union of parts are not decided")

    def connected(self) -> bool:
        """Tell whether F is connected: whether one gets from any part to any other through parts that touch.

        A connected union of finitely many polytopes is a continuous image of an interval.
        """
        reached, todo = {0}, [0]
        while todo:
            here = self.polytopes[todo.pop()]
            near = {
                k for k, other in enumerate(self.polytopes) if here.clip_all(other.facets()) is not None
            } - reached
            reached |= near
            todo += near
        return len(reached) == len(self.polytopes)

    def convex(self) -> bool:
        """Tell whether F is convex: whether the hull of all parts is in their union."""
        return self.union([Polytope.hull(self.vertices())]) <= self.cut([])

    def deciding(self) -> Iterable[Payoff]:
        """Return outcomes that decide whether *every* PMP is non-empty, and whether every meet point is feasible.

        They are the corners of the pieces into which the hyperplanes u_k = m_k cut the parts, and where one of the two
        statements fails, an outcome at which it does. On a piece the meet point is an affine function of the outcome;
        PMP_i is non-empty where the meet point is below a point of F in direction i.

        Paper node: `def-5`
        """
        found: list[Payoff] = []
        m, span = self.pmm(), max(max(v) - min(v) for v in zip(*self.vertices(), strict=True)) + 1
        for polytope in self.polytopes:
            for high in itertools.product((True, False), repeat=self.n):
                sides = [(at_least if above else at_most)(k, self.n, m[k]) for k, above in enumerate(high)]
                piece = polytope.clip_all(sides)
                if piece is None:
                    continue
                found += piece.vertices
                meets = self.union([Polytope.hull([self.meet_point(v) for v in piece.vertices])])
                allowed = [self.cut([]), *(self._below(i, span) for i in range(self.n))]
                for outside in (meets.outside(points) for points in allowed):
                    if outside is not None:
                        same = [equals(k, self.n, outside[k]) for k, above in enumerate(high) if above]
                        a = piece.clip_all(same)
                        assert a is not None  # some outcome of the piece has that meet point
                        found.append(a.vertices[0])
        return tuple(dict.fromkeys(found))

    def _below(self, i: int, span: Fraction) -> OutcomeSet:
        """The payoff vectors from which raising player i's payoff, by at most ``span``, leads into F."""

        def lowered(v: Payoff) -> Payoff:
            return tuple(x - span if k == i else x for k, x in enumerate(v))

        return self.union(Polytope.hull([*p.vertices, *map(lowered, p.vertices)]) for p in self.polytopes)
