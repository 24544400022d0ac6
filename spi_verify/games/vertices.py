"""The vertices of the hull of a point set, or of the hull minus the non-negative orthant, in any dimension.

Cheap proposals settle most rows; Clarkson's method, an exact linear program per open row over the vertices
known so far, settles the others. So the answer never depends on a proposal.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from spi_verify.games.certify import inside_cone, strict_maximisers
from spi_verify.games.guide import Facets, facet_above, facet_behind, propose_facets, propose_weights
from spi_verify.games.lp import Infeasible, Optimum, Row, solve
from spi_verify.games.points import Table
from spi_verify.games.support import Support

_GUIDED = 48  # with fewer rows than this, importing and running qhull costs more than the linear programs
_DIRECTIONS = 24  # fixed directions per coordinate, whose maximisers are found first
_TRIES = 30  # simplices tried on all open rows before they must have paid off

_VERTEX, _OTHER, _OPEN = 1, 0, -1


def vertices(rows: Table, *, downward: bool) -> Table:
    """Return the indices of the vertices of conv(rows), ascending, for distinct (N, n) integer rows.

    If ``downward``, of conv(rows) minus the non-negative orthant.

    >>> vertices(np.array([[0, 3, 0], [1, 1, 0], [3, 0, 0], [0, 0, 1]]), downward=True).tolist()
    [0, 2, 3]
    """
    support = Support(rows)
    state = np.full(len(rows), _OPEN)
    _settle_by_directions(support, state, downward=downward)
    if len(rows) >= _GUIDED:
        _settle_by_guide(support, state, downward=downward)
    _settle_by_programs(support, rows, state, downward=downward)
    return np.flatnonzero(state == _VERTEX)


def fixed_directions(support: Support, *, downward: bool) -> Table:
    """Return (D, n) float weights for ``support.floats``: the same directions always, up to scale."""
    generator = np.random.default_rng(0)
    shape = (_DIRECTIONS * support.n, support.n)
    weights = generator.exponential(size=shape) if downward else generator.standard_normal(size=shape)
    directions: Table = weights / np.maximum(support.reach, 1)
    return directions


def maximisers(support: Support, weights: Table) -> Table:
    """Return for each weight vector a row that seems to maximise it."""
    step = max(1, 4_000_000 // len(support))
    parts = [np.argmax(weights[k : k + step] @ support.floats, axis=1) for k in range(0, len(weights), step)]
    found: Table = np.concatenate(parts)
    return found


def _settle_by_directions(support: Support, state: Table, *, downward: bool) -> None:
    weights = fixed_directions(support, downward=downward)
    found = maximisers(support, weights)
    state[found[strict_maximisers(support, found, weights)]] = _VERTEX


def _settle_by_guide(support: Support, state: Table, *, downward: bool) -> None:
    size = np.maximum(support.reach, 1)
    scaled = np.ascontiguousarray((support.floats / size[:, None]).T)
    facets = propose_facets(scaled, downward=downward)
    if facets is None or len(facets.corners) == 0:
        return
    corners, weights = propose_weights(facets, len(scaled))
    state[corners[strict_maximisers(support, corners, weights / size)]] = _VERTEX
    rest = np.setdiff1d(np.flatnonzero(state == _OPEN), corners)
    if len(rest):
        state[rest[_behind_facets(support, scaled, facets, rest, downward=downward)]] = _OTHER


def _behind_facets(support: Support, scaled: Table, facets: Facets, rest: Table, *, downward: bool) -> Table:
    """Tell which of the ``rest``, none of them a corner, are mixtures of a facet's corners, or below one."""
    if downward:
        chosen = facet_above(facets, scaled[rest])
        last = [-max(s, 1) for s in support.spread] + [0]
    else:
        apex = int(facets.corners[0, 0])
        chosen = facet_behind(facets, scaled[apex], scaled[rest])
        last = [*support.row(apex), 1]
    accepted = np.zeros(len(rest), dtype=bool)
    order = np.argsort(chosen, kind="stable")
    starts = np.flatnonzero(np.diff(chosen[order], prepend=-1))
    for group in np.split(order, starts[1:]):
        corners = facets.corners[chosen[group[0]]].tolist()
        generators = [_generator(support, k) for k in corners]
        accepted[group] = inside_cone(support, [*generators, last], rest[group])
    return accepted


