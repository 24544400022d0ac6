"""Scopes: how large a game, how many programs and beliefs, of which kinds. And the codes that a scope has."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
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
class Function:
    """A set-valued function as code: a table with unknown answers, the extension of another, or one that never offers.

    And app-b's: where the tables with number 0 agree, it offers just what they reach under selection function
    ``number``.

    Paper node: `def-6`
    """

    kind: Literal["table", "extension", "null", "old"]
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


PLAIN, CSR, EXTENDED, SUBCLASS, RENEGOTIATES = "plain", "csr", "extended", "subclass", "renegotiates"


def mark(code: Code) -> str:
    """Return what a rule sees of another program: its kind.

    >>> mark(Code("constant", 0, 1)), mark(Code("csr", 0, 0, function=Function("table", 0, 0)))
    ('plain', 'csr')
    """
    match code.kind:
        case "csr":
            return EXTENDED if code.function is not None and code.function.kind == "extension" else CSR
        case "pmp":
            return SUBCLASS
        case "renegotiation":
            return RENEGOTIATES
    return PLAIN


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


@dataclass(frozen=True)
class Codes:
    """The codes of a scope under a reading.

    ``base`` is the reading's base; ``nulls``: CSR programs that never offer are there, to represent others; ``around``:
    the profile's functions stand around every program of P, as prop-4 puts them there; ``clause_2``: def-6 (2) is
    asked; ``old``: there are functions that offer just the old outcome, as in app-b.

    Paper node: `alg-2`
    """

    scope: Scope
    base: str
    nulls: bool
    around: bool = False
    clause_2: bool = True
    old: bool = False

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

    def marks(self, i: int) -> tuple[str, ...]:
        """Return the kinds of player i's programs, as rules see them."""
        return tuple(dict.fromkeys([PLAIN, *map(mark, self.programs(i))]))

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
        if not self.scope.unbound:
            return []
        number = self.scope.functions
        return [Code("csr", i, number, self.constants[i][0], extension(Function("table", i, number)))]

    def unbound(self, function: Function) -> bool:
        """Return whether a function is used by extensions only."""
        return function.kind == "table" and function.number >= self.scope.functions

    def twice(self, function: Function) -> bool:
        """Return whether a function is the extension of the extension that is played."""
        return self.scope.played == "extension" and function.base == self.played(0).function

    def longest(self) -> tuple[Function, ...]:
        """Return each player's function that was extended most often."""
        played = (self.played(i).function for i in range(self.scope.n))
        return tuple(extension(f) for f in played if f is not None)

    def played(self, i: int) -> Code:
        """Return player i's program in the profile."""
        match self.scope.played:
            case "csr":
                declared = self.declared(i)[0]
                return self.subclass(declared) if self.around and self.base == "prn" else declared
            case "extension":
                declared = self.declared(i)[0]
                return self.extended(declared) or declared if i == 0 else declared
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
            around = map(self.never_offers, self.plain(i))
            return [*found, *map(self.subclass, self.declared(i)), *map(self.subclass, around)]
        found += self.on_bases(i)
        if self.nulls:
            found += map(self.never_offers, self.plain(i))
        longer = [e for c in found if (e := self.extended(c)) is not None]
        if self.scope.played == "extension":
            longer += [e for c in longer[:1] if (e := self.extended(c)) is not None]
        return [*found, *longer]

    def never_offers(self, default: Code) -> Code:
        """Return the CSR program around one of P that never offers anything."""
        return Code("csr", default.player, -1 - default.number, default, Function("null", default.player, 0))

    def longer(self, code: Code) -> Code:
        """Return a CSR program's extension, or the subclass's program in its place."""
        if self.base == "prn":
            return self.subclass(code)
        return replace(code, function=extension(code.function or Function("null", code.player, 0)))

    def subclass(self, code: Code) -> Code:
        """Return the program of the draft prn's subclass with the default and the function of a CSR program."""
        return Code("pmp", code.player, code.number, code.default, code.function)

    def put_around(self, code: Code) -> Code:
        """Return prop-4's program with the player's first function around a program of P."""
        kind: Literal["csr", "pmp"] = "pmp" if self.base == "prn" else "csr"
        return Code(kind, code.player, -100 - code.number, code, Function("table", code.player, 0))

    def rows(self) -> list[tuple[Function, ...]]:
        """Return the profiles of functions: all, or in app-b those that make the same kind of offers."""
        players = range(self.scope.n)
        if self.old:
            return list(zip(*map(self.functions, players), strict=True))
        return list(itertools.product(*map(self.functions, players)))

    def extended(self, code: Code) -> Code | None:
        """Return the program with its function extended; None if there is none.

        In the conditional drafts E_i of the function that never offers lacks clause (2) of def-6: beside one that is no
        extension it never offers anything either.
        """
        operator = self.base in OPERATORS and self.clause_2
        if code.function is None or (operator and code.function.kind == "null"):
            return None
        return replace(code, function=extension(code.function))

    def functions(self, i: int) -> list[Function]:
        """Return player i's functions; the one that never offers also stands for any code that is not known."""
        if self.old:
            return [Function("table", i, 0), *(Function("old", i, k) for k in (0, 1))]
        used = [c.function for c in self.programs(i) if c.function is not None]
        used += [
            c.function.base
            for c in self.on_bases(i)
            if c.function is not None and c.function.base is not None
        ]
        return list(dict.fromkeys([Function("null", i, 0), *used]))


def extension(function: Function) -> Function:
    """Return the extension of a function.

    >>> print(extension(Function("table", 0, 1)))
    xt1.1
    """
    return Function("extension", function.player, function.number, function)
