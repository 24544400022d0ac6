"""Scopes: how large a game, how many programs and beliefs, of which kinds. And the codes that a scope has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from math import prod
from typing import Literal

from spi_verify.games.game import Game
from spi_verify.games.rationals import show_point

Model = Literal["pure", "hull"]


PROFILES = {
    "csr": "CSR programs",
    "constant": "constant programs",
    "extension": "CSR programs, player 1's extended, and one more extension each that is believed possible",
}


@dataclass(frozen=True)
class Function:
    """A set-valued function as code: a table with unknown answers, the extension of another, or one that never offers.

    Paper node: `def-6`
    """

    kind: Literal["table", "extension", "null"]
    player: int
    number: int
    base: Function | None = None

    def __str__(self) -> str:
        if self.base is not None:
            return f"x{self.base}"
        return f"{self.kind[0]}{self.player + 1}.{self.number}"


@dataclass(frozen=True)
class Code:
    """A program as code: one that always plays an action, a rule, or one that renegotiates around a default.

    ``number`` is the action of a constant program, else the number among its kind; the default of the ``k``-th CSR
    program is known for k = 0 only.

    Paper node: `section-2`
    """

    kind: Literal["constant", "rule", "csr", "pmp", "renegotiation"]
    player: int
    number: int
    default: Code | None = None
    function: Function | None = None


@dataclass(frozen=True)
class Scope:
    """What is exhausted when nothing is found: the shape of the game, the codes, the beliefs.

    ``game`` is None for unknown payoffs. P is each player's first ``members`` constant programs and ``rules`` rules.
    There are ``functions`` tables each, in one CSR program each, and ``renegotiations`` functions of def-3. ``played``
    is the kind of the profile's programs; every belief has ``atoms`` equally likely profiles. ``conditional``:
    functions may look at the others' functions. ``midpoints``: lotteries of two pure outcomes are at hand too.
    ``every``: games with more outcomes need not be searched, as :mod:`spi_verify.search.enough` shows.

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
    midpoints: bool = False
    every: bool = False

    @property
    def n(self) -> int:
        """The number of players."""
        return len(self.shape)

    @property
    def weight(self) -> Fraction:
        """The weight of each profile in a belief."""
        return Fraction(1, self.atoms)

    def __str__(self) -> str:
        if self.game is not None:
            return self.in_games(self.game.title or shown(self.game))
        if self.every:
            most = f"a counterexample would need at most {prod(self.shape)}"
            return self.parts(f"{self.n} players, any number of outcomes with any payoffs ({most})")
        return self.parts(f"{' x '.join(map(str, self.shape))} actions with any payoffs")

    def in_games(self, games: str) -> str:
        """Return the scope as text, in the games that are named."""
        return self.parts(f"{games} ({self.model} model{', with midpoints' * self.midpoints})")

    def parts(self, outcomes: str) -> str:
        """Return the scope as text, with what its outcomes are."""
        parts = [outcomes]
        if self.members:
            every = self.members >= max(self.shape)
            parts.append(f"P of {'all' if every else self.members} constant programs each")
        if self.rules:
            parts.append(
                f"{self.rules} more that ask{'s' * (self.rules == 1)} whether the other renegotiates"
            )
        if self.played in ("csr", "constant", "extension"):
            parts.append("selection by total or lexicographic")
        if self.functions:
            how = (
                "that may look at the others' functions"
                if self.conditional
                else "of the default's payoffs alone"
            )
            parts.append(f"{self.functions} set-valued functions each, {how}")
        if self.renegotiations:
            parts.append(f"{self.renegotiations} renegotiation function{'s' * (self.renegotiations > 1)}")
        if self.played not in ("none", "any"):
            parts.append(f"a profile of {PROFILES[self.played]}")
        if self.atoms:
            parts.append(f"beliefs of {self.atoms} equally likely profile{'s' * (self.atoms > 1)}")
        return "; ".join(parts)


def listed(scopes: Iterable[Scope]) -> tuple[str, ...]:
    """Return scopes as text, in their order; those that differ only in a game without a name are counted.

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

    >>> shown(Game.build("", ("1", "2"), (("s",), ("a", "b")), [(0, 1), (1, 0)]))
    '1 x 2 actions with payoffs (0, 1) (1, 0)'
    """
    payoffs = " ".join(show_point(game.payoff(profile)) for profile in game.profiles())
    return f"{' x '.join(map(str, game.shape))} actions with payoffs {payoffs}"


