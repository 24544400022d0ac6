"""ex-5: iterated renegotiation with beliefs in low bounds ends near the PMM."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from spi_verify.checking.context import Context, conclusion, hypothesis, names
from spi_verify.checking.rows import Finding, Reach, Row, Status
from spi_verify.games.linear import all_at_least
from spi_verify.games.rationals import Payoff, show_point
from spi_verify.games.sets import OutcomeSet
from spi_verify.programs.conditions import ALWAYS
from spi_verify.programs.equilibrium import expected_utility
from spi_verify.programs.functions import RegionOffer, RuleFunction, SetFunction
from spi_verify.programs.interpreter import ProgramProfile, default_profile
from spi_verify.programs.program import IcsrProgram, Program
from spi_verify.solving.formulas import Linear, variable

STEP = "section 6, ex-5"


def ex_5(context: Context, part: str) -> list[Row]:
    """Return the rows of ex-5. The claim's parameter ``delta`` says what "slightly" is: one number per player.

    What a player may play, and what is compared, are the stated programs that make some strictly Pareto-improving offer
    (better for both) in each round. "A best response is …" and "ends only slightly above the PMM" are about all
    programs of that kind: so another best response is no counterexample, and being best among the stated ones is
    shown for these only.

    Paper node: `ex-5`
    """
    profile, delta = context.profile, context.parameter("delta", context.n)
    rows = [_rounds_row(context)]
    if rows[0].finding.status is Status.FAILS:
        return rows
    rows += [_beliefs_row(context, i, delta[i]) for i in range(context.n)]
    rows.append(_offers_row(context))
    if part == "best-response":
        for i, program in enumerate(profile):
            rows += _best_response(context, i, program, delta[i])
        return rows
    reached = context.outcome(profile).payoffs
    near = all(m <= x <= m + slack for x, m, slack in zip(reached, context.pmm, delta, strict=True))
    found = Finding.every([_best_among_stated(context, i, p) for i, p in enumerate(profile)])
    rows.append(
        hypothesis(
            "ex-5.equilibrium",
            STEP,
            "each plays a best response among the programs that make such offers",
            Finding(found.status, found.evidence, Reach.DECLARED),
        )
    )
    rows.append(
        conclusion(
            "ex-5.outcome",
            STEP,
            "play improves only slightly on the PMM",
            Finding.of(
                near,
                f"U = {show_point(reached)}, u^PMM = {show_point(context.pmm)}, slightly: {show_point(delta)}",
            ),
        )
    )
    return rows


def _rounds_row(context: Context) -> Row:
    """Return the hypothesis that two players play, and believe in, programs of the same number of rounds."""
    supports = [others for belief in context.scenario.beliefs.values() for others, _ in belief.support]
    programs = dict.fromkeys(p for group in (context.profile, *supports) for p in group)
    other = [p.name for p in programs if not isinstance(p, IcsrProgram)]
    counts = sorted({len(p.functions) for p in programs if isinstance(p, IcsrProgram)})
    so = context.n == 2 and not other and len(counts) == 1
    evidence = (
        f"K = {counts[0]}"
        if so
        else f"not so: {context.n} players; rounds {counts}; not ICSR programs: {', '.join(other) or 'none'}"
    )
    return hypothesis(
        "ex-5.programs",
        STEP,
        "there are two players, whose programs, and those they believe in, are ICSR programs with K rounds",
        Finding.of(so, evidence),
    )


# What is believed


def _beliefs_row(context: Context, i: int, slightly: Fraction) -> Row:
    """Return the hypothesis that player i's belief has the example's form."""
    problem, bounds = _believed(context, i, slightly)
    return hypothesis(
        f"ex-5.belief.{i + 1}",
        STEP,
        f"player {i + 1} believes in unconditional sets: every Pareto improvement with both at the PMM or above and "
        f"player {i + 1} at most at a bound, which increases and in the last round most likely is just below the "
        "best payoff, otherwise there is none",
        Finding.of(
            not problem, problem or f"bounds {', '.join(map(str, bounds))}; otherwise none in the last round"
        ),
    )


def _believed(context: Context, i: int, slightly: Fraction) -> tuple[str, list[Fraction]]:
    """Return what is wrong with the form of a belief (nothing: empty text), and its bounds by round."""
    best, first, last = context.feasible.best()[i], list[Fraction](), Fraction(0)
    likely = unbounded = Fraction(0)
    for (counterpart,), weight in context.belief(i).support:
        assert isinstance(counterpart, IcsrProgram)  # the row before says so
        found: list[Fraction | None] = []
        for k, function in enumerate(counterpart.functions):
            shaped, bound = upper_bound(context, function, i)
            if not shaped:
                return f"{function.name}, in round {k + 1} of {counterpart.name}, is no set of that form", []
            found.append(bound)
        early = [bound for bound in found[:-1] if bound is not None]
        if len(early) < len(found) - 1:
            return f"{counterpart.name} has no bound in an earlier round than the last", []
        if (likely or unbounded) and early != first:
            return f"{counterpart.name} has other bounds in the earlier rounds", []
        first, end = early, found[-1]
        if end is None:
            unbounded += weight
        elif likely and end != last:
            return f"{counterpart.name} has another bound in the last round", []
        else:
            likely, last = likely + weight, end
    bounds = [*first, last]
    if not likely > unbounded > 0:
        return f"in the last round a bound has probability {likely}, none has {unbounded}", bounds
    if any(later <= earlier for earlier, later in pairwise(bounds)):
        return f"the bounds {', '.join(map(str, bounds))} do not increase", bounds
    if not best - slightly <= last < best:
        return (
            f"the last bound {last} is not just below the best payoff {best} (slightly: {slightly})",
            bounds,
        )
    return "", bounds


def upper_bound(context: Context, function: SetFunction, i: int) -> tuple[bool, Fraction | None]:
    """Return whether a function offers all u ⪰ d with u ⪰ u^PMM and u_i at most a bound, and that bound (or None).

    Paper node: `ex-5`
    """
    if not isinstance(function, RuleFunction) or len(function.clauses) != 1:
        return False, None
    clause = function.clauses[0]
    if clause.condition != ALWAYS or len(clause.offers) != 1 or not isinstance(clause.offers[0], RegionOffer):
        return False, None
    sides = [_left_side(c.linear, c.relation) for c in clause.offers[0].comparisons]
    floors = {variable(f"d{k + 1}") - variable(f"u{k + 1}") for k in range(context.n)}
    floors |= {Linear((), m) - variable(f"u{k + 1}") for k, m in enumerate(context.pmm)}
    if None in sides or not floors <= set(sides):
        return False, None
    above = [side - variable(f"u{i + 1}") for side in sides if side is not None and side not in floors]
    if any(side.terms for side in above):
        return False, None
    return True, min((-side.constant for side in above), default=None)


def _left_side(linear: Linear, relation: str) -> Linear | None:
    """Return x for a comparison x <= 0, scaled so that its first coefficient on some u_k is 1 or −1; else None."""
    scale = next((abs(c) for name, c in linear.terms if name.startswith("u")), None)
    return linear / scale if relation == "<=" and scale else None


# What is offered


def _offers_row(context: Context) -> Row:
    """Return the hypothesis that each player makes a strictly Pareto-improving offer in each round.

    Against the counterparts believed in, and against the one that is played.
    """
    findings: list[Finding] = []
    for i, program in enumerate(context.profile):
        for profile in dict.fromkeys([context.profile, *_believed_profiles(context, i, program)]):
            findings.extend(_offers(context, i, profile))
    return hypothesis(
        "ex-5.rounds",
        STEP,
        "each player makes some offer that is better for both in each round",
        Finding.every(findings),
    )


def _believed_profiles(context: Context, i: int, program: Program) -> Iterator[ProgramProfile]:
    for others, _ in context.belief(i).support:
        yield (*others[:i], program, *others[i:])


def _offers(context: Context, i: int, profile: ProgramProfile) -> Iterator[Finding]:
    """Yield, per round of a profile, whether the player offers something strictly better for everyone."""
    start = context.outcome(default_profile(profile)).payoffs
    for k, played in enumerate(context.interpreter.rounds(profile, start)):
        better = strictly_better(played.answers[i], played.start)
        said = f"{profile[i].name} in {names(profile)}, round {k + 1} from {show_point(played.start)}"
        yield Finding.of(better, f"{said} offers {'a gain for both' if better else 'no gain for both'}")


def strictly_better(offered: OutcomeSet, start: Payoff) -> bool:
    """Return whether a set holds some u ≻ start: in one cell, every player can gain and nobody lose.

    The mean of points that each are better for one player and worse for none is better for all.

    Paper node: `ex-5`
    """
    cells = offered.cut(all_at_least(start)).cells
    return any(all(any(v[k] > x for v in cell.vertices) for k, x in enumerate(start)) for cell in cells)


# What is best


def _rivals(context: Context, i: int) -> list[Program]:
    """Return the stated programs of a player that make such offers against every counterpart believed in."""
    rounds = len(_functions(context.profile[i]))
    return [
        p
        for p in context.scenario.members(i)
        if isinstance(p, IcsrProgram)
        and len(p.functions) == rounds
        and all(
            finding.status is Status.HOLDS
            for profile in _believed_profiles(context, i, p)
            for finding in _offers(context, i, profile)
        )
    ]


def _functions(program: Program) -> Sequence[SetFunction]:
    return program.functions if isinstance(program, IcsrProgram) else ()


def _best_among_stated(context: Context, i: int, program: Program) -> Finding:
    belief = context.belief(i)
    value = expected_utility(context.interpreter, program, belief)
    values = [(expected_utility(context.interpreter, p, belief), p.name) for p in _rivals(context, i)]
    better = next(((v, name) for v, name in values if v > value), None)
    if better is not None:
        return Finding.of(False, f"{program.name} expects {value}, but {better[1]} expects {better[0]}")
    return Finding.of(
        True, f"{program.name} expects {value}, the most among the {len(values)} stated programs"
    )


def _best_response(context: Context, i: int, program: Program, slightly: Fraction) -> list[Row]:
    """Return the conclusions that the program is a best response, and where it then ends most likely."""
    best = context.feasible.best()[i]
    likely = max(context.belief(i).support, key=lambda item: item[1])[0]
    payoff = context.outcome((*likely[:i], program, *likely[i:])).payoffs[i]
    return [
        conclusion(
            f"ex-5.best-response.{i + 1}",
            STEP,
            f"{program.name} is a best response of player {i + 1} among the stated programs that make such offers",
            _best_among_stated(context, i, program),
            decisive=False,
        ),
        conclusion(
            f"ex-5.best-response.{i + 1}.end",
            STEP,
            f"at the end the likeliest counterpart leaves player {i + 1} slightly less than the best",
            Finding.of(
                best - slightly <= payoff < best, f"payoff {payoff}, best {best}, slightly: {slightly}"
            ),
            decisive=False,
        ),
    ]
