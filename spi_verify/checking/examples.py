"""The paper's examples (section 6) as claims about a scenario that encodes them."""

from __future__ import annotations

from fractions import Fraction

from spi_verify.checking.context import Context, conclusion, equilibrium, hypothesis, names
from spi_verify.checking.geometry_claims import weakly_above
from spi_verify.checking.renegotiation import renegotiation_function
from spi_verify.checking.rows import Finding, Row
from spi_verify.errors import InputError
from spi_verify.games.game import Profile
from spi_verify.games.rationals import Payoff, show_point
from spi_verify.programs.functions import SetFunction
from spi_verify.programs.negotiation import Round
from spi_verify.programs.outcomes import Outcome
from spi_verify.programs.program import RuleProgram

ZERO: Payoff = (Fraction(0), Fraction(0))
SCHEDULING: dict[Profile, Payoff] = {
    (0, 0): (Fraction(3), Fraction(1)),
    (1, 1): (Fraction(1), Fraction(3)),
    (2, 2): (Fraction(1), Fraction(1)),
}
"""The Scheduling Game's payoffs by slot; (0, 0) elsewhere."""


def scheduling_game(context: Context) -> Row:
    """Return the hypothesis that the game is the Scheduling Game.

    Paper node: `ex-1`
    """
    game = context.scenario.game
    same = game.shape == (3, 3) and all(game.payoff(p) == SCHEDULING.get(p, ZERO) for p in game.profiles())
    return hypothesis(
        "ex-1.game",
        "section 6, ex-1",
        "the game is the Scheduling Game",
        Finding.of(
            same,
            "payoffs (3, 1), (1, 3), (1, 1) on the diagonal, (0, 0) elsewhere" if same else "other payoffs",
        ),
    )


def ex_1(context: Context) -> list[Row]:
    """Return the rows of ex-1: "always Slot i" is subjectively optimal, and the two of them end at (0, 0).

    Paper node: `ex-1`
    """
    profile = context.profile
    insisting = all(
        isinstance(p, RuleProgram) and len(p.clauses) == 1 and p.clauses[0].action == i
        for i, p in enumerate(profile)
    )
    reached = context.outcome(profile)
    return [
        scheduling_game(context),
        hypothesis(
            "ex-1.programs",
            "section 6, ex-1",
            "p_i is the program that always plays Slot i",
            Finding.of(insisting, names(profile)),
        ),
        conclusion(
            "ex-1.optimal",
            "section 6, ex-1",
            "each is subjectively optimal in the stated program set",
            equilibrium(context, profile),
        ),
        conclusion(
            "ex-1.outcome",
            "section 6, ex-1",
            "they end at payoffs (0, 0)",
            Finding.of(reached.payoffs == ZERO, context.show(reached)),
        ),
    ]


def ex_2(context: Context) -> list[Row]:
    """Return the rows of ex-2: every miscoordinated outcome is mapped to (Slot 3, Slot 3), a renegotiation function.

    Paper node: `ex-2`
    """
    rn, game = context.renegotiation, context.scenario.game
    wrong = [
        game.name(p)
        for p in game.profiles()
        if context.interpreter.renegotiated(rn, Outcome.pure(game, p)).profile
        != (p if p[0] == p[1] else (2, 2))
    ]
    first, second = renegotiation_function(context, rn)
    mapped = Finding.of(
        not wrong,
        f"otherwise at {wrong[0]}"
        if wrong
        else "it maps the six of them to (Slot 3, Slot 3) and leaves the rest alone",
    )
    return [
        scheduling_game(context),
        hypothesis(
            "ex-2.map",
            "section 6, ex-2",
            f"{rn.name} maps every miscoordinated outcome to (Slot 3, Slot 3)",
            mapped,
        ),
        conclusion("def-3.improves", "section 2, def-3", "u(rn(a)) ⪰ u(a) for every outcome a", first),
        conclusion("def-3.strictly", "section 2, def-3", "u_i(rn(a)) > u_i(a) for some a and some i", second),
    ]


