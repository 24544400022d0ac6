"""ex-1 and ex-2 as claims about a scenario that encodes them; the later examples are in modules of their own."""

from __future__ import annotations

from fractions import Fraction

from spi_verify.checking.context import Context, conclusion, equilibrium, hypothesis, names
from spi_verify.checking.definition3 import renegotiation_function
from spi_verify.checking.example5 import ex_5
from spi_verify.checking.examples_sets import ex_3, ex_4
from spi_verify.checking.rows import Finding, Row
from spi_verify.checking.scheduling import ZERO, is_scheduling_game, scheduling_game
from spi_verify.programs.conditions import ALWAYS, Is
from spi_verify.programs.equilibrium import belief_region
from spi_verify.programs.outcomes import Outcome
from spi_verify.programs.program import Clause, Program, RuleProgram

__all__ = ["ex_1", "ex_2", "ex_3", "ex_4", "ex_5"]

STEP = "section 6, ex-1"


def ex_1(context: Context) -> list[Row]:
    """Return the rows of ex-1: "always Slot i" is subjectively optimal, and the two of them end at (0, 0).

    Paper node: `ex-1`
    """
    rows = [scheduling_game(context)]
    if not is_scheduling_game(context):
        return rows
    profile = context.profile
    insisting = all(
        isinstance(p, RuleProgram) and len(p.clauses) == 1 and p.clauses[0].action == i
        for i, p in enumerate(profile)
    )
    reached = context.outcome(profile)
    return [
        *rows,
        hypothesis(
            "ex-1.programs",
            STEP,
            "p_i is the program that always plays Slot i",
            Finding.of(insisting, names(profile)),
        ),
        *(_likely_enough(context, i) for i in range(context.n)),
        conclusion(
            "ex-1.optimal",
            STEP,
            "each is subjectively optimal in the stated program set",
            equilibrium(context, profile),
        ),
        conclusion(
            "ex-1.outcome",
            STEP,
            "they end at payoffs (0, 0)",
            Finding.of(reached.payoffs == ZERO, context.show(reached)),
        ),
    ]


def _likely_enough(context: Context, i: int) -> Row:
    """Return the hypothesis that player i believes the other to be likely enough to use ``p_j^C``."""
    j, insisting = 1 - i, context.profile[i]
    yielding = [p for p in context.scenario.declared(j) if _yields(p, insisting)]
    weight = sum((w for (other,), w in context.belief(i).support if other in yielding), Fraction(0))
    least = least_enough(context, insisting, yielding)
    called = " or ".join(p.name for p in yielding) or "no program of the other that yields"
    threshold = (
        f"weight {least} is enough whatever else is believed of the declared programs, and no less"
        if least is not None
        else "no weight is enough"
    )
    return hypothesis(
        f"ex-1.belief.{i + 1}",
        STEP,
        f"player {i + 1} believes that the other is likely enough to use p_{j + 1}^C",
        Finding.of(
            least is not None and bool(yielding) and weight >= least,
            f"weight {weight} on {called}; {threshold}",
        ),
    )


def _yields(program: Program, insisting: Program) -> bool:
    """Return whether a program is ``p_j^C``: the other's slot if its code is the insisting one, else its own slot."""
    i, j = insisting.player, program.player
    clauses = (Clause(Is(i, insisting.name), i), Clause(ALWAYS, j))
    return isinstance(program, RuleProgram) and program.clauses == clauses


def least_enough(context: Context, insisting: Program, yielding: list[Program]) -> Fraction | None:
    """Return the least weight on the yielding programs that makes insisting optimal whatever gets the rest.

    "Optimal" and "whatever" are over the declared programs: the player's own in P_i, all of the other's. None if
    certainty is not enough.

    Paper node: `ex-1`
    """
    i = insisting.player
    counterparts = [(p,) for p in context.scenario.declared(1 - i)]
    region = belief_region(context.interpreter, insisting, counterparts, context.scenario.members(i))
    least = Fraction(0)
    for constraint in region.constraints:  # what a rival gains against each counterpart
        gains = dict(zip((p for (p,) in counterparts), constraint.coefficients, strict=True))
        against = max((gains[p] for p in yielding), default=Fraction(0))
        elsewhere = max((gain for p, gain in gains.items() if p not in yielding), default=against)
        if against > 0 or (against == 0 and not yielding):
            return None
        if elsewhere > 0:
            least = max(least, elsewhere / (elsewhere - against))
    return least


def ex_2(context: Context) -> list[Row]:
    """Return the rows of ex-2: every miscoordinated outcome is mapped to (Slot 3, Slot 3), a renegotiation function.

    Paper node: `ex-2`
    """
    rows = [scheduling_game(context)]
    if not is_scheduling_game(context):
        return rows
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
        *rows,
        hypothesis(
            "ex-2.map",
            "section 6, ex-2",
            f"{rn.name} maps every miscoordinated outcome to (Slot 3, Slot 3)",
            mapped,
        ),
        conclusion("def-3.improves", "section 2, def-3", "u(rn(a)) ⪰ u(a) for every outcome a", first),
        conclusion("def-3.strictly", "section 2, def-3", "u_i(rn(a)) > u_i(a) for some a and some i", second),
    ]
