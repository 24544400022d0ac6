"""def-3: whether a map from outcomes to outcomes is a renegotiation function, and whether there is one at all."""

from __future__ import annotations

from spi_verify.checking.context import Context
from spi_verify.checking.payoff_formulas import (
    ask,
    improves_weakly,
    is_feasible,
    none_exists,
    payoffs,
    point_of,
    some_greater,
)
from spi_verify.checking.rows import Finding, Status
from spi_verify.games.game import Profile
from spi_verify.games.rationals import Payoff, show_point
from spi_verify.programs.outcomes import Outcome
from spi_verify.programs.program import RenegotiationCase, RenegotiationFunction
from spi_verify.solving.formulas import Formula, Linear, all_of, any_of


def renegotiation_function(context: Context, rn: RenegotiationFunction) -> tuple[Finding, Finding]:
    """Return whether rn never makes anyone worse off, and whether it makes someone better off somewhere.

    Paper node: `def-3`
    """
    worse: list[Finding] = []
    gains: list[Finding] = []
    game, n = context.scenario.game, context.n
    pure = [Outcome.pure(game, profile) for case in rn.cases for profile in case.profiles]
    if context.feasible.model == "pure":
        pure = [Outcome.pure(game, profile) for profile in game.profiles()]
    for outcome in pure:
        after = context.interpreter.renegotiated(rn, outcome).payoffs
        move = f"{outcome.show(game)}: {show_point(outcome.payoffs)} -> {show_point(after)}"
        if any(b < a for a, b in zip(outcome.payoffs, after, strict=True)):
            worse.append(Finding.of(False, move))
        if any(b > a for a, b in zip(outcome.payoffs, after, strict=True)):
            gains.append(Finding.of(True, move))
    if context.feasible.model == "hull":
        d = payoffs("d", n)
        for applies, target in region_cases(context, rn):
            moved = tuple(Linear((), value) for value in target)
            inside = [is_feasible(d, context.feasible, "l"), applies]
            worse.append(
                none_exists(
                    ask(context.solvers, [*inside, ~improves_weakly(moved, d)]),
                    f"{show_point(target)} ⪰ d wherever that case applies",
                    n,
                )
            )
            answer = ask(context.solvers, [*inside, some_greater(moved, d)])
            if answer.status == "sat" and answer.model is not None:
                gains.append(
                    Finding.of(True, f"{show_point(point_of(answer.model, 'd', n))} -> {show_point(target)}")
                )
    strict = gains[0] if gains else Finding.of(False, "no outcome is improved for anyone")
    return Finding.every(worse, "nobody is worse off at any outcome"), strict


def in_r(context: Context, rn: RenegotiationFunction) -> bool:
    """Return whether rn was shown to be in R.

    Paper node: `def-3`
    """
    return Finding.every(renegotiation_function(context, rn)).status is Status.HOLDS


def region_cases(context: Context, rn: RenegotiationFunction) -> list[tuple[Formula, Payoff]]:
    """Return, for each case given by comparisons on d, where it applies (and no earlier case does) and its target.

    An earlier case given by profiles takes single profiles out, so it takes a payoff vector out only if no other
    lottery has it: if it is an extreme point of F, paid by that one profile.
    """
    d = payoffs("d", context.n)
    pmm = {f"m{k + 1}": value for k, value in enumerate(context.pmm)}
    earlier: list[Formula] = []
    result: list[tuple[Formula, Payoff]] = []
    for case in rn.cases:
        if case.profiles:
            taken = [context.scenario.game.payoff(p) for p in case.profiles if only_lottery(context, p)]
            earlier.extend(all_of(x.eq(v) for x, v in zip(d, point, strict=True)) for point in taken)
            continue
        here = all_of(type(c)(c.linear.substitute(pmm), c.relation) for c in case.comparisons)
        target = case.to_payoffs if case.to is None else context.scenario.game.payoff(case.to)
        assert target is not None  # a case has one of the two
        result.append((all_of([here, ~any_of(earlier)]), target))
        earlier.append(here)
    return result


def only_lottery(context: Context, profile: Profile) -> bool:
    """Return whether a profile is the only lottery with its payoffs (hull model): a vertex that it alone pays."""
    game = context.scenario.game
    rows = game.points.rows
    paying = (rows == rows[game.index(profile)]).all(axis=1).sum()
    return int(paying) == 1 and game.payoff(profile) in context.feasible.vertices()


def some_inefficient_point(context: Context) -> Payoff | None:
    """Return the payoffs of an outcome that some outcome Pareto-improves on, or None: then R is empty.

    In the hull model the mean of the extreme points will do: if nothing improves on it, F is a face of itself on which
    every point is efficient.

    Paper node: `def-3`
    """
    vertices = context.feasible.vertices()
    if context.feasible.model == "hull":
        vertices = (tuple(sum(column) / len(vertices) for column in zip(*vertices, strict=True)),)
    return next((v for v in vertices if not context.feasible.is_efficient(v)), None)


def some_function(context: Context) -> RenegotiationFunction | None:
    """Return a function of R that no scenario declares: it improves on one payoff vector; None if R is empty.

    Paper node: `def-3`
    """
    point = some_inefficient_point(context)
    if point is None:
        return None
    here = tuple(x.eq(v) for x, v in zip(payoffs("d", context.n), point, strict=True))
    case = RenegotiationCase((), here, None, context.feasible.improvement(point))
    return RenegotiationFunction("an undeclared rn", (case,))
