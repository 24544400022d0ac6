"""Builds the functions and programs that a scenario declares, in an order that lets names refer to each other."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import partial
from typing import TypeVar

from spi_verify.errors import InputError, Refusal, shorten
from spi_verify.games.feasible import FeasibleSet
from spi_verify.games.linear import Constraint
from spi_verify.programs.conditions import (
    ALWAYS,
    Condition,
    Is,
    IsKind,
    SelectorIs,
    Vocabulary,
    WouldPlay,
    atoms,
    condition,
)
from spi_verify.programs.expressions import Comparison, Linear, comparisons, linear
from spi_verify.programs.functions import (
    Extension,
    Offer,
    OfferClause,
    PmpOffer,
    RegionOffer,
    RuleFunction,
    SetFunction,
)
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
from spi_verify.scenarios.schema import (
    FunctionTable,
    OfferTable,
    ProgramTable,
    RenegotiationCaseTable,
    RenegotiationTable,
    ScenarioTable,
    SelectionTable,
)
from spi_verify.solving.formulas import variable

Item = TypeVar("Item", FunctionTable, ProgramTable)
MAX_NESTING = 20
"""Most defaults, or extensions, inside one another."""


class CodeBuilder:
    """The functions, renegotiation functions and programs of one scenario, by name.

    Errors: InputError with the place for unknown or repeated names, names that go round in a circle (a default that
    is its own default), offers of infeasible points, and rules that do not parse.
    """

    def __init__(self, feasible: FeasibleSet, table: ScenarioTable) -> None:
        self.feasible, self.game, self.constants = feasible, feasible.game, table.constants
        self._check_constants()
        self.renegotiations = {
            t.name: self._renegotiation(t, k) for k, t in _indexed(table.renegotiation, "renegotiation")
        }
        self._function_tables = {t.name: (k, t) for k, t in _indexed(table.function, "function")}
        self.functions: dict[str, SetFunction] = {}
        for name in self._function_tables:
            self._function(name, "function", ())
        self._program_tables = {t.name: (k, t) for k, t in _indexed(table.program, "program")}
        self.programs: dict[str, Program] = {}
        for name in self._program_tables:
            self._program(name, "program", ())
        self.programs = {name: self.programs[name] for name in self._program_tables}
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

    def _player(self, number: int, place: str) -> int:
        if not 1 <= number <= self.game.n:
            raise InputError(
                "no such player", place=f"{place}.player", expected=f"1 to {self.game.n}", found=str(number)
            )
        return number - 1

    def _words(self, speaker: int, simulates: bool) -> Vocabulary:
        return Vocabulary(speaker, self.game.actions, self.constants, simulates)

    # Set-valued renegotiation functions

    def _function(self, name: str, place: str, inside: tuple[str, ...]) -> SetFunction:
        if name in self.functions:
            return self.functions[name]
        k, table = _lookup(name, self._function_tables, "function", place, inside)
        here = f"function[{k + 1}] {shorten(name, 40)}"
        player = self._player(table.player, here)
        if table.extends is not None:
            base = self._function(table.extends, f"{here}.extends", (*inside, name))
            if base.player != player:
                raise InputError(
                    "extends a function of another player",
                    place=f"{here}.extends",
                    expected=f"one of player {player + 1}",
                )
            extension = Extension(base, table.rule)
            _named_after(name, extension.name, here)
            self.functions[name] = extension
        else:
            clauses = [
                self._clause(case.when, case.offer, player, f"{here}.case[{j + 1}]")
                for j, case in enumerate(table.case or [])
            ]
            if table.offer is not None:
                clauses = [self._clause(None, table.offer, player, here)]
            self.functions[name] = RuleFunction(name, player, tuple(clauses))
        return self.functions[name]

    def _clause(self, when: str | None, offers: Sequence[OfferTable], player: int, place: str) -> OfferClause:
        asked: Condition = ALWAYS
        if when is not None:
            asked = at(f"{place}.when", lambda: condition(when, self._words(player, simulates=False)))
        found = [at(f"{place}.offer[{j + 1}]", partial(self._offer, offer)) for j, offer in enumerate(offers)]
        return OfferClause(asked, tuple(part for parts in found for part in parts))

    def _offer(self, table: OfferTable) -> list[Offer]:
        n = self.game.n
        if table.pmp is not None:
            return [PmpOffer(self._player(table.pmp, "pmp"), f"PMP_{table.pmp}")]
        where = tuple(c for text in table.where for c in self._closed(text))
        suffix = f" where {', '.join(table.where)}" if table.where else ""
        if table.region is not None:
            rows = tuple(c for text in table.region for c in self._closed(text))
            return [RegionOffer(rows + where, f"{{u : {', '.join(table.region)}}}{suffix}")]
        if table.below is not None:
            top = self._vector(table.below)
            rows = tuple(_u(k).le(value) for k, value in enumerate(top))
            return [RegionOffer(rows + where, f"below ({', '.join(map(str, top))}){suffix}")]
        if table.hull is not None:
            corners = [tuple(self._number(x) for x in point) for point in table.hull]
            if any(len(corner) != n for corner in corners):
                raise InputError("a corner has the wrong number of payoffs", expected=str(n))
            cells = self.feasible.hull_of(corners).cells
            rows = tuple(_comparison(c) for cell in cells for c in cell.constraints)
            return [RegionOffer(rows + where, f"hull of {len(corners)} points{suffix}")] if cells else []
        points = table.points if table.points is not None else [table.point or []]
        return [self._point(point, where, suffix) for point in points]

    def _point(self, entries: Sequence[object], where: tuple[Comparison, ...], suffix: str) -> RegionOffer:
        vector = self._vector(entries)
        if all(not entry.terms for entry in vector):
            self.feasible.points([tuple(entry.constant for entry in vector)])  # refuses what is not feasible
        rows = tuple(_u(k).eq(value) for k, value in enumerate(vector))
        return RegionOffer(rows + where, f"({', '.join(map(str, vector))}){suffix}")

    def _closed(self, text: str) -> tuple[Comparison, ...]:
        found = comparisons(text, n=self.game.n, constants=self.constants)
        if any(c.relation == "<" for c in found):
            raise InputError(
                f"'{shorten(text)}' is strict", expected="<=, >= or ==: sets of outcomes are closed (def-6)"
            )
        return tuple(self._with_pmm(c) for c in found)

    def _with_pmm(self, comparison: Comparison) -> Comparison:
        return Comparison(self._known(comparison.linear), comparison.relation)

    def _known(self, expression: Linear) -> Linear:
        if not any(v.startswith("m") for v in expression.variables()):
            return expression
        return expression.substitute({f"m{k + 1}": m for k, m in enumerate(self.feasible.pmm())})

    def _vector(self, entries: Sequence[object]) -> tuple[Linear, ...]:
        if len(entries) != self.game.n:
            raise InputError("wrong number of payoffs", expected=str(self.game.n), found=str(len(entries)))
        return tuple(
            self._known(linear(x, n=self.game.n, constants=self.constants, allow="dm")) for x in entries
        )

    def _number(self, entry: object) -> Fraction:
        return self._known(linear(entry, n=self.game.n, constants=self.constants, allow="m")).constant

    # Renegotiation functions of def-3

    def _renegotiation(self, table: RenegotiationTable, k: int) -> RenegotiationFunction:
        here = f"renegotiation[{k + 1}] {shorten(table.name, 40)}"
        cases = [at(f"{here}.case[{j + 1}]", partial(self._case, case)) for j, case in enumerate(table.case)]
        return RenegotiationFunction(table.name, tuple(cases))

    def _case(self, table: RenegotiationCaseTable) -> RenegotiationCase:
        profiles = tuple(self._outcome(names) for names in table.outcomes or [])
        texts = table.where or []
        rows = [
            c
            for text in texts
            for c in comparisons(text, n=self.game.n, constants=self.constants, allow="dm")
        ]
        if table.to is not None:
            return RenegotiationCase(profiles, tuple(rows), self._outcome(table.to), None)
        target = tuple(table.to_payoffs or [])
        self.feasible.points([target])  # refuses what is not feasible
        return RenegotiationCase(profiles, tuple(rows), None, target)

    def _outcome(self, names: Sequence[str]) -> tuple[int, ...]:
        if len(names) != self.game.n:
            raise InputError(
                "an outcome has one action per player", expected=str(self.game.n), found=str(len(names))
            )
        for k, name in enumerate(names):
            if name not in self.game.actions[k]:
                raise InputError(
                    f"player {k + 1} has no such action",
                    expected="one of " + shorten(", ".join(self.game.actions[k])),
                    found=repr(name),
                )
        return tuple(self.game.actions[k].index(name) for k, name in enumerate(names))

    # Programs

    def _program(self, name: str, place: str, inside: tuple[str, ...]) -> Program:
        if name in self.programs:
            return self.programs[name]
        k, table = _lookup(name, self._program_tables, "program", place, inside)
        here = f"program[{k + 1}] {shorten(name, 40)}"
        player = self._player(table.player, here)
        self.programs[name] = self._build(table, player, here, (*inside, name))
        return self.programs[name]

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
            _named_after(table.name, made.name, here)
            return made
        if table.default is None:
            return RuleProgram(table.name, player, at(here, lambda: self._rule(table, player)))
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
        return at("rule", lambda: read_rule(table.rule or "", self._words(player, simulates=True)))

    # Names inside conditions

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
                expected=f"one of player {atom.subject + 1}'s: {known}",
                found=repr(name),
            )


def read_selection(table: SelectionTable, n: int) -> Selection:
    """Return the selection function a table names; players in ``order`` are numbered from 1 in the file."""
    order = None if table.order is None else [k - 1 for k in table.order]
    disagreement = None if table.disagreement is None else tuple(table.disagreement)
    return selection(table.rule, n=n, weights=table.weights, order=order, disagreement=disagreement)


Result = TypeVar("Result")


def at(place: str, build: Callable[[], Result]) -> Result:
    """Return what ``build`` makes; an InputError or a refusal in it gets the place."""
    try:
        return build()
    except InputError as exc:
        raise exc.at(place=place) from None
    except Refusal as exc:
        raise InputError(str(exc), place=place) from None


def _named_after(name: str, expected: str, place: str) -> None:
    """Refuse a second name for a piece of code: conditions go by name, and could miss it."""
    if name != expected:
        raise InputError(
            "an extension is named after its base",
            place=f"{place}.name",
            expected=repr(expected),
            found=repr(name),
        )


def _check_reserved(name: str, extends: object, place: str) -> None:
    """Refuse names that look like those of extensions, or of programs made by the tool."""
    if (extends is None and (name.endswith("~") or name.startswith("E("))) or set(name) & set("«»"):
        raise InputError(
            "a reserved name", place=place, expected="no ~ at the end, no E(…), no « or »", found=repr(name)
        )


Named = TypeVar("Named", FunctionTable, ProgramTable, RenegotiationTable)


def _indexed(tables: Sequence[Named], what: str) -> list[tuple[int, Named]]:
    names: set[str] = set()
    for k, table in enumerate(tables):
        if table.name in names:
            raise InputError(
                f"two {what}s have this name", place=f"{what}[{k + 1}].name", found=repr(table.name)
            )
        _check_reserved(table.name, getattr(table, "extends", None), f"{what}[{k + 1}].name")
        names.add(table.name)
    return list(enumerate(tables))


def _lookup(
    name: str, tables: Mapping[str, tuple[int, Item]], what: str, place: str, inside: tuple[str, ...]
) -> tuple[int, Item]:
    if name in inside:
        raise InputError(
            f"a {what} that refers to itself",
            place=place,
            found=" -> ".join((*inside[inside.index(name) :], name)),
        )
    if len(inside) >= MAX_NESTING:
        raise InputError(f"{what}s nested too deeply", place=place, expected=f"at most {MAX_NESTING}")
    if name not in tables:
        raise InputError(
            f"unknown {what}", place=place, expected=f"one of {shorten(', '.join(tables))}", found=repr(name)
        )
    return tables[name]


def _u(k: int) -> Linear:
    return variable(f"u{k + 1}")


def _comparison(constraint: Constraint) -> Comparison:
    terms = {f"u{k + 1}": a for k, a in enumerate(constraint.coefficients)}
    return Comparison(Linear.of(terms, -constraint.bound), constraint.relation)
