"""z3py encodings of some claims as one would write them by hand: ``by_hand.py CLAIM READING PLAYERS SECONDS``.

Outcomes 0, 1, ... have unknown payoffs; their number grows. One JSON line for each number that is done: how many
outcomes, and what z3 said. Needs nothing but z3. Each encoding says as much of programs as its claim needs:
outcomes and projections; a renegotiation function; two players' answers, one of them extended; a 2 x 2 game (or
larger) with one CSR program played and one believed in on each side.
"""

from __future__ import annotations

import itertools
import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence

import z3

Bits = list[z3.BoolRef]


class Game:
    """Outcomes with unknown payoffs, the Pareto meet minimum and the Pareto meet projections."""

    def __init__(self, players: int, size: int) -> None:
        self.people, self.outcomes = range(players), range(size)
        self.u = [[z3.Real(f"u{i}_{a}") for a in self.outcomes] for i in self.people]
        self.m = [z3.Real(f"m{i}") for i in self.people]
        self.top = [
            [z3.If(self.u[i][a] >= self.m[i], self.u[i][a], self.m[i]) for a in self.outcomes]
            for i in self.people
        ]

    def weakly(self, b: int, a: int) -> z3.BoolRef:
        return z3.And([self.u[i][b] >= self.u[i][a] for i in self.people])

    def improves(self, b: int, a: int) -> z3.BoolRef:
        return z3.And(self.weakly(b, a), z3.Or([self.u[i][b] > self.u[i][a] for i in self.people]))

    def same(self, a: int, b: int) -> z3.BoolRef:
        return z3.And([self.u[i][a] == self.u[i][b] for i in self.people])

    def projected(self, i: int, b: int, a: int) -> z3.BoolRef:
        others = [self.u[j][b] == self.top[j][a] for j in self.people if j != i]
        return z3.And(self.u[i][b] >= self.top[i][a], *others)

    def meet_minimum(self) -> Iterator[z3.BoolRef]:
        """Yield definition 5: m_i is the least payoff of i at an efficient outcome."""
        efficient = [z3.Not(z3.Or([self.improves(b, a) for b in self.outcomes])) for a in self.outcomes]
        for i in self.people:
            yield from (z3.Implies(efficient[a], self.u[i][a] >= self.m[i]) for a in self.outcomes)
            yield z3.Or([z3.And(efficient[a], self.u[i][a] == self.m[i]) for a in self.outcomes])

    def projections(self) -> Iterator[z3.BoolRef]:
        """Yield that no projection is empty."""
        for i, a in itertools.product(self.people, self.outcomes):
            yield z3.Or([self.projected(i, b, a) for b in self.outcomes])

    def meet_feasible(self) -> Iterator[z3.BoolRef]:
        """Yield that every meet point is feasible."""
        for a in self.outcomes:
            yield z3.Or(
                [z3.And([self.u[i][b] == self.top[i][a] for i in self.people]) for b in self.outcomes]
            )

    def closed(self, s: Bits) -> z3.BoolRef:
        """Return that outcomes with equal payoffs are alike in a set."""
        pairs = itertools.combinations(self.outcomes, 2)
        return z3.And([z3.Implies(self.same(a, b), s[a] == s[b]) for a, b in pairs])

    def offers(self, s: Bits, d: Sequence[z3.BoolRef]) -> Iterator[z3.BoolRef]:
        """Yield that a set is closed and weakly improves on the outcome d."""
        yield self.closed(s)
        for a, b in itertools.product(self.outcomes, repeat=2):
            yield z3.Implies(z3.And(d[a], s[b]), self.weakly(b, a))

    def selected(self, s: Bits, d: Sequence[z3.BoolRef]) -> Bits:
        """Return which outcome is selected from a set, by the sum of payoffs, then in order; d if it is empty."""
        total = [z3.Sum([self.u[i][a] for i in self.people]) for a in self.outcomes]
        none = z3.Not(z3.Or(s))

        def beats(a: int, b: int) -> z3.BoolRef:
            return z3.Or(total[a] > total[b], z3.And(total[a] == total[b], a < b))

        best = [
            z3.And(s[a], *(z3.Or(z3.Not(s[b]), beats(a, b)) for b in self.outcomes if b != a))
            for a in self.outcomes
        ]
        return [z3.Or(best[a], z3.And(none, d[a])) for a in self.outcomes]

    def paid(self, i: int, at: Bits) -> z3.ArithRef:
        """Return player i's payoff at the one outcome that is true."""
        value = self.u[i][0]
        for a in self.outcomes[1:]:
            value = z3.If(at[a], self.u[i][a], value)
        return value

    def projection(self, i: int, at: Bits) -> Bits:
        """Return PMP_i of the one outcome that is true."""
        return [z3.Or([z3.And(at[a], self.projected(i, b, a)) for a in self.outcomes]) for b in self.outcomes]


