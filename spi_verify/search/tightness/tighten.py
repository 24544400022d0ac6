"""No stronger guarantee: looks for programs and beliefs that break a bound in a game, and says what was tried."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from spi_verify.search.tightness.attempt import Attempt, Question
from spi_verify.search.tightness.constructions import Maker
from spi_verify.search.tightness.guarantee import Guarantee, guarantee, met_by_all
from spi_verify.solving.questions import Solvers
from spi_verify.theory.verdicts import Verdict


@dataclass(frozen=True)
class Tightness:
    """The answer: the verdict on "the bound is a guarantee", why, and everything that was tried."""

    question: Question
    verdict: Verdict
    reason: str
    attempts: tuple[Attempt, ...]
    guarantee: Guarantee | None
    seed: int

    @property
    def best(self) -> Attempt | None:
        """The first attempt that broke the bound, if any."""
        return next((a for a in self.attempts if a.confirmed is not None), None)


def tighten(question: Question, folder: Path, stem: str, solvers: Solvers) -> Tightness:
    """Return whether the bound could be broken; scenarios that break it are written to the folder.

    *refuted* when a check confirms a scenario; *proved* when all feasible payoffs are within the bound, or when it asks
    for no more than thm-3.2, which is proved under the reading; else *unknown*, with the scope of what was tried.
    Of iterated renegotiation thm-3 says nothing.

    Paper node: `thm-3` (section 8)
    """
    seed = solvers.budget.seed
    if met_by_all(question.feasible, question.bound):
        return Tightness(question, Verdict.PROVED, "all feasible payoffs are within it", (), None, seed)
    tried = attempts(question, folder, stem, solvers)
    broken = next((a for a in tried if a.confirmed is not None), None)
    if broken is not None:
        return Tightness(question, Verdict.REFUTED, broken.said, tried, None, seed)
    one_round = question.rounds is None
    found = guarantee(question.feasible, question.bound, question.asked, solvers) if one_round else None
    if found is not None and found.proved:
        return Tightness(question, Verdict.PROVED, found.said, tried, found, seed)
    reason = found.said if found is not None else "; ".join(a.said for a in tried)
    return Tightness(question, Verdict.UNKNOWN, reason, tried, found, seed)


def attempts(question: Question, folder: Path, stem: str, solvers: Solvers) -> tuple[Attempt, ...]:
    """Try every construction; scenarios that are confirmed are written to the folder, others nowhere.

    Paper node: `thm-3` (section 8)
    """
    with tempfile.TemporaryDirectory() as scratch:
        return tuple(Maker(question, Path(scratch), folder, stem, solvers).attempts())
