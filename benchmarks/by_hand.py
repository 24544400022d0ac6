"""A z3py encoding of thm-3.common as one would write it by hand: ``by_hand.py PLAYERS READING SECONDS``.

Outcomes 0, 1, ... have unknown payoffs; their number grows. One JSON line for each number that is done: how many
outcomes, what z3 said, and the seconds since the start. Needs nothing but z3.
"""

from __future__ import annotations

import itertools
import json
import sys
import time

import z3


def problem(players: int, size: int, meet_feasible: bool) -> z3.Solver:
    """Return a solver that asks for a game of ``size`` outcomes in which the projections have no common point."""
    people, outcomes = range(players), range(size)
    u = [[z3.Real(f"u{i}_{a}") for a in outcomes] for i in people]
    m = [z3.Real(f"m{i}") for i in people]

    def improves(b: int, a: int) -> z3.BoolRef:
        weakly = [u[i][b] >= u[i][a] for i in people]
        return z3.And(*weakly, z3.Or([u[i][b] > u[i][a] for i in people]))

    efficient = [z3.Not(z3.Or([improves(b, a) for b in outcomes])) for a in outcomes]
    top = [[z3.If(u[i][a] >= m[i], u[i][a], m[i]) for a in outcomes] for i in people]

    def projected(i: int, b: int, a: int) -> z3.BoolRef:
        return z3.And(u[i][b] >= top[i][a], *(u[j][b] == top[j][a] for j in people if j != i))

    solver = z3.Solver()
    for i in people:
        solver.add([z3.Implies(efficient[a], u[i][a] >= m[i]) for a in outcomes])
        solver.add(z3.Or([z3.And(efficient[a], u[i][a] == m[i]) for a in outcomes]))
        solver.add([z3.Or([projected(i, b, a) for b in outcomes]) for a in outcomes])
    if meet_feasible:
        solver.add(
            [z3.Or([z3.And([u[i][b] == top[i][a] for i in people]) for b in outcomes]) for a in outcomes]
        )
    empty = [
        z3.And([z3.Not(z3.And([projected(i, b, a) for i in people])) for b in outcomes]) for a in outcomes
    ]
    solver.add(z3.Or(empty))
    return solver


def main() -> None:
    """Grow the number of outcomes until there is a model or the time is over."""
    players, reading, seconds = int(sys.argv[1]), sys.argv[2], float(sys.argv[3])
    start = time.perf_counter()
    for size in itertools.count(1):
        left = seconds - (time.perf_counter() - start)
        if left <= 0:
            return
        solver = problem(players, size, "meet-feasible" in reading)
        solver.set("timeout", max(1, int(1000 * left)))
        found = str(solver.check())
        print(
            json.dumps({"outcomes": size, "status": found, "seconds": time.perf_counter() - start}),
            flush=True,
        )
        if found != "unsat":
            return


if __name__ == "__main__":
    main()
