"""Which construction breaks which bound in one game: section 8's questions, asked of a whole family."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from spi_verify.checking.readings import Reading
from spi_verify.errors import Refusal
from spi_verify.games.feasible import feasible_set
from spi_verify.games.game import Game
from spi_verify.search.tightness.attempt import Question
from spi_verify.search.tightness.bounds import default_delta, read_bound
from spi_verify.search.tightness.paths import Notion
from spi_verify.search.tightness.tighten import attempts
from spi_verify.solving.questions import Solvers

MOST_OUTCOMES, MOST_PLAYERS = 400, 3
ROUNDS = 3

NOT_TRIED = "not tried: too large"


@dataclass(frozen=True)
class Asked:
    """One question: the bound (None: the PMM and a hundredth of the range), beliefs, and rounds."""

    bound: str | None
    beliefs: Notion
    rounds: int | None = None

    @property
    def label(self) -> str:
        """The question in a few words."""
        rounds = "" if self.rounds is None else f", {self.rounds} rounds"
        return f"{self.bound or 'PMM + 1/100 of the range'}, beliefs: {self.beliefs}{rounds}"


ASKED = (
    Asked(None, "any"),
    Asked(None, "nash"),
    Asked(None, "any", ROUNDS),
    Asked(None, "nash", ROUNDS),
    Asked("maximin", "any"),
    Asked("efficient", "any"),
    Asked("efficient", "nash"),
    Asked("nash", "any"),
    Asked("kalai-smorodinsky", "any"),
    Asked("egalitarian", "any"),
)


def broken(game: Game, solvers: Solvers) -> dict[str, dict[str, str]]:
    """Return, per question and construction, in which program sets it is optimal, or why it breaks nothing.

    The game is looked at in lotteries (model *hull*), under the published reading. Never fails.

    Paper node: `thm-3` (section 8)
    """
    if game.size > MOST_OUTCOMES or game.n > MOST_PLAYERS:
        return {asked.label: {"any": NOT_TRIED} for asked in ASKED}
    return {asked.label: _tried(game, asked, solvers) for asked in ASKED}


def _tried(game: Game, asked: Asked, solvers: Solvers) -> dict[str, str]:
    feasible = feasible_set(game, "hull")
    try:
        bound = read_bound(asked.bound, None, feasible)
        delta = default_delta(feasible)
        question = Question(feasible, bound, asked.beliefs, asked.rounds, Reading("published"), delta)
        with tempfile.TemporaryDirectory() as folder:
            found = attempts(question, Path(folder), "game", solvers)
    except Refusal as refusal:
        return {"any": str(refusal)}
    return {a.construction: a.said if a.confirmed is None else a.confirmed.scope.value for a in found}
