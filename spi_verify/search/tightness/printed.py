"""The construction that is printed for prop-5, for a given game, with q > 0 as printed or with q = 0.

Declared besides is the program that never lets the others rise above the PMM: an ICSR program, hence in the game, and
what the printed program is to be compared with.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from spi_verify.games.feasible import FeasibleSet
from spi_verify.games.game import Profile
from spi_verify.games.linear import at_least
from spi_verify.games.rationals import Payoff, show, show_point
from spi_verify.scenarios.schema import (
    BeliefTable,
    CaseTable,
    ClaimTable,
    FunctionTable,
    GameTable,
    OfferTable,
    ProgramTable,
    ScenarioTable,
    SelectionTable,
)
from spi_verify.search.tightness.tables import default, icsr, played

_SMALLER = (2, 10, 100)
"""By what the bound's Δ is divided in turn, until it is small enough to play the printed part."""

_FINITE = "F is finite, not continuous"
_INFEASIBLE = "the PMM is not feasible"
_HIGH = "no default outcome is Pareto-worse than the PMM"
_NO_EDGE = "no (u*_i − ε_i, m_j + δ_j) is efficient for small δ and ε > 0"


@dataclass(frozen=True)
class Printed:
    """The numbers of the printed construction: default outcome, Δ (for δ), and ``X_i = u*_i − ε_i`` per player.

    Paper node: `prop-5`
    """

    start: Profile
    delta: Payoff
    near: Payoff


def printed_numbers(feasible: FeasibleSet, starts: list[Profile], delta: Payoff) -> Printed | tuple[str, str]:
    """Return the numbers that the construction asks for, or why this game has none: shortly, and with numbers.

    Paper node: `prop-5`
    """
    pmm, best = feasible.pmm(), feasible.best()
    if feasible.model == "pure":
        return (_FINITE, _FINITE)
    if not feasible.pmm_feasible():
        return _INFEASIBLE, f"the PMM {show_point(pmm)} is not feasible"
    start = next((s for s in starts if _worse(feasible.game.payoff(s), pmm)), None)
    if start is None:
        return _HIGH, _HIGH
    for smaller in _SMALLER:
        small = tuple(d / smaller for d in delta)
        near = tuple(_near(feasible, i, small) for i in range(feasible.n))
        if all(x is not None and m < x < top for m, x, top in zip(pmm, near, best, strict=True)) and all(
            _efficient(feasible, i, x, small) for i, x in enumerate(near) if x is not None
        ):
            exact = tuple(x for x in near if x is not None)
            return Printed(_best_start(feasible, starts, exact) or start, small, exact)
    return _NO_EDGE, _NO_EDGE


def _worse(x: Payoff, y: Payoff) -> bool:
    return x != y and all(a <= b for a, b in zip(x, y, strict=True))


def _near(feasible: FeasibleSet, i: int, delta: Payoff) -> Fraction | None:
    """Return player i's best payoff when every other player gets at least ``m_j + δ_j``."""
    pmm, n = feasible.pmm(), feasible.n
    rows = [at_least(j, n, pmm[j] + delta[j]) for j in range(n) if j != i]
    rest = feasible.cut(rows)
    return rest.maximise(tuple(Fraction(k == i) for k in range(n)))[0] if rest else None


def _efficient(feasible: FeasibleSet, i: int, near: Fraction, delta: Payoff) -> bool:
    point = [m + d for m, d in zip(feasible.pmm(), delta, strict=True)]
    point[i] = near
    return feasible.is_efficient(tuple(point))