def common(players: int, size: int, reading: str) -> z3.Solver:
    """thm-3.common: the projections of some outcome have no common point."""
    game, solver = Game(players, size), z3.Solver()
    solver.add(*game.meet_minimum(), *game.projections())
    if "meet-feasible" in reading:
        solver.add(*game.meet_feasible())
    shared = [
        z3.Or([z3.And([game.projected(i, b, a) for i in game.people]) for b in game.outcomes])
        for a in game.outcomes
    ]
    solver.add(z3.Not(z3.And(shared)))
    return solver


def nonempty(players: int, size: int, reading: str) -> z3.Solver:
    """thm-3.nonempty: some projection is empty."""
    game, solver = Game(players, size), z3.Solver()
    solver.add(*game.meet_minimum())
    if "meet-feasible" in reading:
        solver.add(*game.meet_feasible())
    solver.add(z3.Not(z3.And(*game.projections())))
    return solver


def strictly(players: int, size: int, reading: str) -> z3.Solver:
    """prop-1.strictly: a renegotiation function improves nothing at the outcomes that profiles of P end at."""
    game, solver = Game(players, size), z3.Solver()
    rn = [z3.Int(f"rn{a}") for a in game.outcomes]
    reached = [z3.Bool(f"reached{a}") for a in game.outcomes]
    gains = []
    for a in game.outcomes:
        solver.add(z3.And(rn[a] >= 0, rn[a] < size))
        solver.add([z3.Implies(rn[a] == b, game.weakly(b, a)) for b in game.outcomes])
        gains.append(z3.Or([z3.And(rn[a] == b, game.improves(b, a)) for b in game.outcomes]))
    solver.add(z3.Or(gains), z3.Or(reached))
    if "improvable" in reading:
        solver.add(z3.Or([z3.And(reached[a], gains[a]) for a in game.outcomes]))
    solver.add([z3.Implies(reached[a], z3.Not(gains[a])) for a in game.outcomes])
    return solver


def pointwise(players: int, size: int, reading: str) -> z3.Solver:
    """thm-3.pointwise for two players: player 1's extension gets it less against a program of player 2."""
    assert players == 2
    game, solver = Game(players, size), z3.Solver()
    solver.add(*game.meet_minimum(), *game.projections())
    d = [z3.BoolVal(a == 0) for a in game.outcomes]
    mine, other, answer, v = ([z3.Bool(f"{name}{a}") for a in game.outcomes] for name in ("s", "t", "x", "v"))
    for offered in (mine, other, answer):
        solver.add(*game.offers(offered, d))
    old = game.selected([z3.And(s, t) for s, t in zip(mine, other, strict=True)], d)
    added = game.projection(0, old)
    solver.add(game.closed(v), *(z3.Implies(a, b) for a, b in zip(v, added, strict=True)))
    solver.add([x == z3.Or(t, w) for x, t, w in zip(answer, other, v, strict=True)])
    new = game.selected([z3.And(z3.Or(s, b), x) for s, b, x in zip(mine, added, answer, strict=True)], d)
    solver.add(game.paid(0, new) < game.paid(0, old))
    return solver


