"""Builds the programs that a scenario declares, in an order that lets names refer to each other."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from spi_verify.errors import InputError, shorten
from spi_verify.games.feasible import FeasibleSet
from spi_verify.programs.conditions import ALWAYS, Is, IsKind, SelectorIs, Vocabulary, WouldPlay, atoms
from spi_verify.programs.expressions import comparisons
from spi_verify.programs.functions import Extension, SetFunction
from spi_verify.programs.program import (
    Clause,
    CsrProgram,
    IcsrProgram,
    PrnProgram,
    Program,
    RenegotiationCase,
    RenegotiationFunction,
    RenegotiationProgram,
    RuleProgram,
    extend,
    read_rule,
)
from spi_verify.programs.selection import RULES, Selection, selection
from spi_verify.scenarios.function_code import FunctionBuilder
from spi_verify.scenarios.naming import at, indexed, looked_up, named_after, named_profile, player_index
from spi_verify.scenarios.schema import (
    ProgramTable,
    RenegotiationCaseTable,
    RenegotiationTable,
    ScenarioTable,
    SelectionTable,
)


class CodeBuilder:
    """The functions, renegotiation functions and programs of one scenario, by name.

    Errors: InputError with the place for unknown or repeated names, names that go round in a circle (a default that
    is its own default), offers of infeasible points, and rules that do not parse.
    """

    def __init__(self, feasible: FeasibleSet, table: ScenarioTable) -> None:
        self.feasible, self.game, self.constants = feasible, feasible.game, table.constants
        self._check_constants()
        self.renegotiations = {
            t.name: self._renegotiation(t, k) for k, t in indexed(table.renegotiation, "renegotiation")
        }
        self.functions = FunctionBuilder(feasible, table.constants, table.function).functions
        self._program_tables = {t.name: (k, t) for k, t in indexed(table.program, "program")}
        self._built: dict[str, Program] = {}
        self.programs = {name: self._program(name, "program", ()) for name in self._program_tables}
        self.outside = frozenset(program.name for program in table.program if not program.member)
        self._check_names()

    def _check_constants(self) -> None:
        for name in self.constants:
            if (
                not name.isidentifier()
                or name in ("u", "d", "m")
                or (name[0] in "udm" and name[1:].isdigit())
            ):
                raise InputError(
                    "not usable as a constant's name",
                    place="constants",
                    expected="letters, digits and _, not u1, d1, m1 …",
                    found=repr(name),
                )

    def _renegotiation(self, table: RenegotiationTable, k: int) -> RenegotiationFunction:
        here = f"renegotiation[{k + 1}] {shorten(table.name, 40)}"
        cases = [at(f"{here}.case[{j + 1}]", partial(self._case, case)) for j, case in enumerate(table.case)]
        return RenegotiationFunction(table.name, tuple(cases))

    def _case(self, table: RenegotiationCaseTable) -> RenegotiationCase:
        profiles = tuple(named_profile(self.game, names) for names in table.outcomes or [])
        texts = table.where or []
        rows = [
            c
            for text in texts
            for c in comparisons(text, n=self.game.n, constants=self.constants, allow="dm")
        ]
        if table.to is not None:
            return RenegotiationCase(profiles, tuple(rows), named_profile(self.game, table.to), None)
        target = tuple(table.to_payoffs or [])
        self.feasible.points([target])  # refuses what is not feasible
        return RenegotiationCase(profiles, tuple(rows), None, target)

    def _program(self, name: str, place: str, inside: tuple[str, ...]) -> Program:
        if name in self._built:
            return self._built[name]
        k, table = looked_up(name, self._program_tables, "program", place, inside)
        here = f"program[{k + 1}] {shorten(name, 40)}"
        player = player_index(table.player, self.game.n, f"{here}.player")
        self._built[name] = self._build(table, player, here, (*inside, name))
        return self._built[name]

    def _build(self, table: ProgramTable, player: int, here: str, inside: tuple[str, ...]) -> Program:
        if table.extends is not None:
            base = self._program(table.extends, f"{here}.extends", inside)
            if not isinstance(base, CsrProgram) or base.player != player:
                raise InputError(
                    "def-7 extends CSR programs only",
                    place=f"{here}.extends",
                    expected=f"a CSR program of player {player + 1}",
                    found=repr(table.extends),
                )
            made = extend(base, table.extension)
            named_after(table.name, made.name, here)
            return made
        if table.default is None:
            return RuleProgram(table.name, player, at(here, partial(self._rule, table, player)))
        default = self._program(table.default, f"{here}.default", inside)
        if default.player != player:
            raise InputError(
                "the default is a program of another player",
                place=f"{here}.default",
                found=repr(table.default),
            )
        program = self._renegotiating(table, player, default, here)
        if (
            isinstance(program, RenegotiationProgram)
            and getattr(default, "function", None) == program.function
        ):
            raise InputError(
                "the default has the same renegotiation function",
                place=f"{here}.default",
                expected="a program outside P^rn(rn) (alg-1)",
                found=repr(table.default),
            )
        return program

    def _renegotiating(self, table: ProgramTable, player: int, default: Program, here: str) -> Program:
        if table.renegotiation is not None:
            if table.renegotiation not in self.renegotiations:
                raise InputError(
                    "unknown renegotiation function",
                    place=f"{here}.renegotiation",
                    found=repr(table.renegotiation),
                )
            return RenegotiationProgram(table.name, player, default, self.renegotiations[table.renegotiation])
        if table.functions is not None:
            if not table.functions:
                raise InputError("no rounds", place=f"{here}.functions", expected="one function per round")
            functions = [
                self._own(name, player, f"{here}.functions[{j + 1}]")
                for j, name in enumerate(table.functions)
            ]
            return IcsrProgram(table.name, player, default, tuple(functions))
        if table.reference is not None:
            return PrnProgram(
                table.name, player, default, self._own(table.reference, player, f"{here}.reference")
            )
        function = self._own(table.function or "", player, f"{here}.function")
        selector = None
        if table.selection is not None:
            if self.game.n != 2:
                raise InputError("two-selectors is a reading for two players", place=f"{here}.selection")
            selector = at(f"{here}.selection", partial(read_selection, table.selection, self.game.n))
        return CsrProgram(table.name, player, default, function, selector)

    def _own(self, name: str, player: int, place: str) -> SetFunction:
        if name not in self.functions or self.functions[name].player != player:
            known = ", ".join(f for f, function in self.functions.items() if function.player == player)
            raise InputError(
                "unknown function",
                place=place,
                expected=f"a function of player {player + 1}: {shorten(known)}",
                found=repr(name),
            )
        return self.functions[name]

    def _rule(self, table: ProgramTable, player: int) -> tuple[Clause, ...]:
        if table.play is not None:
            index = (
                self.game.actions[player].index(table.play)
                if table.play in self.game.actions[player]
                else None
            )
            if index is None:
                raise InputError(
                    f"player {player + 1} has no such action",
                    place="play",
                    expected="one of " + shorten(", ".join(self.game.actions[player])),
                    found=repr(table.play),
                )
            return (Clause(ALWAYS, index),)
        words = Vocabulary(player, self.game.actions, self.constants, simulates=True)
        return at("rule", partial(read_rule, table.rule or "", words))

    def _check_names(self) -> None:
        for name, function in self.functions.items():
            for atom in (a for c in getattr(function, "clauses", ()) for a in atoms(c.condition)):
                self._check_atom(
                    atom, f"function {shorten(name, 40)}", {f.name: f.player for f in self._all_functions()}
                )
        players = {name: program.player for name, program in self.programs.items()}
        for name, program in self.programs.items():
            for atom in (a for c in getattr(program, "clauses", ()) for a in atoms(c.condition)):
                self._check_atom(atom, f"program {shorten(name, 40)}", players)
                if isinstance(atom, WouldPlay):
                    seats = [k for k in range(self.game.n) if k != atom.subject]
                    for opponent, k in zip(atom.against, seats, strict=True):
                        self._check_atom(Is(k, opponent), f"program {shorten(name, 40)}", players)

    def _all_functions(self) -> list[SetFunction]:
        rules: tuple[Extension, ...] = tuple(
            Extension(f, rule) for f in self.functions.values() for rule in ("published", "conditional")
        )
        return [*self.functions.values(), *rules]

    def _check_atom(self, atom: object, place: str, players: Mapping[str, int]) -> None:
        """Refuse a condition that names what the subject can never be: a misspelt name would silently be false."""
        if isinstance(atom, SelectorIs) and atom.rule not in RULES:
            raise InputError(
                "unknown selection rule",
                place=place,
                expected=f"one of {', '.join(RULES)}",
                found=repr(atom.rule),
            )
        if isinstance(atom, Is):
            name = atom.name
        elif isinstance(atom, IsKind) and atom.of is not None:
            name = atom.of
            players = {**players, **{f.name: f.player for f in self._all_functions()}}
        else:
            return
        if players.get(name) != atom.subject:
            known = shorten(
                ", ".join(n for n, k in players.items() if k == atom.subject and not n.endswith(("~", ")")))
            )
            raise InputError(
                "a condition names something unknown",
                place=place,
                expected=f"one of player {atom.subject + 1}'s: {known or 'there are none'}",
                found=repr(name),
            )


def read_selection(table: SelectionTable, n: int) -> Selection:
    """Return the selection function a table names; players in ``order`` are numbered from 1 in the file."""
    order = None if table.order is None else [k - 1 for k in table.order]
    disagreement = None if table.disagreement is None else tuple(table.disagreement)
    return selection(table.rule, n=n, weights=table.weights, order=order, disagreement=disagreement)
