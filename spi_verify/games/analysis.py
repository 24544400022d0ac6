"""A game seen from section 3: equilibria, the efficient frontier, the Pareto meet, the projections."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import Generic, TypeVar

import numpy as np

from spi_verify.errors import Refusal
from spi_verify.games.feasible import FeasibleSet, feasible_set
from spi_verify.games.game import Game, maximin
from spi_verify.games.points import Table
from spi_verify.games.rationals import Payoff, show

MOST_LISTED = 50
"""Most equilibria, efficient points and outcomes that a report lists by name."""

MOST_MEET_POINTS = 5000
"""Most different meet points whose feasibility in the hull is decided, one by one."""

T = TypeVar("T")


@dataclass(frozen=True)
class Unanswered:
    """A question whose exact answer is not available, with the reason."""

    reason: str


@dataclass(frozen=True)
class Listing(Generic[T]):
    """The first members of a list, and how many it has in all."""

    shown: tuple[T, ...]
    total: int

    @property
    def hidden(self) -> int:
        """How many members are not shown."""
        return self.total - len(self.shown)


@dataclass(frozen=True)
class NamedOutcome:
    """A pure outcome by its action names, with its exact payoffs."""

    name: str
    payoff: Payoff


@dataclass(frozen=True)
class EfficientPoint:
    """An efficient payoff vector and the pure outcomes that pay it."""

    payoff: Payoff
    outcomes: Listing[str]


@dataclass(frozen=True)
class MeetRow:
    """What def-5 says about one pure outcome: its meet point, and each player's projection as text.

    ``projections[i]`` is PMP_i, ``∅`` when it is empty.
    """

    outcome: NamedOutcome
    meet: Payoff
    meet_feasible: bool | Unanswered
    projections: tuple[str | Unanswered, ...]


@dataclass(frozen=True)
class MeetCount:
    """How many pure outcomes have a feasible meet point."""

    feasible: int
    total: int

    @property
    def all(self) -> bool:
        """Whether every pure outcome has one (the variant ``meet-feasible``)."""
        return self.feasible == self.total


@dataclass(frozen=True)
class GameReport:
    """Every answer of :func:`analyse`; payoffs are exact, an :class:`Unanswered` says why there is none.

    ``scale`` is each player's common denominator; ``constant_sum`` the sum of payoffs if it is the same in
    all outcomes. ``frontier_box_feasible``: every payoff point between the PMM and the frontier is feasible.
    """

    title: str
    players: tuple[str, ...]
    shape: tuple[int, ...]
    size: int
    notes: tuple[str, ...]
    model: str
    scale: tuple[int, ...]
    lowest: Payoff
    best: Payoff
    maximin: Payoff
    constant_sum: Fraction | None
    equilibria: Listing[NamedOutcome]
    efficient: Listing[EfficientPoint] | Unanswered
    pmm: Payoff | Unanswered
    pmm_feasible: bool | Unanswered
    frontier_box_feasible: bool | Unanswered
    meets: MeetCount | Unanswered
    outcomes: Listing[MeetRow] | Unanswered

    @property
    def zero_sum(self) -> bool:
        """Whether the payoffs sum to zero in every outcome."""
        return self.constant_sum == 0

    def to_json(self) -> dict[str, object]:
        """Return the report as JSON-ready values, numbers as exact strings. Never fails."""
        return {
            "title": self.title,
            "players": list(self.players),
            "shape": list(self.shape),
            "outcomes": self.size,
            "notes": list(self.notes),
            "model": self.model,
            "scale": [show(Fraction(s)) for s in self.scale],
            "lowest": _json(self.lowest),
            "best": _json(self.best),
            "maximin": _json(self.maximin),
            "constant_sum": None if self.constant_sum is None else show(self.constant_sum),
            "zero_sum": self.zero_sum,
            "pure_equilibria": _json(self.equilibria),
            "efficient": _json(self.efficient),
            "pmm": _json(self.pmm),
            "pmm_feasible": _json(self.pmm_feasible),
            "frontier_box_feasible": _json(self.frontier_box_feasible),
            "meet_points": _json(self.meets),
            "per_outcome": _json(self.outcomes),
        }


def analyse(game: Game, model: str = "hull", *, most_listed: int = MOST_LISTED) -> GameReport:
    """Return the exact section-3 picture of a game in the ``hull`` or ``pure`` model.

    At most ``most_listed`` equilibria, efficient points and outcomes are listed; all are counted. Questions
    beyond the exact methods are carried as text. Raises InputError for another model.

    >>> game = Game.build("Chicken", ("A", "B"), (("Swerve", "Dare"),) * 2, [(3, 3), (1, 4), (4, 1), (0, 0)])
    >>> report = analyse(game)
    >>> _json(report.pmm), [outcome.name for outcome in report.equilibria.shown]
    (['1', '1'], ['(Swerve, Dare)', '(Dare, Swerve)'])

    Paper node: `def-5`
    """
    return analyse_feasible(feasible_set(game, model), most_listed=most_listed)


def analyse_feasible(feasible: FeasibleSet, *, most_listed: int = MOST_LISTED) -> GameReport:
    """Return the same of the game behind a feasible set, which may be a union of parts.

    Paper node: `def-5`
    """
    game, points = feasible.game, feasible.game.points
    return GameReport(
        title=game.title,
        players=game.players,
        shape=game.shape,
        size=game.size,
        notes=game.notes,
        model=feasible.model,
        scale=tuple(points.scale),
        lowest=tuple(Fraction(int(points.rows[:, i].min()), s) for i, s in enumerate(points.scale)),
        best=feasible.best(),
        maximin=maximin(game),
        constant_sum=constant_sum(game),
        equilibria=_listed(game, pure_equilibria(game), most_listed),
        efficient=_answer(lambda: _efficient(feasible, most_listed)),
        pmm=_answer(feasible.pmm),
        pmm_feasible=_answer(feasible.pmm_feasible),
        frontier_box_feasible=_answer(feasible.frontier_box_feasible),
        meets=_answer(lambda: _count_meets(feasible)),
        outcomes=_answer(lambda: _outcomes(feasible, most_listed)),
    )


def pure_equilibria(game: Game) -> list[int]:
    """Return the rows of the pure Nash equilibria: no player gains by another action of its own. Never fails.

    >>> game = Game.build("", ("A", "B"), (("c", "d"), ("c", "d")), [(2, 2), (0, 3), (3, 0), (1, 1)])
    >>> [game.profile(row) for row in pure_equilibria(game)]
    [(1, 1)]
    """
    stable = np.ones(game.shape, dtype=bool)
    for i in range(game.n):
        table = game.points.rows[:, i].reshape(game.shape)
        stable &= np.asarray(table == table.max(axis=i, keepdims=True), dtype=bool)
    return [int(row) for row in np.flatnonzero(stable)]


def constant_sum(game: Game) -> Fraction | None:
    """Return the sum of the players' payoffs if it is the same in every outcome, else None. Never fails.

    >>> constant_sum(Game.build("", ("A", "B"), (("x",), ("y", "z")), [(1, -1), ("1/3", "-1/3")]))
    Fraction(0, 1)
    """
    common = math.lcm(*game.points.scale)
    rows = game.points.rows
    factors = [common // s for s in game.points.scale]
    if rows.dtype != object and max(factors) * int(np.abs(rows).max()) * game.n >= 2**62:
        rows = rows.astype(object)
    sums = sum(rows[:, i] * factor for i, factor in enumerate(factors))
    assert isinstance(sums, np.ndarray)
    return Fraction(int(sums[0]), common) if bool(np.all(sums == sums[0])) else None


def _answer(question: Callable[[], T]) -> T | Unanswered:
    try:
        return question()
    except Refusal as refusal:
        return Unanswered(str(refusal))


def _listed(game: Game, rows: list[int], most: int) -> Listing[NamedOutcome]:
    return Listing(tuple(_named(game, row) for row in rows[:most]), len(rows))


def _named(game: Game, row: int) -> NamedOutcome:
    return NamedOutcome(game.name(game.profile(row)), game.points.payoff(row))


def _efficient(feasible: FeasibleSet, most: int) -> Listing[EfficientPoint]:
    points = feasible.efficient_vertices()
    return Listing(
        tuple(EfficientPoint(p, _paying(feasible.game, p, most)) for p in points[:most]), len(points)
    )


def _paying(game: Game, payoff: Payoff, most: int) -> Listing[str]:
    """Return the pure outcomes that pay exactly ``payoff``, which some outcome does."""
    rows = game.points.rows
    wanted = _scaled(game, payoff, rows)
    found = np.flatnonzero(np.asarray(rows == wanted, dtype=bool).all(axis=1))
    return Listing(tuple(game.name(game.profile(int(row))) for row in found[:most]), len(found))


def _scaled(game: Game, payoff: Payoff, like: Table) -> Table:
    """Return a payoff vector, each entry of which some outcome pays, in the integers of the table."""
    return np.array([int(v * s) for v, s in zip(payoff, game.points.scale, strict=True)], dtype=like.dtype)


def _count_meets(feasible: FeasibleSet) -> MeetCount:
    game = feasible.game
    rows = game.points.rows
    # The PMM is made of payoffs of efficient vertices, which are outcomes, so it is a row of integers too.
    meets = np.maximum(rows, _scaled(game, feasible.pmm(), rows))
    moved = np.asarray(meets != rows, dtype=bool).any(axis=1)
    counts: dict[tuple[int, ...], int] = {}
    for meet in map(tuple, meets[moved].tolist()):
        counts[meet] = counts.get(meet, 0) + 1
    # An outcome that is its own meet point is feasible, so only the moved ones can fail.
    missing = sum(counts[meet] for meet in _infeasible(feasible, list(counts)))
    return MeetCount(game.size - missing, game.size)


def _infeasible(feasible: FeasibleSet, meets: list[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """Return those of the meet points, in the table's integers, that are not feasible."""
    game = feasible.game
    if feasible.model == "pure":
        paid = set(map(tuple, game.points.rows.tolist()))
        return [meet for meet in meets if meet not in paid]
    if len(meets) > MOST_MEET_POINTS:
        raise Refusal(
            f"there are {len(meets):,} different meet points; at most {MOST_MEET_POINTS:,} are decided"
        )
    return [meet for meet in meets if not feasible.contains(_unscaled(game, meet))]


