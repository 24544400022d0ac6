"""ex-3 and ex-4: set-valued renegotiation in the Scheduling Game, from the default (0, 0), with the printed sets."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from spi_verify.checking.context import Context, conclusion, hypothesis
from spi_verify.checking.geometry_claims import weakly_above
from spi_verify.checking.rows import Finding, Row
from spi_verify.checking.scheduling import ZERO, is_scheduling_game, scheduling_game
from spi_verify.errors import InputError
from spi_verify.games.linear import at_most
from spi_verify.games.rationals import Payoff, show_point
from spi_verify.games.sets import OutcomeSet
from spi_verify.programs.functions import SetFunction
from spi_verify.programs.negotiation import Round

TOP: Payoff = (Fraction(27, 16), Fraction(9, 16))
TRIANGLE: tuple[Payoff, ...] = (ZERO, (Fraction(7, 16), Fraction(21, 16)), TOP)
"""ex-4's coordinates, read off the figure: the corner of player 1's set, and player 2's right-hand set."""

Case = tuple[str, OutcomeSet]


def ex_3(context: Context) -> list[Row]:
    """Return the rows of ex-3: the agreement set is topped by (1, 1), or allows (3, 1).

    Paper node: `ex-3`
    """
    rows = [scheduling_game(context)]
    if not is_scheduling_game(context):
        return rows
    mine = function(context, "set", 0)
    narrow, wide = function(context, "narrow", 1), function(context, "wide", 1)
    one, three = (Fraction(1), Fraction(1)), (Fraction(3), Fraction(1))
    below_three, below_other = below(context, three), below(context, (Fraction(1), Fraction(3)))
    first, second = negotiate(context, mine, narrow), negotiate(context, mine, wide)
    beyond = [v for v in first.agreement.vertices() if not weakly_above(one, v)]
    topped = first.agreement.contains(one) and not beyond
    return [
        *rows,
        default_row(context, "ex-3"),
        set_row(
            "ex-3.set",
            f"{mine.name} offers (3, 1) and every feasible point weakly below it",
            below_three,
            [("against the narrow set", first.answers[0]), ("against the wide set", second.answers[0])],
        ),
        set_row(
            "ex-3.narrow",
            f"{narrow.name} offers (1, 3) and every feasible point weakly below it",
            below_other,
            [("it offers", first.answers[1])],
        ),
        set_row(
            "ex-3.wide",
            f"{wide.name} also offers (3, 1) and every feasible point weakly below it",
            below_other | below_three,
            [("it offers", second.answers[1])],
        ),
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
                f"agreement set {second.agreement}; "
                f"{context.scenario.selection.rule} selects {show_point(second.result)}",
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


def below(context: Context, top: Payoff) -> OutcomeSet:
    """Return every feasible point weakly below a payoff vector."""
    return context.feasible.cut([at_most(k, context.n, value) for k, value in enumerate(top)])


def negotiate(context: Context, first: SetFunction, second: SetFunction) -> Round:
    """Return the round of two functions at the claim's default outcome, (0, 0) unless ``at`` says otherwise."""
    return context.interpreter.negotiation.round((first, second), start_of(context))


def start_of(context: Context) -> Payoff:
    """Return the payoffs of the claim's default outcome."""
    return context.reference.at[0] if context.reference.at else ZERO


def default_row(context: Context, example: str) -> Row:
    """Return the hypothesis that the default outcome is the example's, (0, 0)."""
    start = start_of(context)
    return hypothesis(
        f"{example}.default",
        f"section 6, {example}",
        "the default outcome has payoffs (0, 0)",
        Finding.of(start == ZERO, show_point(start)),
    )


def set_row(id_: str, statement: str, printed: OutcomeSet, answers: Iterable[Case]) -> Row:
    """Return the hypothesis that a function's answers, in some cases, are all the printed set."""
    cases = list(answers)
    wrong = next(((case, answer) for case, answer in cases if answer != printed), None)
    evidence = f"{wrong[0]} {wrong[1]}, not {printed}" if wrong else str(printed)
    return hypothesis(
        id_, f"section 6, {id_.rsplit('.', 1)[0]}", statement, Finding.of(wrong is None, evidence)
    )


def ex_4(context: Context, part: str) -> list[Row]:
    """Return the rows of one printed claim of ex-4 about adding the PMM point to player 1's set.

    Paper node: `ex-4`
    """
    step, lotteries = "section 6, ex-4", context.feasible.model == "hull"
    rows = [
        scheduling_game(context),
        hypothesis(
            "ex-4.hull",
            step,
            "the sets are made of hull points",
            Finding.of(lotteries, f"model {context.feasible.model}"),
        ),
    ]
    if not is_scheduling_game(context) or not lotteries:
        return rows
    base, added = function(context, "base", 0), function(context, "added", 0)
    cases = {case: function(context, case, 1) for case in ("left", "right")}
    without = {case: negotiate(context, base, other) for case, other in cases.items()}
    with_ = {case: negotiate(context, added, other) for case, other in cases.items()}
    rows += [default_row(context, "ex-4"), *_printed_sets(context, without, with_), _drawn(without)]

    def change(case: str, new: Round) -> str:
        moved = f"{show_point(without[case].result)} -> {show_point(new.result)}"
        return f"on the {case} {moved} (agreement set {new.agreement})"

    def gain(case: str) -> Fraction:
        return with_[case].result[0] - without[case].result[0]

    def claim(id_: str, statement: str, so: bool, evidence: str) -> Row:
        return conclusion(id_, step, statement, Finding.of(so, evidence))

    left, right = change("left", with_["left"]), change("right", with_["right"])
    match part:
        case "pmm":
            met = all(r.result == context.pmm for r in with_.values())
            said = f"with the PMM point added, both cases end at {show_point(context.pmm)}"
            rows.append(claim("ex-4.pmm", said, met, f"{left}; {right}"))
        case "left":
            rows.append(claim("ex-4.left", "player 1 is better off on the left", gain("left") > 0, left))
        case "left-caption":
            said = "player 1 is no worse off on the left"
            rows.append(claim("ex-4.left-caption", said, gain("left") >= 0, left))
        case "right":
            rows.append(claim("ex-4.right", "player 1 is worse off on the right", gain("right") < 0, right))
        case _:
            conditional = function(context, "conditional", 0)
            new = {case: negotiate(context, conditional, other) for case, other in cases.items()}
            rows += _added_on_the_left_only(conditional.name, new, without, with_)
            rows.append(
                hypothesis(
                    "ex-4.conditional.loss",
                    step,
                    "adding the PMM point whatever the other does loses on the right",
                    Finding.of(gain("right") < 0, right),
                )
            )
            kept = new["right"].result[0] >= without["right"].result[0]
            said = "adding it only against the left set avoids the loss on the right"
            rows.append(claim("ex-4.conditional", said, kept, change("right", new["right"])))
    return rows


def _printed_sets(context: Context, without: dict[str, Round], with_: dict[str, Round]) -> list[Row]:
    """Return the hypotheses that the four functions of ex-4 offer the printed sets."""
    own, point = below(context, TOP), context.feasible.points([context.pmm])
    left, right = below(context, (Fraction(1), Fraction(3))), context.feasible.hull_of(TRIANGLE)
    return [
        set_row(
            "ex-4.base",
            f"player 1's set is the hull points weakly below {show_point(TOP)}",
            own,
            [(f"on the {case} it is", r.answers[0]) for case, r in without.items()],
        ),
        set_row(
            "ex-4.added",
            f"player 1 adds the PMM point {show_point(context.pmm)} whatever the other does",
            own | point,
            [(f"on the {case} it is then", r.answers[0]) for case, r in with_.items()],
        ),
        set_row(
            "ex-4.left-set",
            "player 2's left set is the hull points weakly below (1, 3)",
            left,
            [("it is", rounds["left"].answers[1]) for rounds in (without, with_)],
        ),
        set_row(
            "ex-4.right-set",
            f"player 2's right set is the triangle {', '.join(map(show_point, TRIANGLE))}",
            right,
            [("it is", rounds["right"].answers[1]) for rounds in (without, with_)],
        ),
    ]


def _added_on_the_left_only(
    name: str, new: dict[str, Round], without: dict[str, Round], with_: dict[str, Round]
) -> list[Row]:
    return [
        set_row(
            "ex-4.conditional-left",
            f"against the left set {name} adds the PMM point",
            with_["left"].answers[0],
            [("it offers", new["left"].answers[0])],
        ),
        set_row(
            "ex-4.conditional-right",
            f"against the right set {name} does not",
            without["right"].answers[0],
            [("it offers", new["right"].answers[0])],
        ),
    ]


def _drawn(without: dict[str, Round]) -> Row:
    """Return the hypothesis that the outcomes without the PMM point are where the figure draws them."""
    drawn = {"left": (Fraction(1), Fraction(9, 16)), "right": TOP}
    same = all(without[case].result == point for case, point in drawn.items())
    return hypothesis(
        "ex-4.drawn",
        "section 6, ex-4",
        "without the PMM point the outcomes are (1, 9/16) and (27/16, 9/16)",
        Finding.of(same, "; ".join(f"{c}: {show_point(r.result)}" for c, r in without.items())),
    )