@dataclass(frozen=True)
class Codes:
    """The codes of a scope under a reading.

    ``base`` is the reading's base; ``nulls``: CSR programs that never offer are there, to represent others; ``around``:
    the profile's functions stand around every program of P, as prop-4 puts them there.

    Paper node: `alg-2`
    """

    scope: Scope
    base: str
    nulls: bool
    around: bool = False

    @cached_property
    def constants(self) -> tuple[tuple[Code, ...], ...]:
        """Each player's programs that always play an action, by action."""
        return tuple(
            tuple(Code("constant", i, a) for a in range(actions))
            for i, actions in enumerate(self.scope.shape)
        )

    def rules(self, i: int) -> list[Code]:
        """Return player i's rules."""
        return [Code("rule", i, k) for k in range(self.scope.rules)]

    def plain(self, i: int) -> list[Code]:
        """Return P_i."""
        return [*self.constants[i][: self.scope.members], *self.rules(i)]

    def declared(self, i: int) -> list[Code]:
        """Return player i's CSR programs that may be played or believed in, one per table."""
        first = self.constants[i][0]
        return [Code("csr", i, f.number, first, f) for f in self.tables(i)]

    def tables(self, i: int) -> list[Function]:
        """Return player i's functions with unknown answers."""
        return [Function("table", i, k) for k in range(self.scope.functions)]

    def on_bases(self, i: int) -> list[Code]:
        """Return player i's extensions of functions that no program has as they are: no assumption binds these."""
        if self.scope.played != "extension" or self.base != "conditional":
            return []
        number = self.scope.functions
        return [Code("csr", i, number, self.constants[i][0], extension(Function("table", i, number)))]

    def played(self, i: int) -> Code:
        """Return player i's program in the profile."""
        match self.scope.played:
            case "csr":
                return self.declared(i)[0]
            case "extension":
                declared = self.declared(i)[0]
                return extended(declared) or declared if i == 0 else declared
        return self.plain(i)[0]

    def believed(self, j: int) -> list[Code]:
        """Return the programs of player j that others may believe in."""
        if self.scope.renegotiations:
            return self.programs(j)
        played = self.played(j)
        others = [*(c for c in self.declared(j) if c != played), played, *self.plain(j)]
        return list(dict.fromkeys([*others, *self.on_bases(j)]))

    def programs(self, i: int) -> list[Code]:
        """Return all of player i's programs: P_i, its CSR programs, and what the reading makes of them."""
        found = [*self.plain(i), *self.declared(i)]
        for rn in range(self.scope.renegotiations):
            found += [Code("renegotiation", i, rn, c) for c in self.plain(i)]
        if self.around:
            found = list(dict.fromkeys([*found, *map(self.put_around, self.plain(i))]))
        if self.base == "prn":
            made = [Code("pmp", i, c.number, c.default, c.function) for c in self.declared(i)]
            null = Function("null", i, 0)
            return [*found, *made, *(Code("pmp", i, -1 - c.number, c, null) for c in self.plain(i))]
        found += self.on_bases(i)
        if self.nulls:
            null = Function("null", i, 0)
            found += [Code("csr", i, -1 - k, c, null) for k, c in enumerate(self.plain(i))]
        longer = [e for c in found if (e := extended(c)) is not None]
        if self.scope.played == "extension":
            longer += [e for c in longer[:1] if (e := extended(c)) is not None]
        return [*found, *longer]

    def put_around(self, code: Code) -> Code:
        """Return prop-4's program with the player's first function around a program of P."""
        kind: Literal["csr", "pmp"] = "pmp" if self.base == "prn" else "csr"
        return Code(kind, code.player, -100 - code.number, code, Function("table", code.player, 0))

    def functions(self, i: int) -> list[Function]:
        """Return player i's functions; the one that never offers also stands for any code that is not known."""
        used = [c.function for c in self.programs(i) if c.function is not None]
        used += [
            c.function.base
            for c in self.on_bases(i)
            if c.function is not None and c.function.base is not None
        ]
        return list(dict.fromkeys([Function("null", i, 0), *used]))


def extended(code: Code) -> Code | None:
    """Return the program with its function extended; None for one that has no function."""
    if code.function is None:
        return None
    return Code(code.kind, code.player, code.number, code.default, extension(code.function))


def extension(function: Function) -> Function:
    """Return the extension of a function.

    >>> print(extension(Function("table", 0, 1)))
    xt1.1
    """
    return Function("extension", function.player, function.number, function)
