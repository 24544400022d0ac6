"""What is asked about a game, and what came of one construction."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from spi_verify.checking.readings import Reading
from spi_verify.games.feasible import FeasibleSet
from spi_verify.games.rationals import Payoff
from spi_verify.search.tightness.bounds import Bound
from spi_verify.search.tightness.confirm import Confirmed
from spi_verify.search.tightness.paths import Notion


@dataclass(frozen=True)
class Question:
    """What is asked: the game, the bound, what is asked of beliefs, the rounds (None: alg-2), and thm-3's reading.

    ``delta`` is what prop-5 calls Δ where the claim needs one.
    """

    feasible: FeasibleSet
    bound: Bound
    notion: Notion
    rounds: int | None
    reading: Reading
    delta: Payoff

    @property
    def asked(self) -> Reading:
        """The reading, with a grain of truth where that is asked of beliefs: correct ones have it too."""
        grain = () if self.notion == "any" else ("grain-of-truth",)
        return replace(self.reading, variants=tuple(sorted({*self.reading.variants, *grain})))


@dataclass(frozen=True)
class Attempt:
    """One construction: its name, what came of it in words, and what was confirmed of it, if anything was.

    ``why`` says in words that are the same for every game why nothing was; empty where something was.
    """

    construction: str
    said: str
    why: str = ""
    confirmed: Confirmed | None = None
    file: Path | None = None
