"""Whether some renegotiation function disagrees with given ones at an outcome: then asm-4 speaks of its programs."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from spi_verify.checking.context import Context
from spi_verify.checking.definition3 import only_lottery, some_inefficient_point
from spi_verify.checking.payoff_formulas import MAX_POINTS, ask
from spi_verify.errors import Refusal
from spi_verify.games.linear import all_at_least
from spi_verify.programs.outcomes import Outcome
from spi_verify.programs.program import RenegotiationFunction
from spi_verify.solving.formulas import Linear, any_of, variable
from spi_verify.solving.geometry import in_hull


def some_function_disagrees(
    context: Context, start: Outcome, functions: Sequence[RenegotiationFunction]
) -> bool | None:
    """Return whether, at an outcome, some function of R does not agree with all of the given functions of R.

    If these differ among themselves, any function of R will do. Else one that proposes another outcome, weakly better
    for everyone than ``start``; it improves on something, there or elsewhere. None if the solvers do not decide.

    Paper node: `asm-4`
    """
    proposals = {context.interpreter.renegotiated(f, start) for f in functions}
    if some_inefficient_point(context) is None:
        return False
    if len(proposals) > 1:
        return True
    (common,) = proposals
    if context.feasible.model == "pure":
        return _pure_disagrees(context, start, common)
    if not context.feasible.is_efficient(start.payoffs):
        return True  # an improvement, and all that lies between: at most one of these is the common proposal
    if dict(common.lottery) != dict(start.lottery):
        return True  # leaving the outcome alone, and improving elsewhere
    return _other_lottery(context, start)


def _pure_disagrees(context: Context, start: Outcome, common: Outcome) -> bool:
    game, feasible = context.scenario.game, context.feasible
    weakly_better = set(feasible.cut(all_at_least(start.payoffs)).vertices())
    for profile in game.profiles():
        payoffs = game.payoff(profile)
        if profile == common.profile or payoffs not in weakly_better:
            continue
        if payoffs != start.payoffs:
            return True
        # A proposal with the same payoffs improves on nothing, so the function must improve on another outcome.
        if any(p != start.profile and not feasible.is_efficient(game.payoff(p)) for p in game.profiles()):
            return True
    return False


def _other_lottery(context: Context, outcome: Outcome) -> bool | None:
    """Return whether another lottery over profiles has the same payoffs (hull model)."""
    game = context.scenario.game
    if outcome.profile is not None and only_lottery(context, outcome.profile):
        return False
    if game.size > MAX_POINTS:
        raise Refusal(f"the game has {game.size} outcomes to write out, more than {MAX_POINTS}")
    weights = dict(outcome.lottery)
    rows = list(game.profiles())
    same_payoffs = in_hull(
        [Linear((), x) for x in outcome.payoffs], [game.payoff(profile) for profile in rows], "w"
    )
    other = any_of(variable(f"w_{k}").gt(weights.get(profile, Fraction(0))) for k, profile in enumerate(rows))
    answer = ask(context.solvers, [same_payoffs, other])
    return None if answer.status == "unknown" else answer.status == "sat"
