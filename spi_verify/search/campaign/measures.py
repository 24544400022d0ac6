"""What holds in one game: the hypotheses about F, and what the PMM guarantees beyond other things."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from spi_verify.checking.geometry_claims import empty_projection, infeasible_meet_point
from spi_verify.checking.prop5 import best_together
from spi_verify.errors import Refusal
from spi_verify.games.analysis import constant_sum, pure_equilibria
from spi_verify.games.feasible import FeasibleSet, Model, feasible_set
from spi_verify.games.game import Game, maximin
from spi_verify.games.rationals import Payoff, show

VERSION = 2
"""Goes up with every change to what is measured: results of different versions are not added up."""

MODELS: tuple[Model, ...] = ("hull", "pure")
MOST_PLAYERS, MOST_VERTICES = 4, 40
"""With this many players, a hull of more vertices is beyond what is cut into pieces here."""

Facts = dict[str, object]

FACTS: dict[str, str] = {
    "pmps": "every PMP_i(a) is non-empty",
    "pmm-feasible": "the PMM is feasible",
    "meet-feasible": "the meet point of every outcome is feasible",
    "frontier-box": "every payoff point between the PMM and the frontier is feasible",
    "non-zero-sum": "the payoffs do not sum to zero everywhere",
    "no-constant-sum": "the payoffs have no constant sum",
    "best-apart": "no two players have their best payoffs in one outcome",
    "prop-5": "prop-5's hypotheses on the game",
    "prop-5+frontier-box": "prop-5's hypotheses, read with every point up to the frontier feasible",
    "room-below": "some outcome is below the PMM for every player (what prop-5's construction starts from)",
    "empty": "the guarantee is empty: every outcome is at least the PMM",
    "empty-some": "the guarantee is empty for some player: no outcome is below the PMM for it",
    "one-efficient": "one efficient payoff vector only",
    "equilibrium-below": "some pure Nash equilibrium is below the PMM for a player",
    "above-maximin-all": "the PMM is above maximin for every player",
    "above-maximin-some": "the PMM is above maximin for some player",
    "below-maximin-some": "the PMM is below maximin for some player",
}
"""What is true or false of a game in a model, and how a table says it; the order is the table's."""

GAINS: dict[str, str] = {
    "over-maximin": "PMM minus maximin (in pure actions)",
    "over-worst": "PMM minus the worst outcome",
    "over-default": "what a random outcome lacks to the PMM, on average",
    "over-equilibrium": "PMM minus the worst pure Nash equilibrium, where there is one",
}
"""What is measured per player, as a share of the range of the player's payoffs."""


def measure(game: Game) -> Facts:
    """Return what holds in a game: its players and shape, then for both models FACTS and GAINS.

    Truth values are True, False, or None where the exact methods refuse; gains are exact numbers as text, one per
    player, or none where there is nothing to compare with. Never fails.

    >>> chicken = Game.build("", ("A", "B"), (("s", "d"),) * 2, [(3, 3), (1, 4), (4, 1), (0, 0)])
    >>> facts = measure(chicken)["hull"]
    >>> facts["pmm"], facts["pmps"], facts["prop-5"], facts["over-maximin"]
    (['1', '1'], True, True, ['0', '0'])

    Paper node: `def-5`
    """
    facts: Facts = {"players": game.n, "shape": list(game.shape)}
    for model in MODELS:
        facts[model] = _of_model(game, model)
    return facts


def _of_model(game: Game, model: Model) -> Facts:
    feasible = feasible_set(game, model)
    try:
        pmm = feasible.pmm()
        efficient = len(feasible.efficient_vertices())
    except Refusal as refusal:
        return {"refused": str(refusal)}
    facts: Facts = {"pmm": [show(m) for m in pmm], "one-efficient": efficient == 1}
    facts |= _shape(feasible) | _prop_5(game, feasible)
    facts |= _compared(game, pmm)
    return facts


