"""Where a run could end that breaks a bound: default outcomes, payoffs reachable from them, and the rounds between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, takewhile

import numpy as np

from spi_verify.errors import Refusal
from spi_verify.games.feasible import FeasibleSet
from spi_verify.games.game import Game, Profile
from spi_verify.games.linear import Constraint, all_at_least, all_hold, at_most
from spi_verify.games.rationals import Payoff
from spi_verify.games.sets import OutcomeSet
from spi_verify.search.tightness.bounds import Bound, closed
from spi_verify.search.tightness.clock import ENDLESS, Clock

MOST_STARTS = 300
"""Most default outcomes that are tried."""

_HALVINGS = 40


@dataclass(frozen=True)
class Candidate:
    """A default outcome and the payoffs after each round, the last of which break the bound.

    ``strict`` tells whether every round is better for every player; otherwise it is better for one and worse for none
    (or there is one round only, and it may change nothing). ``apart`` are, per round and player, the points offered
    besides the path, or in its place where it stays at the default: two players offer one each, and not the same, so
    that neither is agreed; all others offer both.
    """

    start: Profile
    default: Payoff
    path: tuple[Payoff, ...]
    strict: bool
    apart: tuple[tuple[tuple[Payoff, ...], ...], ...] = ()

    @property
    def target(self) -> Payoff:
        """Where the run ends."""
        return self.path[-1]


def candidates(
    feasible: FeasibleSet, bound: Bound, rounds: int | None, clock: Clock = ENDLESS
) -> Iterator[Candidate]:
    """Yield defaults and paths that end at least at the PMM, but outside the bound; the most telling ones first.

    With ``rounds`` every round improves, for all players if it can be. Extended programs never end below the PMM if the
    theorem is right, so nothing lower is looked at. Bounds that have no exact value at a default are passed over.
    """
    for start in takewhile(lambda _: not clock.over, starts(feasible.game, feasible.pmm())):
        default = feasible.game.payoff(start)
        above = feasible.cut(all_at_least(feasible.meet_point(default)))
        if not above:
            continue
        try:
            for target in _targets(feasible, bound, default, above):
                path = _path(feasible, bound, default, target, above, rounds)
                if path is not None:
                    yield Candidate(start, default, *path)
        except Refusal:
            continue


def standstills(
    feasible: FeasibleSet, bound: Bound, rounds: int | None, clock: Clock = ENDLESS
) -> Iterator[Candidate]:
    """Yield ends that break the bound, with what to offer so that neither programs nor their extensions leave the path.

    Without ``rounds`` the path stays at the default. Of two players i and j, i offers what is best for j in PMP_j of
    where the round ends, and j what is best for i; all others offer both. j's extension, meeting i's own program,
    agrees to i's point, so that i's extension projects that point and not where the round ends, at which all are stuck.
    Points that the extensions agree to after all come last.
    """
    meeting = []
    for start in takewhile(lambda _: not clock.over, starts(feasible.game, feasible.pmm())):
        default = feasible.game.payoff(start)
        try:
            path, strict = ((default,), False) if rounds is None else _short(feasible, bound, default, rounds)
            if not path or not bound.broken_by(feasible, default, path[-1]):
                continue
            best = [_favourites(feasible, end) for end in path]
            for i, j in combinations(range(feasible.n), 2):
                pairs = [(favourites[j], favourites[i]) for favourites in best]
                if all(len({*pair, end}) == 3 for end, pair in zip(path, pairs, strict=True)):
                    apart = tuple(_offers(feasible.n, i, j, *pair) for pair in pairs)
                    candidate = Candidate(start, default, path, strict, apart)
                    if any(_meet(feasible, *pair) for pair in pairs):
                        meeting.append(candidate)
                    else:
                        yield candidate
        except Refusal:
            continue
    yield from meeting


def _favourites(feasible: FeasibleSet, end: Payoff) -> tuple[Payoff, ...]:
    """Return, for each player j, what is best for it in PMP_j of an outcome; the outcome itself where that is empty."""
    n = feasible.n
    projections = [feasible.pmp(j, end) for j in range(n)]
    return tuple(
        p.maximise(tuple(Fraction(k == j) for k in range(n)))[1] if p else end
        for j, p in enumerate(projections)
    )


def _offers(n: int, i: int, j: int, own: Payoff, other: Payoff) -> tuple[tuple[Payoff, ...], ...]:
    """Return what each of n players offers if i offers the one point, j the other, and all others both."""
    return tuple((own,) if k == i else (other,) if k == j else (own, other) for k in range(n))


def _meet(feasible: FeasibleSet, own: Payoff, other: Payoff) -> bool:
    """Return whether two players' extensions agree to an outcome: the argument is in docs/searching.md.

    Each projects the point that it offers itself, so that both offer the one point that gives both what they like best.
    Nobody else offers that, unless it is one of the two.
    """
    both = tuple(map(max, own, other))
    return feasible.contains(both) and (feasible.n == 2 or both in (own, other))


def _short(
    feasible: FeasibleSet, bound: Bound, default: Payoff, rounds: int
) -> tuple[tuple[Payoff, ...], bool]:
    """Return a path that breaks the bound at its end, below the PMM if the default is; empty if there is none."""
    above = feasible.cut(all_at_least(default))
    if feasible.model == "hull":
        end = _lifted(feasible, bound, default, default, above, below=_below(feasible, default))
        found = _path(feasible, bound, default, end, above, rounds) if end != default else None
        return found or ((), False)
    broken = [end for end in above.vertices() if bound.broken_by(feasible, default, end)]
    lowest = sorted(broken, key=lambda end: not _below(feasible, end))
    chains = (_chain(feasible, default, end, rounds) for end in lowest)
    return next((chain for chain in chains if chain is not None), ((), False))


def _below(feasible: FeasibleSet, x: Payoff) -> bool:
    """Return whether some player gets less than its PMM."""
    return any(a < m for a, m in zip(x, feasible.pmm(), strict=True))


def starts(game: Game, pmm: Payoff) -> list[Profile]:
    """Return default outcomes: first those that are below the PMM, then those made of best replies to something."""
    replies = [some_best_replies(game, i) for i in range(game.n)]

    def rank(row: int) -> tuple[object, ...]:
        profile = game.profile(row)
        payoffs = game.points.payoff(row)
        rational = all(a in replies[i] for i, a in enumerate(profile))
        below = all(x < m for x, m in zip(payoffs, pmm, strict=True))
        at_most = all(x <= m for x, m in zip(payoffs, pmm, strict=True))
        return (not below, not at_most, not rational, row)

    rows: Sequence[int] = range(game.size)
    if game.size > 20 * MOST_STARTS:  # only a coarse look: the lowest totals, as floats
        scaled = game.points.rows.astype(float) / np.array([float(s) for s in game.points.scale])
        rows = [int(row) for row in np.argsort(scaled.sum(axis=1), kind="stable")[: 20 * MOST_STARTS]]
    return [game.profile(row) for row in sorted(rows, key=rank)[:MOST_STARTS]]


def some_best_replies(game: Game, player: int) -> dict[int, Profile]:
    """Return the player's actions that are best replies to some actions of the others, with an outcome that shows it.

    Of several outcomes the one that pays the player most. Never fails.

    >>> game = Game.build("PD", ("R", "C"), (("c", "d"), ("c", "d")), [(2, 2), (0, 3), (3, 0), (1, 1)])
    >>> some_best_replies(game, 0)
    {1: (1, 0)}
    """
    table = np.moveaxis(game.points.rows[:, player].reshape(game.shape), player, 0)
    best = table == table.max(axis=0, keepdims=True)
    found: dict[int, Profile] = {}
    for action in range(game.shape[player]):
        where = [tuple(int(k) for k in index) for index in np.argwhere(best[action])]
        if where:
            others = max(where, key=lambda index: (int(table[(action, *index)]), tuple(-k for k in index)))
            found[action] = (*others[:player], action, *others[player:])
    return found


def _targets(feasible: FeasibleSet, bound: Bound, default: Payoff, above: OutcomeSet) -> Iterator[Payoff]:
    """Yield payoffs outside the bound: the lowest of all, then for every comparison where it fails most."""
    seen: set[Payoff] = set()
    lowest = _lowest(above)
    worst = [lowest]
    for comparison in bound.at(default):
        row = closed(comparison, feasible.n).coefficients
        most, _ = above.maximise(row)
        face = above.cut([Constraint(tuple(-a for a in row), "<=", -most)])
        worst.append(_lowest(face))
    for target in worst:
        if target not in seen and bound.broken_by(feasible, default, target):
            seen.add(target)
            yield target


def _lowest(points: OutcomeSet) -> Payoff:
    return points.maximise((Fraction(-1),) * points.feasible.n)[1]


def _path(
    feasible: FeasibleSet,
    bound: Bound,
    default: Payoff,
    target: Payoff,
    above: OutcomeSet,
    rounds: int | None,
) -> tuple[tuple[Payoff, ...], bool] | None:
    """Return the payoffs after each round, the last outside the bound, and whether all rounds are better for all."""
    if rounds is None:
        return (target,), _all_better(default, target)
    if feasible.model == "pure":
        return _chain(feasible, default, target, rounds)
    if not _all_better(default, target):
        target = _lifted(feasible, bound, default, target, above)
    if target == default:
        return None
    steps = [Fraction(k, rounds) for k in range(1, rounds + 1)]
    path = tuple(tuple(d + s * (t - d) for d, t in zip(default, target, strict=True)) for s in steps)
    return path, _all_better(default, target)


def _lifted(
    feasible: FeasibleSet,
    bound: Bound,
    default: Payoff,
    target: Payoff,
    above: OutcomeSet,
    *,
    below: bool = False,
) -> Payoff:
    """Return payoffs near the target, outside the bound, that are better than the default for all, if there are any.

    With ``below`` some player gets less than its PMM there.
    """
    corners = above.vertices()
    centre = tuple(sum(column, Fraction(0)) / len(corners) for column in zip(*corners, strict=True))
    if not _all_better(default, centre):
        return target
    share = Fraction(1)
    for _ in range(_HALVINGS):
        share /= 2
        near = tuple(t + share * (c - t) for t, c in zip(target, centre, strict=True))
        if bound.broken_by(feasible, default, near) and (not below or _below(feasible, near)):
            return near
    return target


def _chain(
    feasible: FeasibleSet, default: Payoff, target: Payoff, rounds: int
) -> tuple[tuple[Payoff, ...], bool] | None:
    """Return outcomes of the pure model that improve step by step from the default to the target."""
    between = feasible.cut(
        [*all_at_least(default), *(at_most(k, feasible.n, t) for k, t in enumerate(target))]
    ).vertices()
    for strict in (True, False):
        longest: dict[Payoff, tuple[Payoff, ...]] = {default: ()}
        for point in sorted(between):
            below = [chain for x, chain in longest.items() if (_all_better if strict else _better)(x, point)]
            if below:
                longest[point] = (*max(below, key=len), point)
        chain = longest.get(target, ())
        if len(chain) >= rounds:
            return (*chain[: rounds - 1], target), strict
    return None


def _all_better(x: Payoff, y: Payoff) -> bool:
    return all(b > a for a, b in zip(x, y, strict=True))


def _better(x: Payoff, y: Payoff) -> bool:
    return x != y and all_hold(all_at_least(x), y)
