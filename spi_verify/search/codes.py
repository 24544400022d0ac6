"""The codes of a scope: programs and functions, as a search has them before a model says what they do."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from spi_verify.search.scope import OPERATORS, Scope


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
