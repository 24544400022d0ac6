"""Reads a scenario file; any problem is an InputError that names the file and the place in it."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from fractions import Fraction
from pathlib import Path
from typing import Any

from spi_verify.errors import InputError, Refusal, nearest, shorten, unknown
from spi_verify.games.feasible import feasible_set
from spi_verify.games.files import read_game
from spi_verify.games.game import Game
from spi_verify.games.rationals import show_point
from spi_verify.games.union import UnionSet
from spi_verify.programs.equilibrium import Belief
from spi_verify.programs.expressions import Comparison, comparisons, linear
from spi_verify.programs.interpreter import Interpreter
from spi_verify.programs.program import Program
from spi_verify.programs.selection import Selection, selection
from spi_verify.scenarios.code import CodeBuilder, read_selection
from spi_verify.scenarios.naming import named_profile, player_index
from spi_verify.scenarios.parse import MAX_BYTES, brief, parsed, read_text, validated
from spi_verify.scenarios.scenario import ClaimReference, Scenario
from spi_verify.scenarios.schema import BeliefTable, ClaimTable, GameTable, ScenarioTable, SelectionTable

MAX_PROFILES = 20_000
"""Most profiles of declared programs: every one of them is run."""


def load_scenario(path: str | Path) -> Scenario:
    """Read, validate and resolve a scenario file, and run every profile of its programs.

    Errors: InputError (exit code 2) naming file and place for anything unusable, including programs that do not
    halt against each other.

    >>> from spi_verify.paths import shipped
    >>> load_scenario(shipped("scenarios") / "thm-3-smallest.toml").feasible.model
    'pure'

    Paper node: `def-1`
    """
    path = Path(path)
    if path.suffix.lower() in (".nfg", ".efg"):
        raise InputError(
            "a game, not a scenario", file=str(path), hint="Use 'spi-verify game', or name it in [game]."
        )
    try:
        text = read_text(path, MAX_BYTES)
    except InputError as exc:
        raise exc.at(file=str(path)) from None
    return read_scenario(text, path)


def read_scenario(text: str, path: str | Path = "scenario.toml") -> Scenario:
    """Validate and resolve the text of a scenario file, and run every profile of its programs.

    ``path`` stands for the file in messages; game files are looked for beside it.

    Errors: as :func:`load_scenario`.

    >>> read_scenario("title: Chicken")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    spi_verify.errors.InputError: scenario.toml: not valid TOML: Expected '=' after a key ...
    """
    path = Path(path)
    try:
        scenario = resolve(validated(parsed(text)), path)
        run_all(scenario)
    except InputError as exc:
        raise exc.at(file=str(path)) from None
    except RecursionError:
        raise InputError("nested too deeply", file=str(path), hint="Simplify the file.") from None
    return scenario


def resolve(table: ScenarioTable, path: Path) -> Scenario:
    """Look every name up and build the objects that a scenario consists of."""
    game = _game(table.game, table.title, path)
    feasible = feasible_set(game, table.model) if table.parts is None else _union(game, table.parts)
    chosen = _selection(table.selection, game.n)
    code = CodeBuilder(feasible, table)
    return Scenario(
        path=path,
        title=table.title,
        description=table.description,
        feasible=feasible,
        selection=chosen,
        functions=code.functions,
        renegotiations=code.renegotiations,
        programs=code.programs,
        profile=None if table.profile is None else _profile(table.profile, code, game.n, "profile"),
        beliefs=_beliefs(table.belief, code.programs, game.n),
        claims=tuple(
            _claim(claim, f"claim[{k + 1}]", code, game.n, table.constants)
            for k, claim in enumerate(table.claim)
        ),
        selection_given=table.selection is not None,
        outside=code.outside,
    )


def run_all(scenario: Scenario) -> Interpreter:
    """Run every profile of declared programs and return the interpreter that did; InputError names a cycle."""
    per_player = [scenario.declared(k) for k in range(scenario.game.n)]
    count = math.prod(len(programs) for programs in per_player)
    if count > MAX_PROFILES:
        raise InputError(
            "too many profiles of programs to run", expected=f"at most {MAX_PROFILES}", found=str(count)
        )
    interpreter = scenario.interpreter()
    for profile in itertools.product(*per_player):
        with suppress(Refusal):  # no exact outcome: said where a claim needs it, as not every claim does
            interpreter.outcome(profile)
    return interpreter


def _game(table: GameTable, title: str, path: Path) -> Game:
    if table.file is not None:
        return read_game(path.parent / table.file)
    assert table.actions is not None  # the schema asks for them without a file
    players = table.players or [f"Player {k + 1}" for k in range(len(table.actions))]
    try:
        if table.outcomes is not None:
            return Game.build(table.title or title, players, table.actions, _listed(table))
        return Game.build(
            table.title or title,
            players,
            table.actions,
            list(_nested(table.payoffs or [], table.actions, "payoffs")),
        )
    except InputError as exc:
        raise exc.at(place="game") from None


def _union(game: Game, parts: Sequence[Sequence[Sequence[str]]]) -> UnionSet:
    """Return the union of the hulls of the parts, which are lists of profiles by the names of their actions."""
    try:
        return UnionSet(game, tuple(tuple(named_profile(game, names) for names in part) for part in parts))
    except InputError as exc:
        raise exc.at(place="parts") from None


def _nested(rows: object, actions: Sequence[Sequence[str]], place: str) -> Iterable[Sequence[object]]:
    """Yield the payoff vectors of a nested list in row order, checking its shape."""
    if not isinstance(rows, list):
        raise InputError("expected a list here", place=place, found=brief(rows))
    if not actions:
        yield rows
        return
    if len(rows) != len(actions[0]):
        raise InputError(
            "wrong number of entries",
            place=place,
            expected=f"{len(actions[0])}, one per action",
            found=str(len(rows)),
        )
    for k, row in enumerate(rows):
        yield from _nested(row, actions[1:], f"{place}[{k + 1}]")


def _listed(table: GameTable) -> Mapping[tuple[str, ...], Sequence[object]]:
    assert table.actions is not None  # checked by the schema
    assert table.outcomes is not None
    size = math.prod(len(actions) for actions in table.actions)
    if table.otherwise is not None and size > 1_000_000:
        raise InputError("too many outcomes to fill in with 'otherwise'", place="outcomes", found=str(size))
    payoffs: dict[tuple[str, ...], Sequence[object]] = {}
    if table.otherwise is not None:
        payoffs = dict.fromkeys(itertools.product(*table.actions), table.otherwise)
    given: set[tuple[str, ...]] = set()
    for k, row in enumerate(table.outcomes):
        actions = tuple(row.actions)
        if actions in given:
            raise InputError("this outcome is given twice", place=f"outcomes[{k + 1}]", found=repr(actions))
        given.add(actions)
        payoffs[actions] = row.payoffs
    return payoffs


def _selection(table: SelectionTable | None, n: int) -> Selection:
    if table is None:
        return selection("utilitarian", n=n)
    try:
        return read_selection(table, n)
    except InputError as exc:
        raise exc.at(place="selection") from None


def _profile(names: Sequence[str], code: CodeBuilder, n: int, place: str) -> tuple[Program, ...]:
    if len(names) != n:
        raise InputError(
            "wrong number of programs", place=place, expected=f"{n}, one per player", found=str(len(names))
        )
    for k, name in enumerate(names):
        if name in code.outside:
            raise InputError(
                "a program outside P cannot be played",
                place=f"{place}[{k + 1}]",
                expected="a program without member = false",
                found=repr(name),
            )
    return tuple(_program(name, k, code.programs, f"{place}[{k + 1}]") for k, name in enumerate(names))


def _program(name: str, player: int, programs: Mapping[str, Program], place: str) -> Program:
    if name not in programs:
        known = ", ".join(p for p, program in programs.items() if program.player == player)
        expected = f"a program of player {player + 1}: {shorten(known)}"
        raise unknown("unknown program", name, programs, place=place, expected=expected)
    if programs[name].player != player:
        raise InputError(
            "a program of another player",
            place=place,
            expected=f"one of player {player + 1}",
            found=repr(name),
        )
    return programs[name]


def _beliefs(rows: Sequence[BeliefTable], programs: Mapping[str, Program], n: int) -> dict[int, Belief]:
    supports: dict[int, dict[tuple[Program, ...], Fraction]] = {}
    for k, row in enumerate(rows):
        place = f"belief[{k + 1}]"
        player = player_index(row.player, n, f"{place}.player")
        if row.weight <= 0:
            raise InputError(
                "weights are positive",
                place=f"{place}.weight",
                found=str(row.weight),
                hint="Leave out what has weight 0.",
            )
        seats = [j for j in range(n) if j != player]
        if len(row.about) != len(seats):
            raise InputError(
                "wrong number of programs",
                place=f"{place}.about",
                expected=f"{len(seats)}, one per other player",
                found=str(len(row.about)),
            )
        others = tuple(
            _program(name, j, programs, f"{place}.about") for name, j in zip(row.about, seats, strict=True)
        )
        support = supports.setdefault(player, {})
        if others in support:
            raise InputError("this profile is weighted twice", place=place, hint="Add the weights up.")
        support[others] = row.weight
    for player, support in supports.items():
        if sum(support.values()) != 1:
            raise InputError(
                f"the beliefs of player {player + 1} do not sum to 1",
                place="belief",
                expected="1",
                found=str(sum(support.values())),
            )
    return {player: Belief(player, tuple(support.items())) for player, support in sorted(supports.items())}


def _claim(
    table: ClaimTable, place: str, code: CodeBuilder, n: int, constants: Mapping[str, Fraction]
) -> ClaimReference:
    if table.renegotiation is not None and table.renegotiation not in code.renegotiations:
        raise InputError(
            "unknown renegotiation function",
            place=f"{place}.renegotiation",
            found=repr(table.renegotiation),
            hint=nearest(table.renegotiation, code.renegotiations),
        )
    at: list[Any] = table.at or []
    points = [at] if at and not isinstance(at[0], list) else at
    return ClaimReference(
        id=table.id,
        reading=table.reading or "",
        profile=None if table.profile is None else _profile(table.profile, code, n, f"{place}.profile"),
        renegotiation=None if table.renegotiation is None else code.renegotiations[table.renegotiation],
        at=tuple(_outcome(point, code, n, constants, f"{place}.at") for point in points),
        roles=table.roles,
        parameters={
            name: tuple(value) if isinstance(value, list) else (value,)
            for name, value in table.parameters.items()
        },
        selection=None if table.selection is None else _selection(table.selection, n),
        place=place,
        bound=_bound(table, place, n, constants),
    )


def _bound(
    table: ClaimTable, place: str, n: int, constants: Mapping[str, Fraction]
) -> tuple[Comparison, ...]:
    """Return the comparisons that a claim has in the place of "⪰ u^PMM"; only the variant *bound* looks at them."""
    if table.bound and "bound" not in (table.reading or "").split("+"):
        raise InputError(
            "a bound goes with the variant 'bound'",
            place=f"{place}.bound",
            expected="a reading such as published+bound",
            found=repr(table.reading or ""),
        )
    try:
        return tuple(c for text in table.bound for c in comparisons(text, n=n, constants=constants))
    except InputError as exc:
        raise exc.at(place=f"{place}.bound") from None


def _outcome(
    entries: Sequence[object], code: CodeBuilder, n: int, constants: Mapping[str, Fraction], place: str
) -> tuple[Fraction, ...]:
    """Return the payoffs of an outcome that a claim is asked about; InputError if no outcome has them."""
    point = _point(entries, n, constants, place)
    if not code.feasible.contains(point):
        raise InputError(
            "not the payoffs of an outcome",
            place=place,
            expected=f"a point of the feasible set (model {code.feasible.model})",
            found=show_point(point),
        )
    return point


def _point(
    entries: Sequence[object], n: int, constants: Mapping[str, Fraction], place: str
) -> tuple[Fraction, ...]:
    try:
        values = tuple(linear(entry, n=n, constants=constants, allow="").constant for entry in entries)
    except InputError as exc:
        raise exc.at(place=place) from None
    if len(values) != n:
        raise InputError("wrong number of payoffs", place=place, expected=f"{n}", found=str(len(values)))
    return values