def _generator(support: Support, corner: int) -> list[int]:
    count = len(support)
    if corner < count:
        return [*support.row(corner), 1]
    return [-int(i == corner - count) for i in range(support.n + 1)]


def _settle_by_programs(support: Support, rows: Table, state: Table, *, downward: bool) -> None:
    """Settle every open row by Clarkson's method.

    A row outside the hull of the known vertices comes with a functional that is greater there than at all of them;
    a row that maximises this functional over everything is a new vertex. A row inside comes with a simplex of known
    vertices that contains it, and perhaps other open rows.
    """
    known = np.flatnonzero(state == _VERTEX).tolist()
    hull = Support(rows[known]) if known else None
    tries = gained = 0
    for k in np.flatnonzero(state == _OPEN).tolist():
        while state[k] == _OPEN:
            found = _locate(rows[k].tolist(), hull, support.n, downward=downward)
            if isinstance(found, Optimum):
                state[k] = _OTHER
                if gained >= 3 * tries - _TRIES:
                    tries += 1
                    gained += _settle_by_simplex(support, state, known, found, downward=downward)
            else:
                new = _lexicographic_maximiser(support, rows, [-v for v in found.separator])
                state[new] = _VERTEX
                known.append(new)
                hull = Support(rows[known])


def _settle_by_simplex(
    support: Support, state: Table, known: list[int], found: Optimum, *, downward: bool
) -> int:
    """Settle the open rows in the simplex that the program ended with; return how many."""
    open_ = np.flatnonzero(state == _OPEN)
    generators, signs = [], [1]
    for kind, k in found.basis:
        if kind == "point":
            generators.append([*support.row(known[k]), 1])
            continue
        # Constraint k is about coordinate k - 1. Below the hull, every decrease of it is allowed; else none is, so an
        # artificial column must have coefficient 0: not negative in either direction.
        generators.append([-int(i == k - 1) for i in range(support.n + 1)])
        if not downward:
            signs = [1, -1]
    for sign in signs:
        signed = [[v if g[-1] else sign * v for v in g] for g in generators]
        open_ = open_[inside_cone(support, signed, open_)]
    state[open_] = _OTHER
    return len(open_)


def _locate(row: Sequence[int], hull: Support | None, n: int, *, downward: bool) -> Optimum | Infeasible:
    """Return a mixture of the hull at (or above) the row, or a functional that is less there than on all of it."""
    if hull is None:
        return Infeasible([-1] * n)
    target = [v - o for v, o in zip(row, hull.origin, strict=True)]
    sign = -1 if downward else 1
    limits = [Row([sign * int(i == j) for j in range(n)], sign * target[i], not downward) for i in range(n)]
    return solve(hull, limits, [0] * n, _nearest(hull, target, downward=downward))


def _nearest(hull: Support, target: Sequence[int], *, downward: bool) -> int:
    """Return a row of the hull that seems to miss the target by little: a good start for a linear program."""
    size = np.maximum(hull.reach, 1)
    goal = np.array([_clipped(t, s) for t, s in zip(target, hull.spread, strict=True)])
    misses = goal[:, None] - hull.floats / size[:, None]
    return int(np.argmin((np.maximum(misses, 0) if downward else np.abs(misses)).sum(axis=0)))


def _clipped(value: int, spread: int) -> float:
    return min(max(value, -spread), 2 * spread) / max(spread, 1)


def _lexicographic_maximiser(support: Support, rows: Table, functional: Sequence[int]) -> int:
    """Return the row that maximises the functional, then the sum of coordinates, then lexicographically.

    Breaking ties like this is a small perturbation of the functional, so the row is a vertex, and, if the
    functional is not negative, an efficient one.
    """
    best: list[int] = support.best(functional)[1].tolist()
    if len(best) == 1:
        return best[0]
    return max(best, key=lambda k: (sum(map(int, rows[k])), tuple(map(int, rows[k]))))
