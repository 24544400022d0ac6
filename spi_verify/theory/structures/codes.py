"""The codes of a structure, programs and functions, and how they run in any player's place."""

from __future__ import annotations

import itertools
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace
from functools import cache

from spi_verify.errors import Refusal
from spi_verify.programs.conditions import ALWAYS
from spi_verify.programs.functions import Extension, SetFunction, null_function
from spi_verify.programs.interpreter import Interpreter, ProgramProfile
from spi_verify.programs.program import (
    Clause,
    CsrProgram,
    PrnProgram,
    Program,
    Renegotiating,
    RenegotiationFunction,
    RenegotiationProgram,
    RuleProgram,
    extend,
    functions_of,
    made_name,
)
from spi_verify.theory.structure import Meaning
from spi_verify.theory.structures.hull import HullSpace
from spi_verify.theory.structures.space import Element, PureSpace, Space

FOREIGN = made_name("code of another player")
MOST_PROFILES = 20_000

Codes = tuple[int, ...]
"""A profile of programs, or of functions: their numbers, one per player."""


class Universe:
    """Programs, functions, selectors and renegotiation functions, each an int: its number in a tuple.

    A profile is the tuple of its programs' numbers. Any code may stand at any player's place; one that is of another
    player plays its first action there and is of no kind, and a function of another player offers nothing there.
    Function 0 offers nothing anywhere; it stands for the function of a program that has none.

    With the programs come their functions and defaults, with the functions (and those to ``spare``) their bases.
    Errors: Refusal for programs of kinds that the encodings do not know together, and for more than MOST_PROFILES
    profiles.
    """

    def __init__(
        self,
        interpreter: Interpreter,
        programs: Iterable[Program],
        renegotiations: Iterable[RenegotiationFunction],
        spare: Iterable[SetFunction] = (),
        *,
        subclass: bool,
    ) -> None:
        self.interpreter, self.game = interpreter, interpreter.game
        pure = interpreter.feasible.model == "pure"
        self.space: Space = (PureSpace if pure else HullSpace)(interpreter.feasible)
        self.programs = tuple(dict.fromkeys(q for p in programs for q in _below(p)))
        if not subclass and any(isinstance(p, PrnProgram) for p in self.programs):
            raise Refusal("not evaluable: programs of the prn draft belong to the reading prn")
        functions = [f for p in self.programs for f in functions_of(p)[:1] if isinstance(p, CSR)]
        none = null_function(made_name("none"), -1)
        self.functions = tuple(dict.fromkeys([none, *(g for f in (*functions, *spare) for g in _bases(f))]))
        own = [p.selector for p in self.programs if isinstance(p, CsrProgram) and p.selector is not None]
        self.selectors = tuple(dict.fromkeys([interpreter.negotiation.selection, *own]))
        carried = [p.function for p in self.programs if isinstance(p, RenegotiationProgram)]
        identity = RenegotiationFunction(made_name("identity"), ())
        self.renegotiations = tuple(dict.fromkeys([*renegotiations, *carried])) or (identity,)
        if max(len(self.programs), len(self.functions)) ** self.game.n > MOST_PROFILES:
            raise Refusal(f"not evaluable: more than {MOST_PROFILES} profiles")
        self._number = {p: k for k, p in enumerate(self.programs)}
        self._function = {f: k for k, f in enumerate(self.functions)}

    # Programs

    def number(self, program: Program) -> int:
        """Return a program's number."""
        return self._number[program]

    def profile(self, programs: Sequence[Program]) -> Codes:
        """Return the element for a profile of programs."""
        return tuple(map(self.number, programs))

    def owned(self, i: int, x: int) -> bool:
        """Return whether a program is player i's."""
        return self.programs[x].player == i

    def seated(self, p: Codes) -> ProgramProfile:
        """Return the programs to run for a profile."""
        return tuple(
            self.programs[x] if self.owned(i, x) else RuleProgram(FOREIGN, i, (Clause(ALWAYS, 0),))
            for i, x in enumerate(p)
        )

    def default(self, x: int) -> int:
        """Return a program's default; of one that has none, itself."""
        program = self.programs[x]
        return self.number(program.default) if isinstance(program, Renegotiating) else x

    def kind(self, i: int, x: int, kind: type[Program]) -> bool:
        """Return whether a program is one of player i and of a kind."""
        return self.owned(i, x) and isinstance(self.programs[x], kind)

    def negotiates(self, i: int, x: int) -> bool:
        """Return whether a program is a CSR program of player i, or one of the subclass of the draft prn."""
        return self.owned(i, x) and isinstance(self.programs[x], CSR)

    def extends(self, i: int, x: int, y: int) -> bool:
        """Return whether y is, by its code, the PMP-extension of player i's CSR program x.

        Paper node: `def-7`
        """
        program = self.programs[x]
        return self.kind(i, x, CsrProgram) and self.programs[y] in self._extension(program)

    def _extension(self, program: Program) -> list[Program]:
        """Return the programs that are a CSR program with its function extended, whatever their names."""
        if not isinstance(program, CsrProgram):
            return []
        made = extend(program)
        return [p for p in self.programs if isinstance(p, CsrProgram) and replace(p, name=made.name) == made]

    # Functions

    def function_of(self, x: int) -> int:
        """Return the number of a program's set-valued function."""
        program = self.programs[x]
        return self._function[functions_of(program)[0]] if isinstance(program, CSR) else 0

    def seated_functions(self, functions: Codes) -> tuple[SetFunction, ...]:
        """Return the functions to ask for a tuple of functions."""
        return tuple(
            self.functions[f] if self.functions[f].player == i else null_function(FOREIGN, i)
            for i, f in enumerate(functions)
        )

    def answer(self, i: int, functions: Codes, a: Element, selector: int = 0) -> Element:
        """Return RN^i(RN^{-i}, a)."""
        if self.functions[functions[i]].player != i:
            return self.space.of(self.interpreter.feasible.empty())
        seated, selection = self.seated_functions(functions), self.selectors[selector]
        return self.space.of(self.interpreter.negotiation.answer(i, seated, self.space.payoff(a), selection))

    def base(self, f: int) -> int:
        """Return the base of an extension; of another function, itself."""
        function = self.functions[f]
        return self._function[function.base] if isinstance(function, Extension) else f

    def extension(self, i: int, f: int) -> bool:
        """Return whether a function is player i's and recognisably an extension by the drafts' operator."""
        function = self.functions[f]
        return isinstance(function, Extension) and function.rule == "conditional" and function.player == i

    # Symbols

    def domains(self) -> dict[str, Sequence[Hashable]]:
        """Return the domains of all codes; profiles in which every code is at its own player's place come first."""
        return {
            "Program": range(len(self.programs)),
            "Profile": _profiles([p.player for p in self.programs], self.game.n),
            "Function": range(len(self.functions)),
            "Functions": _profiles([f.player for f in self.functions], self.game.n),
            "Selector": range(len(self.selectors)),
            "Renegotiation": range(len(self.renegotiations)),
        }

    def meanings(self) -> dict[str, Meaning]:
        """Return what the symbols of programs and how they run mean.

        Paper node: `alg-2`
        """
        space, n = self.space, self.game.n
        played = [[self.default(x) for x in range(len(self.programs))], [*range(len(self.programs))]]
        carried = [self.function_of(x) for x in played[1]]
        bases = [self.base(f) for f in range(len(self.functions))]

        @cache
        def action(i: int, p: Codes) -> Hashable:
            return space.action(self.interpreter.play(i, self.seated(p))) if self.owned(i, p[i]) else 0

        return {
            "program": lambda i, p: p[i],
            "replace": lambda p, i, x: (*p[:i], x, *p[i + 1 :]),
            "action": action,
            "outcome": cache(lambda p: space.joint([action(i, p) for i in range(n)])),
            "default": lambda x: played[0][x],
            "defaults": lambda p: tuple([played[0][x] for x in p]),
            "plain": lambda p: tuple([played[0][x] if self.negotiates(i, x) else x for i, x in enumerate(p)]),
            "RN": lambda x: carried[x],
            "functions": lambda p: tuple([carried[x] for x in p]),
            "function": lambda i, functions: functions[i],
            "substitute": lambda functions, i, f: (*functions[:i], f, *functions[i + 1 :]),
            "base": lambda f: bases[f],
            "bases": lambda functions: tuple([bases[f] for f in functions]),
            "extension": self.extension,
            "csr": lambda i, x: self.kind(i, x, CsrProgram),
            "pmp-renegotiates": lambda i, x: self.kind(i, x, PrnProgram),
            "renegotiates": lambda i, x: self.kind(i, x, RenegotiationProgram),
            "rn": self.renegotiation_of,
            "renegotiate": cache(self.renegotiated),
            "selector": self.selector_of,
            "extends": cache(self.extends),
        }

    def renegotiation_of(self, x: int) -> int:
        """Return the number of a program's renegotiation function; of a program that has none, 0."""
        program = self.programs[x]
        if isinstance(program, RenegotiationProgram):
            return self.renegotiations.index(program.function)
        return 0

    def renegotiated(self, rn: int, a: Element) -> Element:
        """Return rn(a)."""
        outcome = self.interpreter.renegotiated(self.renegotiations[rn], self.space.outcome(a))
        return self.space.element(outcome)

    def selector_of(self, x: int) -> int:
        """Return the number of a program's selection function; without one of its own, the common one."""
        program = self.programs[x]
        own = program.selector if isinstance(program, CsrProgram) else None
        return self.selectors.index(own) if own is not None else 0


CSR = (CsrProgram, PrnProgram)


def _profiles(players: Sequence[int], n: int) -> tuple[Codes, ...]:
    """Return all profiles of codes that belong to the given players."""
    found = itertools.product(range(len(players)), repeat=n)
    return tuple(sorted(found, key=lambda p: sum(players[x] != i for i, x in enumerate(p))))


def _below(program: Program) -> list[Program]:
    """Return a program, its default, its default's default, and so on."""
    found = [program]
    while isinstance(found[-1], Renegotiating):
        found.append(found[-1].default)
    return found


def _bases(function: SetFunction) -> list[SetFunction]:
    """Return a function, its base if it is an extension, and so on."""
    found = [function]
    while isinstance(found[-1], Extension):
        found.append(found[-1].base)
    return found