def guarantee(players: int, size: int, reading: str) -> z3.Solver:
    """thm-3.2 for two players: extensions end below the PMM, in an equilibrium with CSR programs only.

    The actions are those of a square; everyone plays a CSR program with the first action as default, and believes in
    one that may have another default. Functions ask whether the other's is an extension.
    """
    assert players == 2
    side = int(size**0.5)
    game, solver = Game(players, size), z3.Solver()
    solver.add(*game.meet_minimum(), *game.projections())

    def table(name: str, d: Sequence[z3.BoolRef]) -> Bits:
        s = [z3.Bool(f"{name}{a}") for a in game.outcomes]
        solver.add(*game.offers(s, d))
        return s

    def both(s: Bits, t: Bits) -> Bits:
        return [z3.And(a, b) for a, b in zip(s, t, strict=True)]

    start = [z3.BoolVal(a == 0) for a in game.outcomes]
    plain = [table(f"plain{i}_", start) for i in game.people]
    asked = [table(f"asked{i}_", start) for i in game.people]
    old = game.selected(both(*plain), start)
    # Against an extension (asked) a function may add points of the other's projection only, as asm-8 (ii) wants.
    for i in game.people:
        allowed = game.projection(1 - i, old)
        solver.add([z3.Implies(s, x) for s, x in zip(plain[i], asked[i], strict=True)])
        solver.add([z3.Implies(x, z3.Or(s, p)) for s, x, p in zip(plain[i], asked[i], allowed, strict=True)])
    extended = []
    for i in game.people:
        met = game.selected(both(plain[i], asked[1 - i]), start)
        extended.append([z3.Or(s, p) for s, p in zip(asked[i], game.projection(i, met), strict=True)])
    new = game.selected(both(*extended), start)
    solver.add(z3.Or([game.paid(i, old) < game.m[i] for i in game.people]))
    solver.add(z3.Or([game.paid(i, new) < game.m[i] for i in game.people]))
    for i in game.people:
        action = z3.Int(f"believed{i}")
        solver.add(action >= 0, action < side)

        def at(a: int, own: int, i: int = i, action: z3.ArithRef = action) -> z3.BoolRef:
            row, column = divmod(a, side)
            mine, theirs = (row, column) if i == 0 else (column, row)
            return z3.And(mine == own, action == theirs)

        d = [at(a, 0) for a in game.outcomes]
        theirs, mine = table(f"theirs{i}_", d), table(f"mine{i}_", d)
        here = game.selected(both(mine, theirs), d)
        reached = game.paid(i, here)
        # Nothing that the other would agree to, and no other action, gets player i more.
        solver.add([z3.Implies(s, game.u[i][a] <= reached) for a, s in enumerate(theirs)])
        for own, a in itertools.product(range(side), game.outcomes):
            solver.add(z3.Implies(at(a, own), game.u[i][a] <= reached))
        # The function that is played has one answer at each outcome.
        solver.add(z3.Implies(action == 0, z3.And([s == x for s, x in zip(mine, plain[i], strict=True)])))
    return solver


CLAIMS: dict[str, tuple[Callable[[int, int, str], z3.Solver], Callable[[], Iterator[int]]]] = {
    "thm-3.common": (common, lambda: itertools.count(1)),
    "thm-3.nonempty": (nonempty, lambda: itertools.count(1)),
    "prop-1.strictly": (strictly, lambda: itertools.count(1)),
    "thm-3.pointwise": (pointwise, lambda: itertools.count(1)),
    "thm-3.2": (guarantee, lambda: (k * k for k in itertools.count(1))),
}
"""The encoding of each claim, and the numbers of outcomes it is asked about."""


def main() -> None:
    """Grow the number of outcomes until there is a model or the time is over."""
    claim, reading, players, seconds = sys.argv[1], sys.argv[2], int(sys.argv[3]), float(sys.argv[4])
    start = time.perf_counter()
    problem, sizes = CLAIMS[claim]
    for size in sizes():
        if seconds - (time.perf_counter() - start) <= 0:
            return
        solver = problem(players, size, reading)
        left = seconds - (time.perf_counter() - start)
        solver.set("timeout", max(1, int(1000 * left)))
        found = str(solver.check())
        print(json.dumps({"outcomes": size, "status": found}), flush=True)
        if found != "unsat":
            return


if __name__ == "__main__":
    main()
