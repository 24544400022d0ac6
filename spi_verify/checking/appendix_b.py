"""Appendix B: whatever the selection function, other functions of the same spaces reach the old outcome."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from spi_verify.checking.context import Context, conclusion, hypothesis
from spi_verify.checking.payoff_formulas import ask
from spi_verify.checking.prop4 import carried_functions, plain_profiles
from spi_verify.checking.rows import Finding, Reach, Row, Status
from spi_verify.checking.set_functions import is_renegotiation_function
from spi_verify.games.game import Profile
from spi_verify.games.rationals import show_point
from spi_verify.games.spans import affine_hull
from spi_verify.programs.functions import SetFunction
from spi_verify.programs.negotiation import Round
from spi_verify.programs.outcomes import Outcome
from spi_verify.solving.formulas import Linear, all_of, any_of, variable

STEP = "section 4, app-b"


def app_b(context: Context) -> list[Row]:
    """Return the rows of appendix B for the functions of the profile's programs.

    RN'^i offers just the old outcome; if that is never better than the default for anyone, RN'^i is RN^i itself. Then
    the payoffs under sel' are the old ones at every default: what is looked at, default by default, illustrates that.
    But a closed set holds every outcome with the same payoffs or none; so where the old outcome is another than the
    default and not the only one with its payoffs, no functions reach that action profile under every sel'.

    The second selection function is the claim's ``selection``. Errors: InputError for a profile of other programs.

    Paper node: `app-b`
    """
    other = context.reference.selection
    if other is None:
        raise context.missing(f"{context.reference.place}.selection", "the second selection function sel'")
    functions = carried_functions(context)
    starts = {context.outcome(p).payoffs for p in plain_profiles(context)} | set(context.feasible.vertices())
    rounds = [context.interpreter.negotiation.round(functions, start) for start in sorted(starts)]
    gains = [
        f"{show_point(r.start)} -> {show_point(r.result)}"
        for r in rounds
        if any(b > a for a, b in zip(r.start, r.result, strict=True))
    ]
    changed = next((r.result for r in rounds if other(context.feasible.points([r.result])) != r.result), None)
    looked_at = f"number of defaults looked at: {len(rounds)}"
    same = Finding.of(changed is None, f"the payoffs under sel' are those under sel ({looked_at})")
    if not context.reading.has("in-payoffs"):
        moves = [r for r in rounds if r.agreement and r.result != r.start]
        same = Finding.every([same, _recognisable(context, moves)])
    offered = f"just the old outcome, which improves at {gains[0]}" if gains else "what RN^i does"
    distinct = context.reading.has("distinct-payoffs")
    return [
        hypothesis(
            "def-6",
            "section 4, def-6",
            "the functions RN^i are set-valued renegotiation functions",
            Finding.every([_allowed(context, f) for f in functions]),
        ),
        *([hypothesis("distinct-payoffs", STEP, DISTINCT, _distinct(context))] if distinct else []),
        conclusion(
            "app-b.space",
            STEP,
            "there are set-valued renegotiation functions RN'^i that give each default the old payoffs",
            Finding.of(True, f"RN'^i offers {offered}"),
        ),
        conclusion(
            "app-b.outcome",
            STEP,
            "at every default they reach under every sel' the outcome that RN^i reach under sel"
            + (", as far as payoffs go" if context.reading.has("in-payoffs") else ", as an action profile"),
            same,
        ),
    ]


DISTINCT = "no two outcomes have the same payoffs"


def _allowed(context: Context, function: SetFunction) -> Finding:
    if context.reading.has("null-allowed") and function.never_offers:
        return Finding.of(True, f"{function.name} never offers anything")
    return is_renegotiation_function(context, function)


def _distinct(context: Context) -> Finding:
    """Return whether no two outcomes, with lotteries no two lotteries, have the same payoffs."""
    game = context.scenario.game
    payoffs = [game.payoff(profile) for profile in game.profiles()]
    if context.feasible.model == "pure":
        different = len(set(payoffs))
        return Finding.of(different == len(payoffs), f"{len(payoffs)} profiles, {different} payoff vectors")
    dimension = affine_hull(payoffs).dimension
    return Finding.of(
        dimension == len(payoffs) - 1,
        f"{len(payoffs)} profiles, whose payoff vectors span {dimension} dimensions",
    )


def _recognisable(context: Context, moves: Sequence[Round]) -> Finding:
    """Return whether each outcome reached, other than its default, is the only one with its payoffs."""
    if _distinct(context).status is Status.HOLDS:
        return Finding.of(True, DISTINCT)
    game = context.scenario.game
    first = {move.result: move.start for move in reversed(moves)}
    for payoffs in dict.fromkeys(move.result for move in moves):
        old = Outcome.at(context.feasible, payoffs)
        twin, reason = _twin(context, old)
        if twin is not None:
            start, reaches, pays = show_point(first[payoffs]), old.show(game), show_point(payoffs)
            return Finding.of(
                False,
                f"from payoffs {start} they reach {reaches} under sel, and {twin.show(game)} pays {pays} too: a closed"
                " set holds both or neither, so under some sel' no functions reach the one that sel selects",
            )
        if reason:
            return Finding.undecided(reason)
    pure = context.feasible.model == "pure"
    shown = f"no other outcome pays what is reached (number of outcomes: {len(first)})"
    return Finding.of(True, shown, Reach.ALL if pure else Reach.DECLARED)


def _twin(context: Context, outcome: Outcome) -> tuple[Outcome | None, str]:
    """Return another outcome with the same payoffs, if there is one, and why that is not known, if it is not."""
    game, payoffs = context.scenario.game, outcome.payoffs
    if context.feasible.model == "pure":
        found = [p for p in game.profiles() if game.payoff(p) == payoffs and p != outcome.profile]
        return (Outcome.pure(game, found[0]) if found else None), ""
    profiles = list(game.profiles())
    weights = {p: variable(f"w{k}") for k, p in enumerate(profiles)}
    known = dict(outcome.lottery)
    zero = Linear((), Fraction(0))
    parts = [
        *(w.ge(0) for w in weights.values()),
        sum(weights.values(), zero).eq(1),
        *(
            sum((game.payoff(p)[k] * w for p, w in weights.items()), zero).eq(value)
            for k, value in enumerate(payoffs)
        ),
        any_of(w.gt(known.get(p, Fraction(0))) for p, w in weights.items()),
    ]
    answer = ask(context.solvers, [all_of(parts)])
    if answer.status == "unknown":
        return None, answer.reason
    if answer.model is None:
        return None, ""
    lottery: list[tuple[Profile, Fraction]] = [
        (p, answer.model[f"w{k}"]) for k, p in enumerate(profiles) if answer.model.get(f"w{k}")
    ]
    return Outcome(tuple(lottery), payoffs), ""
