"""What a search may spend, and what it says: a counterexample, what was exhausted, or why neither."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from spi_verify.theory.objects import Question

if TYPE_CHECKING:  # brings numpy and pydantic, which a search does not need until it has a model
    from spi_verify.checking.rows import Instance
    from spi_verify.search.draft import Draft


@dataclass(frozen=True)
class Budget:
    """What a search may spend: ``seconds`` of wall clock in all; ``seed`` of the solvers and of random games.

    >>> Budget(seconds=10).seed
    0
    """

    seconds: float = 60.0
    seed: int = 0


@dataclass(frozen=True)
class Outcome:
    """What every search says: the question, versions of the solvers used, seed, seconds, models not completed."""

    question: Question
    scopes: tuple[str, ...]
    seconds: float
    seed: int
    solvers: dict[str, str]
    uncompleted: tuple[str, ...]


@dataclass(frozen=True)
class Found(Outcome):
    """A counterexample: its draft, what checking it found. ``scopes`` were exhausted before.

    After ``model`` seconds a solver had a model, which after ``first`` seconds was a scenario that checking refutes;
    then it was moved to a familiar game, if one carries it, and made smaller.
    """

    draft: Draft
    instance: Instance
    scope: str
    model: float
    first: float

    @property
    def text(self) -> str:
        """The scenario file, without an explanation."""
        return self.draft.text(f"A counterexample to {self.question.claim}", "")


@dataclass(frozen=True)
class Exhausted(Outcome):
    """None in any of ``scopes``."""


@dataclass(frozen=True)
class Unsettled(Outcome):
    """Nothing found, and at least one model could not be completed, or no scope was exhausted."""

    reason: str
