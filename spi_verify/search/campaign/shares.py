"""Adds a campaign up: of how many games each fact is true, and the mean of each gain."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from spi_verify.games.rationals import rational
from spi_verify.programs.equilibrium import Scope
from spi_verify.search.campaign.measures import FACTS, GAINS, MODELS, Facts

SCOPES = tuple(scope.value for scope in Scope)


@dataclass
class Count:
    """Of how many games something is true, false, or not decided."""

    true: int = 0
    false: int = 0
    undecided: int = 0

    def add(self, value: object) -> None:
        """Count one game."""
        if value is None:
            self.undecided += 1
        elif value:
            self.true += 1
        else:
            self.false += 1

    @property
    def share(self) -> Fraction | None:
        """The share of decided games of which it is true, or None if none is decided."""
        decided = self.true + self.false
        return Fraction(self.true, decided) if decided else None


@dataclass
class Mean:
    """The mean of a gain over games and players, how often it is positive, and its greatest value."""

    total: Fraction = Fraction(0)
    number: int = 0
    positive: int = 0
    greatest: Fraction | None = None

    def add(self, values: Iterable[str]) -> None:
        """Count one game, with one exact value per player."""
        for text in values:
            value = rational(text)
            self.total += value
            self.number += 1
            self.positive += value > 0
            self.greatest = value if self.greatest is None else max(self.greatest, value)

    @property
    def mean(self) -> Fraction | None:
        """The mean, or None of nothing."""
        return self.total / self.number if self.number else None


@dataclass
class Shares:
    """A campaign added up: counts and means per model, and the games that could not be read or analysed.

    ``tight`` counts, per question and construction, the games whose bound it breaks by the program sets in which it is
    optimal; ``unbroken`` are the games that no construction breaks.
    """

    games: int = 0
    facts: dict[str, dict[str, Count]] = field(default_factory=lambda: {m: _counts() for m in MODELS})
    gains: dict[str, dict[str, Mean]] = field(default_factory=lambda: {m: _means() for m in MODELS})
    tight: dict[str, dict[str, dict[str, int]]] = field(default_factory=dict)
    unbroken: dict[str, list[str]] = field(default_factory=dict)
    left_out: dict[str, str] = field(default_factory=dict)

    @staticmethod
    def of(results: Iterable[tuple[str, Facts]]) -> Shares:
        """Return what the results of a campaign add up to.

        >>> Shares.of([("0", {"refused": "too large"})]).left_out
        {'0': 'too large'}
        """
        shares = Shares()
        for key, facts in results:
            shares.add(key, facts)
        return shares

    def add(self, key: str, facts: Facts) -> None:
        """Count one game."""
        refused = next((part["refused"] for part in _parts(facts) if "refused" in part), None)
        if refused is not None:
            self.left_out[key] = str(refused)
            return
        self.games += 1
        for model in MODELS:
            found: Any = facts[model]
            for name, count in self.facts[model].items():
                count.add(found[name])
            for name, mean in self.gains[model].items():
                mean.add(found[name])
        tight: Any = facts.get("tight", {})
        for label, tried in tight.items():
            broken = {name: said for name, said in tried.items() if said in SCOPES}
            for name, scope in broken.items():
                counts = self.tight.setdefault(label, {}).setdefault(name, dict.fromkeys(SCOPES, 0))
                counts[scope] += 1
            if not broken:
                self.unbroken.setdefault(label, []).append(key)


def _parts(facts: Facts) -> list[dict[str, object]]:
    return [facts, *(part for part in facts.values() if isinstance(part, dict))]


def _counts() -> dict[str, Count]:
    return {name: Count() for name in FACTS}


def _means() -> dict[str, Mean]:
    return {name: Mean() for name in GAINS}
