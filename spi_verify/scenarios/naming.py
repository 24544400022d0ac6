"""Names and places in a scenario: each name once, no circles, and errors that say where they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from spi_verify.errors import InputError, Refusal, shorten
from spi_verify.games.game import Game, Profile
from spi_verify.scenarios.schema import FunctionTable, ProgramTable, RenegotiationTable

Item = TypeVar("Item", FunctionTable, ProgramTable)
Named = TypeVar("Named", FunctionTable, ProgramTable, RenegotiationTable)
Result = TypeVar("Result")
MAX_NESTING = 20
"""Most defaults, or extensions, inside one another."""


def at(place: str, build: Callable[[], Result]) -> Result:
    """Return what ``build`` makes; an InputError or a refusal in it gets the place."""
    try:
        return build()
    except InputError as exc:
        raise exc.at(place=place) from None
    except Refusal as exc:
        raise InputError(str(exc), place=place) from None


def player_index(number: int, n: int, place: str) -> int:
    """Return a player's index from its number in the file; InputError outside 1 to n.

    >>> player_index(2, 2, "player")
    1
    """
    if not 1 <= number <= n:
        raise InputError("no such player", place=place, expected=f"1 to {n}", found=str(number))
    return number - 1


def named_after(name: str, expected: str, place: str) -> None:
    """Refuse a second name for a piece of code: conditions go by name, and could miss it."""
    if name != expected:
        raise InputError(
            "an extension is named after its base",
            place=f"{place}.name",
            expected=repr(expected),
            found=repr(name),
        )


def indexed(tables: Sequence[Named], what: str) -> list[tuple[int, Named]]:
    """Return the tables with their positions; InputError for a name that stands twice or is reserved."""
    names: set[str] = set()
    for k, table in enumerate(tables):
        if table.name in names:
            raise InputError(
                f"two {what}s have this name", place=f"{what}[{k + 1}].name", found=repr(table.name)
            )
        _check_reserved(table.name, getattr(table, "extends", None), f"{what}[{k + 1}].name")
        names.add(table.name)
    return list(enumerate(tables))


def _check_reserved(name: str, extends: object, place: str) -> None:
    """Refuse names that look like those of extensions, or of programs made by the tool."""
    if (extends is None and (name.endswith("~") or name.startswith("E("))) or set(name) & set("«»"):
        raise InputError(
            "a reserved name", place=place, expected="no ~ at the end, no E(…), no « or »", found=repr(name)
        )


def looked_up(
    name: str, tables: Mapping[str, tuple[int, Item]], what: str, place: str, inside: tuple[str, ...]
) -> tuple[int, Item]:
    """Return the table with a name; InputError if there is none, or if ``inside`` already holds the name."""
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


def named_profile(game: Game, names: Sequence[str]) -> Profile:
    """Return the profile of the actions with these names, one per player; InputError if there is none."""
    if len(names) != game.n:
        raise InputError("an outcome has one action per player", expected=str(game.n), found=str(len(names)))
    for k, name in enumerate(names):
        if name not in game.actions[k]:
            raise InputError(
                f"player {k + 1} has no such action",
                expected="one of " + shorten(", ".join(game.actions[k])),
                found=repr(name),
            )
    return tuple(game.actions[k].index(name) for k, name in enumerate(names))
