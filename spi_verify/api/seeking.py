"""Seeks: a counterexample to a claim, programs and beliefs that break a bound in a game."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from spi_verify.amounts import check_seconds, check_seed
from spi_verify.api.results import ClaimCard
from spi_verify.errors import InputError
from spi_verify.games.game import Game
from spi_verify.scenarios.scenario import Scenario
from spi_verify.search.command import Result, title, verdict_of
from spi_verify.search.find import find
from spi_verify.search.posed import asked
from spi_verify.search.results import Budget, Found
from spi_verify.search.tightness.command import question_about
from spi_verify.search.tightness.tighten import Tightness
from spi_verify.search.tightness.tighten import tighten as tightened

if TYPE_CHECKING:
    from spi_verify.reports.canvas import Picture

NOTHING = "nothing was found"


@dataclass(frozen=True)
class SearchResult:
    """What a search for counterexamples gave, question by question: one, none in the exhausted scopes, or unsettled."""

    claim: str
    results: tuple[Result, ...] = field(repr=False)

    @property
    def verdict(self) -> str:
        """``refuted`` if anything was found, else ``unknown`` if anything is unsettled, else ``holds in scope``."""
        words = {verdict_of(result) for result in self.results}
        return next(word for word in ("refuted", "unknown", "holds in scope") if word in words)

    def __iter__(self) -> Iterator[Result]:
        return iter(self.results)

    def __len__(self) -> int:
        return len(self.results)

    def __str__(self) -> str:
        return "\n".join(f"{result.question.name}: {_said(result)}" for result in self.results)

    def _repr_html_(self) -> str:
        from spi_verify.reports.notebook import table_html

        rows = [(r.question.reading, r.question.players, verdict_of(r), _said(r)) for r in self.results]
        return table_html(("reading", "players", "verdict", "what was found"), rows)

    def scenario(self) -> Scenario:
        """Return the first counterexample, as small as it could be made.

        Errors: InputError where none was found.
        """
        for result in self.results:
            if isinstance(result, Found):
                return result.draft.scenario()
        raise InputError(NOTHING, place=self.claim)

    def plot(self) -> Picture:
        """Return the payoff space of :meth:`scenario`, with what its programs reach.

        Errors: InputError where none was found; Refusal where the exact geometry has no answer.
        """
        from spi_verify.reports.played import scenario_picture

        return scenario_picture(self.scenario())


def find_counterexample(
    claim: str | ClaimCard,
    reading: str | None = None,
    players: str | int | None = None,
    *,
    seconds: float = 60.0,
    seed: int = 0,
) -> SearchResult:
    """Search for games, programs and beliefs that break a claim; what solvers propose counts only if a run confirms it.

    Without ``reading`` or ``players`` every one is searched, each for ``seconds`` of wall clock. ``players`` may be 4
    where the claim is about any number.

    Errors: InputError for a claim, reading or number of players that there is not, and for unusable times and seeds.

    >>> import spi_verify as sv
    >>> sv.find_counterexample("def-6.null", "literal", 2).verdict
    'refuted'

    Paper node: the claim's own
    """
    from spi_verify.deciding import shipped_theory

    id_ = claim.id if isinstance(claim, ClaimCard) else claim
    check_seconds(seconds)
    check_seed(seed)
    theory = shipped_theory()
    questions = asked(theory, id_, reading, None if players is None else str(players))
    return SearchResult(id_, tuple(find(theory, question, Budget(seconds, seed)) for question in questions))


@dataclass(frozen=True)
class TightenResult:
    """Whether a bound is a guarantee in a game; ``answer`` has everything that was tried."""

    answer: Tightness = field(repr=False)

    @property
    def verdict(self) -> str:
        """``proved``: it is a guarantee; ``refuted``: :meth:`scenario` breaks it; ``unknown``."""
        return self.answer.verdict.value

    def __str__(self) -> str:
        return f"within {self.answer.question.bound.text}: {self.verdict}\n{self.answer.reason}"

    def _repr_html_(self) -> str:
        from spi_verify.reports.notebook import table_html

        tried = [
            (a.construction, "breaks the bound" if a.confirmed else "no", a.said)
            for a in self.answer.attempts
        ]
        return table_html(("construction", str(self).splitlines()[0], "what came of it"), tried)

    def scenario(self) -> Scenario:
        """Return the scenario that breaks the bound.

        Errors: InputError where none was found.
        """
        best = self.answer.best
        if best is None or best.confirmed is None:
            raise InputError(NOTHING, place="tighten")
        return best.confirmed.scenario

    def plot(self) -> Picture:
        """Return the payoff space of :meth:`scenario`, with what its programs reach.

        Errors: InputError where none was found; Refusal where the exact geometry has no answer.
        """
        from spi_verify.reports.played import scenario_picture

        return scenario_picture(self.scenario())


def tighten(
    game: Game | Scenario | str | Path,
    *,
    bound: str | None = None,
    delta: str | int | Fraction | None = None,
    rounds: int | None = None,
    beliefs: str = "any",
    reading: str = "published",
    model: Literal["hull", "pure"] | None = None,
    seconds: float | None = None,
    out: str | Path | None = None,
) -> TightenResult:
    """Look for programs and beliefs that meet theorem 3's assumptions in a game and break a stronger bound.

    ``bound`` and ``delta`` (an exact number, in payoffs) are as for ``spi-verify tighten``; scenarios that break it are
    written to the folder ``out``, if one is given. After ``seconds`` of wall clock nothing new is tried.

    Errors: InputError for games, bounds, numbers, beliefs, readings and times that cannot be used.

    >>> import spi_verify as sv
    >>> game = sv.load_game(sv.shipped("counterexamples") / "prop-5-efficient-default.toml")
    >>> sv.tighten(game, delta="1/10").verdict
    'refuted'

    Paper node: `prop-5`
    """
    from spi_verify.api.asking import feasible_in
    from spi_verify.solving.questions import Solvers

    check_seconds(seconds)
    question = question_about(
        feasible_in(game, model),
        bound=bound,
        delta=None if delta is None else str(delta),
        rounds=rounds,
        beliefs=beliefs,
        reading=reading,
    )
    with tempfile.TemporaryDirectory() as scratch, Solvers() as solvers:
        return TightenResult(tightened(question, Path(out or scratch), "tighten", solvers, seconds))


def _said(result: Result) -> str:
    if isinstance(result, Found):
        return title(result)
    scopes = f"none in {len(result.scopes)} exhausted scopes"
    reason = getattr(result, "reason", "")
    return f"{scopes}; {reason}" if reason else scopes