def _shape(feasible: FeasibleSet) -> Facts:
    meet_feasible = _decided(feasible, lambda: infeasible_meet_point(feasible) is None)
    return {
        # where every meet point is feasible, it lies in every projection
        "pmps": meet_feasible or _decided(feasible, lambda: empty_projection(feasible) is None),
        "pmm-feasible": feasible.pmm_feasible(),
        "meet-feasible": meet_feasible,
        "frontier-box": _answer(feasible.frontier_box_feasible),
    }


def _decided(feasible: FeasibleSet, question: Callable[[], bool]) -> bool | None:
    """Return the answer to a question about all outcomes, which cuts the hull along all hyperplanes u_k = m_k."""
    many = feasible.n >= MOST_PLAYERS and len(feasible.vertices()) > MOST_VERTICES
    return None if feasible.model == "hull" and many else _answer(question)


def _answer(question: Callable[[], bool]) -> bool | None:
    try:
        return question()
    except Refusal:
        return None


def _prop_5(game: Game, feasible: FeasibleSet) -> Facts:
    apart = _answer(lambda: best_together(feasible) is None)
    total = constant_sum(game)
    facts: Facts = {"non-zero-sum": total != 0, "no-constant-sum": total is None, "best-apart": apart}
    for name, meet in (("prop-5", "pmm-feasible"), ("prop-5+frontier-box", "frontier-box")):
        contains = _answer(
            feasible.pmm_feasible if meet == "pmm-feasible" else feasible.frontier_box_feasible
        )
        parts = [feasible.model == "hull", facts["non-zero-sum"], apart, contains]
        facts[name] = False if False in parts else None if None in parts else True
    return facts


def _compared(game: Game, pmm: Payoff) -> Facts:
    points = game.points
    safe = maximin(game)
    low = [Fraction(int(points.rows[:, i].min()), s) for i, s in enumerate(points.scale)]
    rows = [points.payoff(row) for row in pure_equilibria(game)]
    # Of integers, so that nothing is rounded: x < m is x·scale < ⌈m·scale⌉.
    limits = [-((-m * s).__floor__()) for m, s in zip(pmm, points.scale, strict=True)]
    below = points.rows < limits
    columns = [points.rows[below[:, i], i].tolist() for i in range(game.n)]
    lacking = [m * len(x) - Fraction(sum(x), s) for m, x, s in zip(pmm, columns, points.scale, strict=True)]
    return {
        "room-below": bool(below.all(axis=1).any()),
        "empty": not bool(below.any()),
        "empty-some": not bool(below.any(axis=0).all()),
        "equilibrium-below": any(x < m for row in rows for x, m in zip(row, pmm, strict=True)),
        "above-maximin-all": all(m > v for m, v in zip(pmm, safe, strict=True)),
        "above-maximin-some": any(m > v for m, v in zip(pmm, safe, strict=True)),
        "below-maximin-some": any(m < v for m, v in zip(pmm, safe, strict=True)),
        "over-maximin": _shares(game, [m - v for m, v in zip(pmm, safe, strict=True)]),
        "over-worst": _shares(game, [m - x for m, x in zip(pmm, low, strict=True)]),
        "over-default": _shares(game, [x / game.size for x in lacking]),
        "over-equilibrium": _shares(
            game, [m - min(c) for m, c in zip(pmm, zip(*rows, strict=True), strict=True)]
        )
        if rows
        else [],
    }


def _shares(game: Game, gains: list[Fraction]) -> list[str]:
    """Return gains as shares of each player's range of payoffs; 0 where that is a single number."""
    points = game.points
    spread = [int(points.rows[:, i].max()) - int(points.rows[:, i].min()) for i in range(game.n)]
    ranges = [Fraction(x, s) for x, s in zip(spread, points.scale, strict=True)]
    return [show(gain / r) if r else "0" for gain, r in zip(gains, ranges, strict=True)]
