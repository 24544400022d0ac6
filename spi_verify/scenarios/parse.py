"""From a file's bytes to typed tables: bounded reading, TOML with exact numbers, validation with places."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, get_args

from pydantic import ValidationError

from spi_verify.errors import InputError, nearest, shorten
from spi_verify.scenarios.schema import ScenarioTable, Table

MAX_BYTES = 1_000_000
"""Largest scenario file that is read; large games belong in a file of their own beside it."""

MAX_DOTS = 200
"""Most dots between two of TOML's other marks; a bound on the parts of a dotted key."""


def read_text(path: Path, limit: int) -> str:
    """Return a file's text; its size is looked at before it is read.

    Errors: InputError if it is missing, not a file, too large, or not UTF-8.
    """
    try:
        if not path.is_file():
            raise InputError(
                "no such file" if not path.exists() else "not a file",
                hint="Give the path of a scenario file.",
            )
        with path.open("rb") as stream:
            data = stream.read(limit + 1)
    except OSError as exc:
        raise InputError(f"cannot be read: {exc.strerror}") from None
    if len(data) > limit:
        raise InputError("file too large", expected=f"at most {limit} bytes", found=f"{path.stat().st_size}")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        raise InputError(
            "not text in UTF-8", place=f"byte {exc.start}", found=repr(data[exc.start : exc.start + 1])
        ) from None


def parsed(text: str) -> dict[str, Any]:
    """Return the TOML tables; decimals stay text, so that 0.1 is read exactly where it is used.

    Errors: InputError for what is not TOML, and for keys of absurdly many parts: tomllib takes memory in the square of
    their number, so they are refused before it sees them.
    """
    if any(part.count(".") > MAX_DOTS for part in re.split(r"[=,{}\[\]\n]", text)):
        raise InputError(
            "a key has too many parts", expected=f"at most {MAX_DOTS} dots in one stretch of text"
        )
    try:
        return tomllib.loads(text, parse_float=lambda number: number.replace("_", ""))
    except tomllib.TOMLDecodeError as exc:
        raise InputError(f"not valid TOML: {shorten(str(exc), 200)}") from None
    except RecursionError:
        raise InputError("not valid TOML: nested too deeply") from None
    except ValueError as exc:  # a whole number with more digits than Python converts
        raise InputError("a number is too long", expected="at most 1000 digits") from exc


def validated(data: dict[str, Any]) -> ScenarioTable:
    """Return the typed tables; the first problem found is reported with its place and how many more there are."""
    try:
        return ScenarioTable.model_validate(data)
    except ValidationError as exc:
        problems = exc.errors(include_url=False, include_context=False)
        # A misspelt key is often why another one is missing, so it is what to say first.
        first = next((one for one in problems if one["type"] == "extra_forbidden"), problems[0])
        place = "".join(
            f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in first["loc"]
        ).lstrip(".")
        found = None if first["type"] == "missing" else shorten(brief(first["input"]), 60)
        hints = []
        message = first["msg"].removeprefix("Value error, ")
        if first["type"] == "extra_forbidden":
            message, found = "unknown key", None
            hints.append(nearest(str(first["loc"][-1]), keys_at(first["loc"][:-1])))
        if len(problems) > 1:
            hints.append(f"{len(problems) - 1} more problem{'s' if len(problems) > 2 else ''} in this file")
        raise InputError(
            message[:1].lower() + message[1:],
            place=shorten(place, 120),
            found=found,
            hint=" ".join(filter(None, hints)) or None,
        ) from None


def keys_at(place: Sequence[int | str]) -> list[str]:
    """Return the keys that the table at a place of a scenario file may have.

    >>> keys_at(("belief", 0))
    ['player', 'about', 'weight']
    """
    table: type[Table] = ScenarioTable
    for part in place:
        if isinstance(part, str) and part in table.model_fields:
            table = _table_in(table.model_fields[part].annotation) or table
    return list(table.model_fields)


def _table_in(annotation: object) -> type[Table] | None:
    """Return the kind of table that a field holds, alone or in a list, or None if it holds none."""
    if isinstance(annotation, type) and issubclass(annotation, Table):
        return annotation
    found = (_table_in(part) for part in get_args(annotation))
    return next((table for table in found if table is not None), None)


def brief(value: object) -> str:
    """Return a value in a few words, without writing out something huge."""
    if isinstance(value, dict | list):
        return f"a {'table' if isinstance(value, dict) else 'list'} of {len(value)}"
    if isinstance(value, int) and value.bit_length() > 300:
        return "a very long number"
    return repr(value[:100] if isinstance(value, str) else value)
