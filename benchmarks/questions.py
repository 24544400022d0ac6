"""The questions, each answered exactly by spi-verify and in floating point by its peers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from scipy.optimize import linprog
from scipy.spatial import ConvexHull

from benchmarks.families import queries, table
from spi_verify.games.hull import Hull, efficient_vertices, nondominated
from spi_verify.games.linear import Constraint, at_least, at_most, equals
from spi_verify.games.points import Table
from spi_verify.games.rationals import Payoff

Answer = tuple[float, ...]
Solver = Callable[[Table], Answer]
_MOST_COLUMNS = 70_000  # linear programs with more weights than this take the peer minutes


@dataclass(frozen=True)
class Question:
    """A question with its exact solver and its peers, of which the fastest counts."""

    name: str
    exact: Solver
    peers: dict[str, Solver]


def _exact_pmm(values: Table) -> Answer:
    found = values[efficient_vertices(table(values))]
    return (*map(float, found.min(axis=0)), float(len(found)))


def _projected(front: Table) -> Table:
    """Return the points and, per coordinate, the points with that coordinate lowered below all others."""
    low = front.min(axis=0) - front.shape[1] * np.ptp(front, axis=0) - 1
    parts = [front]
    for i in range(front.shape[1]):
        lowered = front.copy()
        lowered[:, i] = low[i]
        parts.append(np.unique(lowered, axis=0))
    return np.concatenate(parts)


def _float_pmm(values: Table) -> Answer:
    front = values[nondominated(table(values))]
    corners = ConvexHull(_projected(front)).vertices
    found = front[corners[corners < len(front)]]
    return (*map(float, found.min(axis=0)), float(len(found)))


def _exact_membership(asked: list[Payoff]) -> Solver:
    def solve(values: Table) -> Answer:
        hull = Hull(table(values))
        return tuple(float(hull.contains(x)) for x in asked)

    return solve


def _halfspace_membership(asked: list[Payoff]) -> Solver:
    points = [np.array(x, dtype=float) for x in asked]

    def solve(values: Table) -> Answer:
        equations = ConvexHull(values).equations
        normals, offsets = equations[:, :-1], equations[:, -1]
        size = float(np.abs(values).max())
        return tuple(float((normals @ x + offsets <= 1e-9 * size).all()) for x in points)

    return solve


def _program_membership(asked: list[Payoff]) -> Solver:
    points = [[*map(float, x), 1.0] for x in asked]

    def solve(values: Table) -> Answer:
        left, nothing = np.vstack([values.T, np.ones(len(values))]), np.zeros(len(values))
        return tuple(float(linprog(nothing, A_eq=left, b_eq=b, method="highs").status == 0) for b in points)

    return solve


def _projection(values: Table) -> tuple[list[int], list[Constraint]]:
    """A Pareto meet projection: the first player's best, the others held at a point."""
    n, x = values.shape[1], _inner_point(values)
    return [1] + [0] * (n - 1), [at_least(0, n, x[0]), *(equals(i, n, x[i]) for i in range(1, n))]


def _intersection(values: Table) -> tuple[list[int], list[Constraint]]:
    """The best point of an agreement set: at least a point for all, at most a bound for all but the first."""
    n, x = values.shape[1], _inner_point(values)
    width = Fraction(int(np.ptp(values)), 20)
    return [1] * n, [
        *(at_least(i, n, x[i]) for i in range(n)),
        *(at_most(i, n, x[i] + width) for i in range(1, n)),
    ]


def _inner_point(values: Table) -> Payoff:
    return tuple(Fraction(round(float(v) * 8), 8) for v in values.mean(axis=0))


Program = Callable[[Table], tuple[list[int], list[Constraint]]]


def _exact_program(program: Program) -> Solver:
    def solve(values: Table) -> Answer:
        objective, constraints = program(values)
        found = Hull(table(values)).maximise([Fraction(c) for c in objective], constraints)
        assert found is not None
        return (float(sum(c * v for c, v in zip(objective, found, strict=True))),)

    return solve


def _arrays(constraints: list[Constraint], relation: str) -> tuple[Table | None, Table | None]:
    chosen = [c for c in constraints if c.relation == relation]
    if not chosen:
        return None, None
    return np.array([c.coefficients for c in chosen], dtype=float), np.array(
        [c.bound for c in chosen], dtype=float
    )


def _halfspace_program(program: Program) -> Solver:
    """qhull's halfspaces of the hull, then HiGHS over points."""

    def solve(values: Table) -> Answer:
        objective, constraints = program(values)
        equations = ConvexHull(values).equations
        left, right = equations[:, :-1], -equations[:, -1]
        more, bounds = _arrays(constraints, "<=")
        if more is not None:
            left, right = np.vstack([left, more]), np.concatenate([right, bounds])
        same, at = _arrays(constraints, "==")
        cost = -np.array(objective, dtype=float)
        found = linprog(cost, left, right, same, at, bounds=(None, None), method="highs")
        return (-float(found.fun),)

    return solve


def _weights_program(program: Program) -> Solver:
    """HiGHS over the weights of the pure payoffs."""

    def solve(values: Table) -> Answer:
        objective, constraints = program(values)
        less, bounds = _arrays(constraints, "<=")
        same, at = _arrays(constraints, "==")
        ones = np.ones((1, len(values)))
        found = linprog(
            -(values @ np.array(objective, dtype=float)),
            None if less is None else less @ values.T,
            bounds,
            ones if same is None else np.vstack([ones, same @ values.T]),
            [1.0] if at is None else [1.0, *at],
            method="highs",
        )
        return (-float(found.fun),)

    return solve


def questions(values: Table) -> list[Question]:
    """Return the questions with the peers that are feasible for this table."""
    few, asked = len(values) <= _MOST_COLUMNS, queries(values)
    membership: dict[str, Solver] = {"qhull": _halfspace_membership(asked)}
    if few:
        membership["HiGHS"] = _program_membership(asked)
    found = [
        Question("vertices, PMM", _exact_pmm, {"qhull": _float_pmm}),
        Question("20 memberships", _exact_membership(asked), membership),
    ]
    for name, program in [("projection", _projection), ("intersection", _intersection)]:
        peers = {"qhull + HiGHS": _halfspace_program(program)}
        if few:
            peers["HiGHS"] = _weights_program(program)
        found.append(Question(name, _exact_program(program), peers))
    return found
