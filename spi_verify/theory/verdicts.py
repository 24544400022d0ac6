"""The five verdicts on a claim, and what a verdict on a question rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Literal

from spi_verify.theory.objects import Question

Need = Literal["needed", "not needed", "used", "unknown"]
"""Whether a proof needs a hypothesis.

*needed*: without it the claim fails; *not needed*: some proof does without; *used*: this proof uses it and no other was
sought; *unknown*: this proof uses it, and whether one can do without was not decided.
"""


class Verdict(Enum):
    """The verdict on a claim under a reading for a number of players, with its exit code.

    >>> Verdict.HOLDS_IN_SCOPE.exit_code
    0
    """

    PROVED = "proved"
    HOLDS_IN_SCOPE = "holds in scope"
    REFUTED = "refuted"
    VACUOUS = "vacuous"
    UNKNOWN = "unknown"

    @property
    def exit_code(self) -> int:
        """The process exit code that stands for the verdict."""
        return {"proved": 0, "holds in scope": 0, "refuted": 1, "vacuous": 1, "unknown": 3}[self.value]


@dataclass(frozen=True)
class Status:
    """A verdict, why, and its evidence: paths relative to the root, the certificate's sha256, what found it.

    ``hypotheses`` says of the assertions that the proof uses, and of those it was tried without, whether they are
    needed; ``games`` names, of those that a scenario shows to be needed, the scenario. ``seconds`` is the time that
    computing this verdict took.
    """

    question: Question
    verdict: Verdict
    reason: str
    evidence: tuple[str, ...] = ()
    sha256: str | None = None
    hypotheses: Mapping[str, Need] = field(default_factory=dict)
    solvers: Mapping[str, str] = field(default_factory=dict)
    seeds: Mapping[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    games: Mapping[str, str] = field(default_factory=dict)
