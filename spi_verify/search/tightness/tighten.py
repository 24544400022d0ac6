"""No stronger guarantee: looks for programs and beliefs that break a bound in a game, and says what was tried."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from spi_verify.search.tightness.attempt import Attempt, Question
from spi_verify.search.tightness.clock import ENDLESS, Clock
from spi_verify.search.tightness.constructions import LATE, Maker
from spi_verify.search.tightness.guarantee import Guarantee, guarantee, met_by_all
from spi_verify.solving.questions import Solvers
from spi_verify.theory.verdicts import Verdict

PROOFS = "the proofs of thm-3.2"


@dataclass(frozen=True)
class Tightness:
    """The answer: the verdict on "the bound is a guarantee", why, and everything that was tried."""

    question: Question
    verdict: Verdict
    reason: str
    attempts: tuple[Attempt, ...]
    guarantee: Guarantee | None
    seed: int
    late: bool = False
    """Whether the time was over before the proofs were looked at."""

    @property
    def untried(self) -> tuple[str, ...]:
        """What was not tried, or not to its end, as the time was over."""
        names = [a.construction for a in self.attempts if a.why == LATE]
        return (*names, PROOFS) if self.late else tuple(names)

    @property
    def best(self) -> Attempt | None:
        """The first attempt that broke the bound, if any."""
        return next((a for a in self.attempts if a.confirmed is not None), None)


def tighten(
    question: Question, folder: Path, stem: str, solvers: Solvers, seconds: float | None = None
) -> Tightness:
    """Return whether the bound could be broken; scenarios that break it are written to the folder.

    *refuted* when a check confirms a scenario; *proved* when all feasible payoffs are within the bound, or when it asks
    for no more than thm-3.2, which is proved under the reading; else *unknown*, with the scope of what was tried.
    Of iterated renegotiation thm-3 says nothing. After ``seconds`` (None: as long as it takes) nothing new is tried.

    Paper node: `thm-3` (section 8)
    """
    seed, clock = solvers.budget.seed, Clock(seconds)
    if met_by_all(question.feasible, question.bound):
        return Tightness(question, Verdict.PROVED, "all feasible payoffs are within it", (), None, seed)
    tried = attempts(question, folder, stem, solvers, clock)
    broken = next((a for a in tried if a.confirmed is not None), None)
    if broken is not None:
        return Tightness(question, Verdict.REFUTED, broken.said, tried, None, seed)
    one_round = question.rounds is None
    late = one_round and clock.over
    proofs = one_round and not late
    found = guarantee(question.feasible, question.bound, question.asked, solvers) if proofs else None
    if found is not None and found.proved:
        return Tightness(question, Verdict.PROVED, found.said, tried, found, seed)
    reason = found.said if found is not None else "; ".join(dict.fromkeys(a.said for a in tried))
    return Tightness(question, Verdict.UNKNOWN, reason, tried, found, seed, late)


def attempts(
    question: Question, folder: Path, stem: str, solvers: Solvers, clock: Clock = ENDLESS
) -> tuple[Attempt, ...]:
    """Try every construction; scenarios that are confirmed are written to the folder, others nowhere.

    Paper node: `thm-3` (section 8)
    """
    with tempfile.TemporaryDirectory() as scratch:
        return tuple(Maker(question, Path(scratch), folder, stem, solvers, clock).attempts())
