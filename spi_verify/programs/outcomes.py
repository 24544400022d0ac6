"""Outcomes as they are reached: a pure profile, or a lottery over profiles that the players correlate on."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from spi_verify.games.feasible import FeasibleSet
from spi_verify.games.game import Game, Profile
from spi_verify.games.rationals import Payoff, show


@dataclass(frozen=True)
class Outcome:
    """An outcome: profiles with exact weights that sum to 1 (one profile of weight 1 when it is pure)."""

    lottery: tuple[tuple[Profile, Fraction], ...]
    payoffs: Payoff

    @staticmethod
    def pure(game: Game, profile: Profile) -> Outcome:
        """Return the outcome that is one profile."""
        return Outcome(((profile, Fraction(1)),), game.payoff(profile))

    @staticmethod
    def at(feasible: FeasibleSet, payoffs: Payoff) -> Outcome:
        """Return the outcome that the players agree on when they agree on a payoff vector.

        The feasible set fixes one lottery (one profile in the pure model) per payoff vector, so that all players
        play components of the same outcome. InputError if the payoffs are not feasible.
        """
        return Outcome(feasible.lottery(payoffs), payoffs)

    @property
    def profile(self) -> Profile | None:
        """The profile, if the outcome is pure."""
        return self.lottery[0][0] if len(self.lottery) == 1 else None

    def show(self, game: Game) -> str:
        """Return the outcome in words: ``(Slot 1, Slot 2)`` or ``1/2 (a, b) + 1/2 (b, a)``."""
        if self.profile is not None:
            return game.name(self.profile)
        return " + ".join(f"{show(weight)} {game.name(profile)}" for profile, weight in self.lottery)


@dataclass(frozen=True)
class Component:
    """Player ``player``'s part in an outcome: what alg-1, alg-2 and alg-3 mean by "play component i of it"."""

    outcome: Outcome
    player: int


Action = int | Component
"""What a program plays: an action of its player by index, or its component of an agreed outcome."""


def joint(game: Game, actions: Sequence[Action]) -> Outcome:
    """Return the outcome when player k plays ``actions[k]``.

    Components of one and the same outcome are correlated, as the players agreed on it; components of different
    outcomes, and plain actions, are independent of each other.
    """
    devices = list(dict.fromkeys(a.outcome for a in actions if isinstance(a, Component)))
    if len(devices) == 1 and all(isinstance(a, Component) for a in actions):
        return devices[0]
    weights: dict[Profile, Fraction] = {}
    for draw in itertools.product(*(device.lottery for device in devices)):
        drawn = dict(zip(devices, (profile for profile, _ in draw), strict=True))
        profile = tuple(drawn[a.outcome][a.player] if isinstance(a, Component) else a for a in actions)
        weight = math.prod((factor for _, factor in draw), start=Fraction(1))
        weights[profile] = weights.get(profile, Fraction(0)) + weight
    lottery = tuple(sorted(weights.items()))
    return Outcome(lottery, expected_payoffs(game, lottery))


def expected_payoffs(game: Game, lottery: Sequence[tuple[Profile, Fraction]]) -> Payoff:
    """Return the expected payoff vector of a lottery over profiles."""
    return tuple(
        sum((weight * game.payoff(profile)[k] for profile, weight in lottery), Fraction(0))
        for k in range(game.n)
    )