def ex_3(context: Context) -> list[Row]:
    """Return the rows of ex-3: the agreement set is topped by (1, 1), or allows (3, 1).

    Paper node: `ex-3`
    """
    mine = function(context, "set", 0)
    narrow, wide = function(context, "narrow", 1), function(context, "wide", 1)
    one, three = (Fraction(1), Fraction(1)), (Fraction(3), Fraction(1))
    first, second = negotiate(context, mine, narrow), negotiate(context, mine, wide)
    beyond = [v for v in first.agreement.vertices() if not weakly_above(one, v)]
    topped = first.agreement.contains(one) and not beyond
    return [
        scheduling_game(context),
        conclusion(
            "ex-3.topped",
            "section 6, ex-3",
            "against the narrow set the agreement set is topped by (1, 1)",
            Finding.of(topped, f"agreement set {first.agreement}"),
        ),
        conclusion(
            "ex-3.selected",
            "section 6, ex-3",
            "against the wide set (3, 1) can be selected: it is agreed and efficient there",
            Finding.of(
                second.agreement.is_efficient(three),
                f"agreement set {second.agreement}; {context.scenario.selection.rule} selects {show_point(second.result)}",
            ),
        ),
    ]


def function(context: Context, role: str, player: int) -> SetFunction:
    """Return the function that the scenario puts in a role; InputError if it is missing or another player's."""
    name = context.role(role)
    found = context.scenario.functions.get(name)
    if found is None or found.player != player:
        raise InputError(
            f"the role '{role}' needs a function of player {player + 1}",
            file=str(context.scenario.path),
            place=f"{context.reference.place}.roles",
            found=repr(name),
        )
    return found


def negotiate(context: Context, first: SetFunction, second: SetFunction) -> Round:
    """Return the round of two functions at the claim's default outcome, (0, 0) unless ``at`` says otherwise."""
    start = context.reference.at[0] if context.reference.at else ZERO
    return context.interpreter.negotiation.round((first, second), start)


def ex_4(context: Context, part: str) -> list[Row]:
    """Return the rows of one printed claim of ex-4 about adding the PMM point to player 1's set.

    Paper node: `ex-4`
    """
    base, added = function(context, "base", 0), function(context, "added", 0)
    cases = {case: function(context, case, 1) for case in ("left", "right")}
    without = {case: negotiate(context, base, other) for case, other in cases.items()}
    with_ = {case: negotiate(context, added, other) for case, other in cases.items()}
    rows = [scheduling_game(context), _drawn(without)]
    step = "section 6, ex-4"

    def change(case: str, new: Round) -> str:
        return f"on the {case} {show_point(without[case].result)} -> {show_point(new.result)} (agreement set {new.agreement})"

    def gain(case: str) -> Fraction:
        return with_[case].result[0] - without[case].result[0]

    match part:
        case "pmm":
            met = all(r.result == context.pmm for r in with_.values())
            rows.append(
                conclusion(
                    "ex-4.pmm",
                    step,
                    f"with the PMM point added, both cases end at {show_point(context.pmm)}",
                    Finding.of(met, "; ".join(change(c, r) for c, r in with_.items())),
                )
            )
        case "left":
            rows.append(
                conclusion(
                    "ex-4.left",
                    step,
                    "player 1 is better off on the left",
                    Finding.of(gain("left") > 0, change("left", with_["left"])),
                )
            )
        case "left-caption":
            rows.append(
                conclusion(
                    "ex-4.left-caption",
                    step,
                    "player 1 is no worse off on the left",
                    Finding.of(gain("left") >= 0, change("left", with_["left"])),
                )
            )
        case "right":
            rows.append(
                conclusion(
                    "ex-4.right",
                    step,
                    "player 1 is worse off on the right",
                    Finding.of(gain("right") < 0, change("right", with_["right"])),
                )
            )
        case _:
            conditional = function(context, "conditional", 0)
            new = {case: negotiate(context, conditional, other) for case, other in cases.items()}
            kept = new["right"].result[0] >= without["right"].result[0]
            as_added = new["left"].result == with_["left"].result
            rows.append(
                hypothesis(
                    "ex-4.conditional.left",
                    step,
                    "against the left set the conditional function does as the unconditional one",
                    Finding.of(as_added, change("left", new["left"])),
                )
            )
            rows.append(
                conclusion(
                    "ex-4.conditional",
                    step,
                    "adding it only against the left set avoids the loss on the right",
                    Finding.of(kept, change("right", new["right"])),
                )
            )
    return rows


