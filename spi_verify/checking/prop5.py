"""Proposition 5: iterated renegotiation does not escape the PMM; a scenario is a witness for its game, K and Δ."""

from __future__ import annotations

import itertools

from spi_verify.checking.context import Context, conclusion, equilibrium, hypothesis
from spi_verify.checking.csr_punishment import csr_not_punished
from spi_verify.checking.geometry_claims import every_pmp_nonempty, shape_rows, weakly_above
from spi_verify.checking.prop5_halfway import variant_rows
from spi_verify.checking.prop5_room import room_row
from spi_verify.checking.rows import Finding, Row
from spi_verify.checking.set_functions import is_renegotiation_function
from spi_verify.checking.transitivity import transitive
from spi_verify.games.feasible import FeasibleSet
from spi_verify.games.linear import equals
from spi_verify.games.rationals import show_point
from spi_verify.programs.interpreter import default_profile
from spi_verify.programs.negotiation import Round
from spi_verify.programs.program import IcsrProgram, functions_of

STEP = "section 5, prop-5"


def prop_5(context: Context) -> list[Row]:
    """Return the rows of proposition 5 with the scenario's profile and beliefs as the witness.

    Parameters of the claim: ``K`` (rounds) and ``delta`` (one number per player).

    Paper node: `prop-5`
    """
    rounds, delta = context.parameter("K", 1)[0], context.parameter("delta", context.n)
    profile = context.profile
    icsr = [p for p in profile if isinstance(p, IcsrProgram) and len(p.functions) == rounds]
    rows = [
        *_game_rows(context),
        *shape_rows(context),
        *variant_rows(context, int(rounds)),
        hypothesis(
            "prop-5.delta",
            STEP,
            "Δ ≻ 0",
            Finding.of(len(delta) == context.n and min(delta) > 0, show_point(delta)),
        ),
    ]
    rows.append(
        conclusion(
            "prop-5.programs",
            STEP,
            f"each p*_i is an ICSR program with K = {rounds}",
            Finding.of(len(icsr) == context.n, ", ".join(p.name for p in profile)),
            decisive=False,
        )
    )
    rows.append(room_row(context, int(rounds), delta))
    if len(icsr) < context.n:
        return rows
    rows.append(
        conclusion(
            "prop-5.equilibrium",
            STEP,
            "(p*, β) is a subjective equilibrium of G(P ∪ ICSR programs)",
            equilibrium(context, profile, ("icsr",)),
            decisive=False,
        )
    )
    rows.extend(_assumption_rows(context))
    start = context.outcome(default_profile(profile)).payoffs
    played = context.interpreter.rounds(profile, start)
    reached = context.outcome(profile).payoffs
    near = weakly_above(tuple(m + x for m, x in zip(context.pmm, delta, strict=True)), reached)
    rows.append(
        conclusion(
            "prop-5.1",
            f"{STEP} (1)",
            f"each of the first {len(played) - 1} rounds strictly Pareto-improves",
            Finding.every(
                [_strict(context, r, k) for k, r in enumerate(played[:-1])], "there is one round only"
            ),
            decisive=False,
        )
    )
    rows.append(
        conclusion(
            "prop-5.2",
            f"{STEP} (2)",
            "U(p*) ⪯ u^PMM + Δ",
            Finding.of(
                near,
                f"U(p*) = {show_point(reached)}, u^PMM = {show_point(context.pmm)}, Δ = {show_point(delta)}",
            ),
            decisive=False,
        )
    )
    return rows


def _strict(context: Context, played: Round, k: int) -> Finding:
    if context.reading.has("weakly"):
        better = weakly_above(played.result, played.start) and played.result != played.start
    else:
        better = all(b > a for a, b in zip(played.start, played.result, strict=True))
    return Finding.of(better, f"round {k + 1}: {show_point(played.start)} -> {show_point(played.result)}")


def _game_rows(context: Context) -> list[Row]:
    feasible = context.feasible
    sums = {sum(v) for v in feasible.vertices()}
    clash = best_together(feasible)
    contains = (
        feasible.frontier_box_feasible() if context.reading.has("frontier-box") else feasible.pmm_feasible()
    )
    what = (
        "every payoff point between the PMM and the frontier"
        if context.reading.has("frontier-box")
        else f"the PMM {show_point(context.pmm)}"
    )
    return [
        hypothesis(
            "prop-5.non-zero-sum",
            STEP,
            "G is non-zero-sum",
            Finding.of(
                sums != {0},
                "every outcome's payoffs sum to 0"
                if sums == {0}
                else f"payoffs sum to {min(sums)} … {max(sums)}",
            ),
        ),
        hypothesis(
            "prop-5.continuous",
            STEP,
            "F is continuous",
            Finding.of(feasible.model == "hull", f"model {feasible.model}"),
        ),
        hypothesis(
            "prop-5.meet",
            STEP,
            "F contains the Pareto meet",
            Finding.of(contains, f"{what} is {'' if contains else 'not '}feasible"),
        ),
        hypothesis(
            "prop-5.best",
            STEP,
            "where some u_i = u*_i, every other u_j < u*_j",
            Finding.of(
                clash is None,
                f"u* = {show_point(feasible.best())}"
                + ("" if clash is None else f"; players {clash[0] + 1} and {clash[1] + 1} reach it together"),
            ),
        ),
    ]


def best_together(feasible: FeasibleSet) -> tuple[int, int] | None:
    """Return two players (0-based) who can have their best payoffs in one outcome, or None if no two can.

    Paper node: `prop-5`
    """
    n, best = feasible.n, feasible.best()
    pairs = itertools.combinations(range(n), 2)
    return next(
        ((i, j) for i, j in pairs if feasible.cut([equals(i, n, best[i]), equals(j, n, best[j])])), None
    )


def _assumption_rows(context: Context) -> list[Row]:
    """Return the rows of "satisfying thm-3's assumptions", for the class of ICSR programs."""
    programs = [
        p for belief in context.scenario.beliefs.values() for others, _ in belief.support for p in others
    ]
    functions = list(dict.fromkeys(f for p in (*context.profile, *programs) for f in functions_of(p)))
    members = [p for k in range(context.n) for p in context.scenario.members(k)]
    every = list(dict.fromkeys([*members, *programs]))
    plain = [p for p in every if not isinstance(p, IcsrProgram)]
    believed = list(dict.fromkeys(f for p in programs for f in functions_of(p)))
    looking = [f.name for f in believed if f.asks_about_others]
    extension = (
        Finding.undecided(f"these look at the others' functions: {', '.join(looking)}")
        if looking
        else Finding.of(
            True,
            "no function in a support looks at the others' functions, so extended ones are answered alike (V = ∅)",
        )
    )
    return [
        conclusion(
            "prop-5.sel",
            STEP,
            "the selection function is transitive",
            transitive(context, context.scenario.selection),
            decisive=False,
        ),
        conclusion(
            "prop-5.pmps", STEP, "every PMP_i(a) is non-empty", every_pmp_nonempty(context), decisive=False
        ),
        conclusion(
            "prop-5.def-6",
            STEP,
            "the rounds' functions are set-valued renegotiation functions",
            Finding.every([is_renegotiation_function(context, f) for f in functions]),
            decisive=False,
        ),
        conclusion(
            "prop-5.asm-8.i",
            STEP,
            "ICSR is not punished",
            Finding.every([csr_not_punished(context, p, "icsr") for p in plain]),
            decisive=False,
        ),
        conclusion("prop-5.asm-8.ii", STEP, "PMP-extension is not punished", extension, decisive=False),
    ]
