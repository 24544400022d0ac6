"""Scopes: how large a game, how many programs and beliefs, of which kinds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import prod
from typing import TYPE_CHECKING, Literal

from spi_verify.games.rationals import show_point

if TYPE_CHECKING:  # games bring numpy, which a search does not need until it has one
    from spi_verify.games.game import Game

Model = Literal["pure", "hull", "union"]


PROFILES = {
    "csr": "CSR programs",
    "constant": "constant programs",
    "extension": "CSR programs, player 1's extended",
}


TWO_SELECTORS = "two-selectors"
OPERATORS = ("conditional", TWO_SELECTORS)
"""Bases of readings in which a function is extended by an operator E_i."""


@dataclass(frozen=True)
class Scope:
    """What is exhausted when nothing is found: the shape of the game, the codes, the beliefs.

    ``game`` is None for unknown payoffs. P is each player's first ``members`` constant programs and ``rules`` rules.
    There are ``functions`` tables each, in one CSR program each, and ``renegotiations`` functions of def-3. ``played``
    is the kind of the profile's programs; every belief has ``atoms`` profiles, equally likely or, in a given game, with
    any weights (``weighed``).
    ``conditional``: functions may look at the others' functions; ``named``: and know those of the scope by name, and
    what extends them. ``unbound``: one more program each may be believed in, the extension of a function that no
    program has as it is. ``midpoints``: lotteries of two pure outcomes are at hand too. ``improving``: functions offer
    nothing that pays what the default does. ``centroid``: the point nearest to the mean is selected, in a given game.
    ``guessed``: in the hull model, with payoffs of counterexamples in pure outcomes; nothing is exhausted. ``every``:
    games with more outcomes need not be searched, nor other programs, as :mod:`spi_verify.search.enough` shows.

    >>> print(Scope((2, 2)))
    2 x 2 actions with any payoffs
    """

    shape: tuple[int, ...]
    game: Game | None = None
    model: Model = "pure"
    members: int = 0
    functions: int = 0
    rules: int = 0
    renegotiations: int = 0
    played: Literal["none", "csr", "constant", "extension", "any"] = "none"
    atoms: int = 0
    conditional: bool = False
    named: bool = False
    weighed: bool = False
    unbound: bool = False
    midpoints: bool = False
    improving: bool = False
    centroid: bool = False
    every: bool = False
    guessed: bool = False

    @property
    def n(self) -> int:
        """The number of players."""
        return len(self.shape)

    @property
    def outline(self) -> bool:
        """Whether models are only what every counterexample, of any size, has in it: they need not be ones."""
        return self.every and self.functions > 0

    def __str__(self) -> str:
        if self.game is not None:
            return self.in_games(self.game.title or shown(self.game))
        if self.guessed:
            return self.parts(f"{' x '.join(map(str, self.shape))} actions with payoffs guessed (hull model)")
        if self.every:
            needs = "would be seen in" if self.outline else "would need at most"
            most = f"a counterexample {needs} {prod(self.shape)}"
            return self.parts(f"{self.n} players, any number of outcomes with any payoffs ({most})")
        return self.parts(f"{' x '.join(map(str, self.shape))} actions with any payoffs")

    def in_games(self, games: str) -> str:
        """Return the scope as text, in the games that are named."""
        if self.model == "union":
            return f"{games} (unions of two hulls with a profile in common)"
        return self.parts(f"{games} ({self.model} model{', with midpoints' * self.midpoints})")

    def parts(self, outcomes: str) -> str:
        """Return the scope as text, with what its outcomes are."""
        parts = [outcomes]
        if self.members:
            count = "all" if self.members >= max(self.shape) else self.members
            any_p = self.every and self.game is None
            of = f"P of {count} constant program{'s' * (self.members > 1)} each"
            parts.append("any P" if any_p else of)
        if self.rules:
            what = "whether others renegotiate" if self.renegotiations else "of which kind others are"
            parts.append(f"{self.rules} more that ask{'s' * (self.rules == 1)} {what}")
        if self.played in ("csr", "constant", "extension"):
            parts.append(f"selection by {'centroid' if self.centroid else 'total or lexicographic'}")
        if self.outline:
            return "; ".join([*parts, "any CSR programs and beliefs"])
        if self.functions:
            better = ", always improvements" * self.improving
            how = "of the default's payoffs alone"
            if self.conditional:
                how = f"that may look at the others' functions{' and know them by name' * self.named}"
            several = "s" * (self.functions > 1)
            parts.append(f"{self.functions} set-valued function{several} each, {how}{better}")
        if self.unbound:
            parts.append("the extension of one more function each, used by extensions only")
        if self.renegotiations:
            parts.append(f"{self.renegotiations} renegotiation function{'s' * (self.renegotiations > 1)}")
        if self.played not in ("none", "any"):
            parts.append(f"a profile of {PROFILES[self.played]}")
        if self.weighed:
            parts.append(f"beliefs of {self.atoms} profiles with any weights")
        elif self.atoms:
            parts.append(f"beliefs of {self.atoms} equally likely profile{'s' * (self.atoms > 1)}")
        return "; ".join(parts)


def listed(scopes: Iterable[Scope]) -> tuple[str, ...]:
    """Return scopes as text, in their order; those that differ only in a game without a name are counted.

    >>> from spi_verify.games.game import Game
    >>> games = [Game.build("", ("1", "2"), (("s",), ("a",)), [(k, 1)]) for k in range(3)]
    >>> listed([Scope((1, 1), game) for game in games])
    ('3 games of 1 x 1 actions with small payoffs (pure model)',)
    """
    groups: dict[tuple[Scope, bool], list[Scope]] = {}
    for scope in scopes:
        nameless = scope.game is not None and not scope.game.title
        groups.setdefault((replace(scope, game=None) if nameless else scope, nameless), []).append(scope)
    found = []
    for (_, nameless), group in groups.items():
        shape = " x ".join(map(str, group[0].shape))
        games = f"{len(group)} games of {shape} actions with small payoffs"
        found.append(group[0].in_games(games) if nameless and len(group) > 1 else str(group[0]))
    return tuple(found)


def shown(game: Game) -> str:
    """Return a game's shape and payoffs.

    >>> from spi_verify.games.game import Game
    >>> shown(Game.build("", ("1", "2"), (("s",), ("a", "b")), [(0, 1), (1, 0)]))
    '1 x 2 actions with payoffs (0, 1) (1, 0)'
    """
    payoffs = " ".join(show_point(game.payoff(profile)) for profile in game.profiles())
    return f"{' x '.join(map(str, game.shape))} actions with payoffs {payoffs}"