def _drawn(without: dict[str, Round]) -> Row:
    """Return the hypothesis that the outcomes without the PMM point are where the figure draws them."""
    drawn = {"left": (Fraction(1), Fraction(9, 16)), "right": (Fraction(27, 16), Fraction(9, 16))}
    same = all(without[case].result == point for case, point in drawn.items())
    return hypothesis(
        "ex-4.drawn",
        "section 6, ex-4",
        "without the PMM point the outcomes are (1, 9/16) and (27/16, 9/16)",
        Finding.of(same, "; ".join(f"{c}: {show_point(r.result)}" for c, r in without.items())),
    )


def ex_5(context: Context, part: str) -> list[Row]:
    """Return the rows of ex-5: iterated renegotiation with beliefs in low bounds ends near the PMM.

    The claim's parameter ``delta`` says what "slightly" is: one number per player.

    Paper node: `ex-5`
    """
    profile, delta = context.profile, context.parameter("delta")
    if len(delta) != context.n:
        raise context.missing(f"{context.reference.place}.parameters.delta", "one number per player")
    rows: list[Row] = [_offers_improve(context)]
    best = context.feasible.best()
    if part == "best-response":
        for i, program in enumerate(profile):
            belief = context.belief(i)
            found = context.optimality(program, belief, ())
            likely = max(belief.support, key=lambda item: item[1])[0]
            payoff = context.outcome((*likely[:i], program, *likely[i:])).payoffs[i]
            rows.append(
                conclusion(
                    f"ex-5.best-response.{i + 1}",
                    "section 6, ex-5",
                    f"{program.name} is a best response of player {i + 1} among the stated programs",
                    Finding.of(found.holds, str(found)),
                )
            )
            close = best[i] - delta[i] <= payoff < best[i]
            rows.append(
                conclusion(
                    f"ex-5.best-response.{i + 1}.end",
                    "section 6, ex-5",
                    f"at the end the likeliest counterpart leaves player {i + 1} slightly less than the best",
                    Finding.of(close, f"payoff {payoff}, best {best[i]}, slightly: {delta[i]}"),
                )
            )
        return rows
    reached = context.outcome(profile).payoffs
    near = all(m <= x <= m + slack for x, m, slack in zip(reached, context.pmm, delta, strict=True))
    rows.append(
        hypothesis(
            "ex-5.equilibrium",
            "section 6, ex-5",
            "each plays a best response among the stated programs",
            equilibrium(context, profile),
        )
    )
    rows.append(
        conclusion(
            "ex-5.outcome",
            "section 6, ex-5",
            "play improves only slightly on the PMM",
            Finding.of(
                near,
                f"U = {show_point(reached)}, u^PMM = {show_point(context.pmm)}, slightly: {show_point(delta)}",
            ),
        )
    )
    return rows


def _offers_improve(context: Context) -> Row:
    """Return the hypothesis that every played round is a strict Pareto improvement against the counterparts believed in."""
    findings = []
    for i, program in enumerate(context.profile):
        for others, _ in context.belief(i).support:
            profile = (*others[:i], program, *others[i:])
            start = context.outcome(tuple(p.default for p in profile if hasattr(p, "default")))
            for k, played in enumerate(context.interpreter.rounds(profile, start.payoffs)):
                better = weakly_above(played.result, played.start) and played.result != played.start
                findings.append(
                    Finding.of(
                        better,
                        f"{program.name} against {names(others)}, round {k + 1}: {show_point(played.start)} -> {show_point(played.result)}",
                    )
                )
    found = Finding.every(findings)
    return hypothesis(
        "ex-5.rounds", "section 6, ex-5", "each round improves strictly on the one before", found
    )