def printed_scenario(
    feasible: FeasibleSet,
    numbers: Printed,
    q: Fraction,
    selected: SelectionTable,
    rounds: int,
    texts: tuple[str, str],
    game: GameTable,
    claims: list[ClaimTable],
) -> ScenarioTable:
    """Return the scenario of the printed construction; ``q`` is the weight of the belief that X = u*_i.

    With q = 0 that belief is left out.

    ``floor(a)`` is written as the meet point of a, which it is where every meet point is feasible.

    Paper node: `prop-5`
    """
    n = feasible.n
    kinds = ("near", "best") if q else ("near",)
    bounds = {"near": numbers.near, "best": feasible.best()}
    functions, programs, beliefs = [], list[ProgramTable](), list[BeliefTable]()
    for i in range(n):
        action = feasible.game.actions[i][numbers.start[i]]
        programs.append(ProgramTable(name=default(i), player=i + 1, play=action))
        accepts = [_accepts(feasible, numbers, i, k, rounds) for k in range(1, rounds + 1)]
        holding = _holds(feasible, i)
        functions += [*accepts, holding]
        programs.append(icsr(played(i), i, [f.name for f in accepts]))
        programs.append(icsr(f"holds-{i + 1}", i, [holding.name] * rounds))
        for kind in kinds:
            for j in range(n):
                if j != i:
                    offers = [
                        _believed(feasible, i, j, kind, bounds[kind], k, rounds) for k in range(1, rounds + 1)
                    ]
                    functions += offers
                    programs.append(icsr(_name(i, j, kind), j, [f.name for f in offers]))
            weight = q if kind == "best" else 1 - q
            about = [_name(i, j, kind) for j in range(n) if j != i]
            beliefs.append(BeliefTable(player=i + 1, about=about, weight=weight))
    return ScenarioTable(
        title=texts[0],
        description=texts[1],
        model=feasible.model,
        game=game,
        selection=selected,
        function=functions,
        program=programs,
        profile=[played(i) for i in range(n)],
        belief=beliefs,
        claim=claims,
    )


def selections(feasible: FeasibleSet, numbers: Printed) -> tuple[SelectionTable, ...]:
    """Return transitive rules that treat players alike and are exact: Nash for two, else leximin; then leximax.

    Leximax is the one under which a player may have its favourite although the others would accept less.
    """
    start = list(feasible.game.payoff(numbers.start))
    middle = SelectionTable(rule="leximin")
    if feasible.n == 2:
        middle = SelectionTable(rule="nash", disagreement=start)
    return middle, SelectionTable(rule="leximax", disagreement=list(feasible.pmm()))


def _name(i: int, j: int, kind: str) -> str:
    return f"{j + 1}-{kind}-to-{i + 1}"


def _accepts(feasible: FeasibleSet, numbers: Printed, i: int, k: int, rounds: int) -> FunctionTable:
    """Player i's own function: everything from the floor up in which no other player gets more than its share of δ."""
    others = [j for j in range(feasible.n) if j != i]
    limits = {j: feasible.pmm()[j] + Fraction(k, rounds) * numbers.delta[j] for j in others}
    return _capped(f"accepts-{i + 1}-round-{k}", i, limits)


def _believed(
    feasible: FeasibleSet, i: int, j: int, kind: str, bound: Payoff, k: int, rounds: int
) -> FunctionTable:
    """Return what player i believes of j: everything from the floor up in which i gets at most a share of X."""
    low = feasible.pmm()[i]
    limit = low + Fraction(k, rounds) * (bound[i] - low)
    return _capped(f"{_name(i, j, kind)}-round-{k}", j, {i: limit})


def _holds(feasible: FeasibleSet, i: int) -> FunctionTable:
    limits = [f"u{j + 1} <= m{j + 1}" for j in range(feasible.n) if j != i]
    return FunctionTable(
        name=f"gives-nothing-{i + 1}", player=i + 1, offer=[OfferTable(region=[*_FLOOR, *limits])]
    )


_FLOOR = ["u >= d", "u >= m"]


def _capped(name: str, player: int, limits: dict[int, Fraction]) -> FunctionTable:
    """Return the function that offers what is at least the floor, and at most the limits, where the default is too."""
    when = " and ".join(f"d{j + 1} <= {show(x)}" for j, x in limits.items())
    caps = [f"u{j + 1} <= {show(x)}" for j, x in limits.items()]
    case = CaseTable(when=when, offer=[OfferTable(region=[*_FLOOR, *caps])])
    return FunctionTable(name=name, player=player + 1, case=[case])


def _best_start(feasible: FeasibleSet, starts: list[Profile], near: Payoff) -> Profile | None:
    """Return a default against which no player could get more than ``near`` by another action of its own."""
    game = feasible.game
    for start in starts:
        replies = (
            game.payoff((*start[:i], a, *start[i + 1 :]))[i] - near[i]
            for i in range(game.n)
            for a in range(game.shape[i])
        )
        if _worse(game.payoff(start), feasible.pmm()) and max(replies) <= 0:
            return start
    return None
