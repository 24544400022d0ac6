"""Adds a campaign up: of how many games each fact is true, and how great each gain is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from statistics import median
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
class Spread:
    """A gain over games and players: its mean, its median, its greatest value, and how often it is positive."""

    values: list[Fraction] = field(default_factory=list)

    def add(self, values: Iterable[str]) -> None:
        """Count one game, with one exact value per player."""
        self.values += map(rational, values)

    @property
    def number(self) -> int:
        """How many values there are."""
        return len(self.values)

    @property
    def positive(self) -> int:
        """How many of them are positive."""
        return sum(value > 0 for value in self.values)

    @property
    def mean(self) -> Fraction | None:
        """The mean, or None of nothing."""
        return sum(self.values, Fraction(0)) / self.number if self.values else None

    @property
    def median(self) -> Fraction | None:
        """The median, between two values their mean; None of nothing."""
        return median(self.values) if self.values else None

    @property
    def greatest(self) -> Fraction | None:
        """The greatest value, or None of nothing."""
        return max(self.values, default=None)


@dataclass
class Shares:
    """A campaign added up: counts and gains per model, and the games that could not be read or analysed.

    ``tight`` counts, per question and construction, the games whose bound it breaks by the program sets in which it is
    optimal, ``why`` those whose bound it does not break by the reason; ``unbroken`` are the games that no construction
    breaks.
    """

    games: int = 0
    facts: dict[str, dict[str, Count]] = field(default_factory=lambda: {m: _counts() for m in MODELS})
    gains: dict[str, dict[str, Spread]] = field(default_factory=lambda: {m: _spreads() for m in MODELS})
    tight: dict[str, dict[str, dict[str, int]]] = field(default_factory=dict)
    why: dict[str, dict[str, dict[str, int]]] = field(default_factory=dict)
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
        for spreads in shares.gains.values():
            for spread in spreads.values():
                spread.values.sort()  # the order of the games does not matter
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
            for name, spread in self.gains[model].items():
                spread.add(found[name])
        tight: Any = facts.get("tight", {})
        for label, tried in tight.items():
            for name, said in tried.items():
                if said in SCOPES:
                    self.tight.setdefault(label, {}).setdefault(name, dict.fromkeys(SCOPES, 0))[said] += 1
                else:
                    reasons = self.why.setdefault(label, {}).setdefault(name, {})
                    reasons[said] = reasons.get(said, 0) + 1
            if not set(tried.values()) & set(SCOPES):
                self.unbroken.setdefault(label, []).append(key)


def _parts(facts: Facts) -> list[dict[str, object]]:
    return [facts, *(part for part in facts.values() if isinstance(part, dict))]


def _counts() -> dict[str, Count]:
    return {name: Count() for name in FACTS}


def _spreads() -> dict[str, Spread]:
    return {name: Spread() for name in GAINS}
