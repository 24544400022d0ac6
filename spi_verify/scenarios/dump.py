"""Writes a scenario's tables as TOML, the way one would by hand: what loading the text gives are the same tables."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from pydantic import BaseModel

from spi_verify.games.rationals import show
from spi_verify.scenarios.schema import ScenarioTable

WIDTH = 110


def toml_text(table: ScenarioTable) -> str:
    r"""Return the scenario file that says what the tables say; what they leave at its default is left out.

    Never fails on tables that were validated.

    >>> game = {"actions": [["a"], ["b"]], "payoffs": [[["1/2", 0]]]}
    >>> print(toml_text(ScenarioTable(title="One outcome", model="pure", game=game)))
    title = "One outcome"
    model = "pure"
    <BLANKLINE>
    [game]
    actions = [["a"], ["b"]]
    payoffs = [[["1/2", 0]]]
    <BLANKLINE>
    """
    tables = {name: value for name, value in _given(table) if _is_table(value)}
    lines = [f"{name} = {_value(value)}" for name, value in _given(table) if name not in tables]
    for name, value in tables.items():
        lines.extend(_blocks(name, value))
    return "\n".join(lines) + "\n"


def _given(table: BaseModel) -> Iterator[tuple[str, object]]:
    for name, field in type(table).model_fields.items():
        value = getattr(table, name)
        if value is not None and value != field.default:
            yield name, value


def _is_table(value: object) -> bool:
    return isinstance(value, BaseModel | Mapping) or (
        isinstance(value, list) and bool(value) and isinstance(value[0], BaseModel)
    )


def _blocks(path: str, value: object) -> Iterator[str]:
    """Yield the lines of a table, or of an array of tables; the cases of a function stand under it as tables."""
    if isinstance(value, list):
        for entry in value:
            yield from ("", f"[[{path}]]", *_body(path, entry))
    elif isinstance(value, BaseModel):
        yield from ("", f"[{path}]", *_body(path, value))
    elif isinstance(value, Mapping) and value:
        yield from ("", f"[{path}]", *(f"{_key(k)} = {_value(v)}" for k, v in value.items()))


def _body(path: str, table: BaseModel) -> Iterator[str]:
    given = list(_given(table))
    yield from (f"{name} = {_value(value)}" for name, value in given if name != "case")
    for name, value in given:
        if name == "case":
            yield from (line for line in _blocks(f"{path}.case", value) if line)


def _value(value: object) -> str:
    if isinstance(value, BaseModel):
        return _inline(dict(_given(value)))
    if isinstance(value, Mapping):
        return _inline(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Fraction):
        return show(value) if value.denominator == 1 else _string(show(value))
    if isinstance(value, Sequence) and not isinstance(value, str):
        return _list([_value(entry) for entry in value])
    return _string(str(value))


def _list(entries: Sequence[str]) -> str:
    line = f"[{', '.join(entries)}]"
    return line if len(line) <= WIDTH else "[\n  " + ",\n  ".join(entries) + ",\n]"


def _inline(entries: Mapping[str, object]) -> str:
    return f"{{ {', '.join(f'{_key(k)} = {_value(v)}' for k, v in entries.items())} }}"


def _key(name: str) -> str:
    bare = name.isascii() and name.replace("-", "").replace("_", "").isalnum()
    return name if bare else _line(name)  # a key has no text of several lines


def _string(text: str) -> str:
    if "\n" not in text:
        return _line(text)
    return '"""\n' + "\n".join(_line(line)[1:-1] for line in text.split("\n")) + '"""'


def _line(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
