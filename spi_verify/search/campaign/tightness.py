"""Which construction breaks which bound in one game: section 8's questions, asked of a whole family."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from spi_verify.checking.readings import Reading
from spi_verify.errors import Refusal
from spi_verify.games.feasible import FeasibleSet, feasible_set
from spi_verify.games.game import Game
from spi_verify.search.tightness.attempt import Question
from spi_verify.search.tightness.bounds import default_delta, read_bound
from spi_verify.search.tightness.constructions import PATH
from spi_verify.search.tightness.fitness import unfitness
from spi_verify.search.tightness.paths import NOTIONS, Notion
from spi_verify.search.tightness.tighten import attempts
from spi_verify.solving.questions import Solvers

MOST_OUTCOMES, MOST_PLAYERS = 10_000, 5
MOST_ROUNDS = 3

NOT_TRIED = "not tried: too large"
REFUSED = "the exact methods refuse"


@dataclass(frozen=True)
class Asked:
    """One question: the bound (None: the PMM and a hundredth of each player's payoff range), beliefs, and rounds."""

    bound: str | None
    beliefs: Notion
    rounds: int | None = None

    @property
    def label(self) -> str:
        """The question in a few words."""
        rounds = "" if self.rounds is None else f", K = {self.rounds}"
        return f"{self.bound or 'PMM + 1/100'}, {self.beliefs}{rounds}"


ABOVE_PMM = tuple(Asked(None, notion, k) for k in (None, *range(1, MOST_ROUNDS + 1)) for notion in NOTIONS)
"""Thm-3's programs (alg-2) and those of alg-3 with up to three rounds, for each notion of equilibrium."""

NAMED = (
    Asked("maximin", "any"),
    Asked("efficient", "any"),
    Asked("efficient", "nash"),
    Asked("nash", "any"),
    Asked("kalai-smorodinsky", "any"),
    Asked("egalitarian", "any"),
)
ASKED = (*ABOVE_PMM, *NAMED)


def broken(game: Game, solvers: Solvers) -> dict[str, dict[str, str]]:
    """Return, per question and construction, in which program sets it is optimal, or why it breaks nothing.

    The game is looked at in lotteries (model *hull*), under the published reading. Never fails.

    Paper node: `thm-3` (section 8)
    """
    why: str | None = NOT_TRIED
    if game.size <= MOST_OUTCOMES and game.n <= MOST_PLAYERS:
        feasible = feasible_set(game, "hull")
        why = _unfit(feasible)
        if why is None:
            return {asked.label: _tried(feasible, asked, solvers) for asked in ASKED}
    return {asked.label: {PATH: str(why)} for asked in ASKED}


def _unfit(feasible: FeasibleSet) -> str | None:
    try:
        unfit = unfitness(feasible)
    except Refusal:
        return REFUSED
    return None if unfit is None else unfit[0]


def _tried(feasible: FeasibleSet, asked: Asked, solvers: Solvers) -> dict[str, str]:
    try:
        bound = read_bound(asked.bound, None, feasible)
        question = Question(
            feasible, bound, asked.beliefs, asked.rounds, Reading("published"), default_delta(feasible)
        )
        with tempfile.TemporaryDirectory() as folder:
            found = attempts(question, Path(folder), "game", solvers)
    except Refusal:
        return {PATH: REFUSED}
    return {a.construction: a.why if a.confirmed is None else a.confirmed.scope.value for a in found}