def _unscaled(game: Game, row: Iterable[int]) -> Payoff:
    return tuple(Fraction(v, s) for v, s in zip(row, game.points.scale, strict=True))


def _outcomes(feasible: FeasibleSet, most: int) -> Listing[MeetRow]:
    game = feasible.game
    known: dict[Payoff, MeetRow] = {}
    shown: list[MeetRow] = []
    for row in range(min(game.size, most)):
        outcome = _named(game, row)
        if outcome.payoff not in known:
            known[outcome.payoff] = _meet_row(feasible, outcome)
        same = known[outcome.payoff]
        shown.append(MeetRow(outcome, same.meet, same.meet_feasible, same.projections))
    return Listing(tuple(shown), game.size)


def _meet_row(feasible: FeasibleSet, outcome: NamedOutcome) -> MeetRow:
    meet = feasible.meet_point(outcome.payoff)
    return MeetRow(
        outcome,
        meet,
        _answer(partial(feasible.contains, meet)),
        tuple(_answer(partial(_projection, feasible, i, outcome.payoff)) for i in range(feasible.n)),
    )


def _projection(feasible: FeasibleSet, i: int, payoff: Payoff) -> str:
    return str(feasible.pmp(i, payoff))


def _json(value: object) -> object:
    """Return one field of a report in JSON: exact numbers as strings, dataclasses as objects."""
    match value:
        case Unanswered(reason):
            return {"unanswered": reason}
        case Listing(shown, total):
            return {"shown": [_json(member) for member in shown], "total": total}
        case NamedOutcome(name, payoff):
            return {"outcome": name, "payoff": _json(payoff)}
        case EfficientPoint(payoff, outcomes):
            return {"payoff": _json(payoff), "outcomes": _json(outcomes)}
        case MeetCount(feasible, total):
            return {"feasible": feasible, "total": total, "all": value.all}
        case MeetRow(outcome, meet, meet_feasible, projections):
            return {
                "outcome": outcome.name,
                "payoff": _json(outcome.payoff),
                "meet": _json(meet),
                "meet_feasible": _json(meet_feasible),
                "pmp": [_json(text) for text in projections],
            }
        case tuple():
            return [_json(member) for member in value]
        case Fraction():
            return show(value)
        case _:
            return value
