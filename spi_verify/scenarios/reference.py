"""The reference of the scenario format, written from the schema: ``python -m spi_verify.scenarios.reference``."""

from __future__ import annotations

import types
from collections.abc import Iterator
from fractions import Fraction
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from spi_verify.scenarios.schema import (
    BeliefTable,
    CaseTable,
    ClaimTable,
    FunctionTable,
    GameTable,
    OfferTable,
    OutcomeRow,
    ProgramTable,
    RenegotiationCaseTable,
    RenegotiationTable,
    ScenarioTable,
    SelectionTable,
    Table,
)

TABLES: dict[type[Table], str] = {
    ScenarioTable: "The whole file",
    GameTable: "[game]",
    OutcomeRow: "[[game.outcomes]]",
    SelectionTable: "[selection]",
    FunctionTable: "[[function]]",
    CaseTable: "[[function.case]]",
    OfferTable: "An offer",
    RenegotiationTable: "[[renegotiation]]",
    RenegotiationCaseTable: "[[renegotiation.case]]",
    ProgramTable: "[[program]]",
    BeliefTable: "[[belief]]",
    ClaimTable: "[[claim]]",
}
"""Every kind of table, in the order of the reference, and its heading."""

HEAD = """# The scenario format

*Written from the schema by* `python -m spi_verify.scenarios.reference`*; do not edit.*

A scenario is one TOML file: a game, programs, beliefs, and the claims that it bears on. It is data only; nothing in it
is executed. Unknown keys are errors.

* A *number* is exact: `3`, `0.1` (one tenth), `"1/3"`. An *expression* is a number, or text that uses the file's
  `constants`: `"2*x + 1/2"`.
* Players are given by number, 1 to n. Names with commas or spaces stand in backquotes inside rules and conditions.
* Conditions are joined by `and`, `or`, `not` and parentheses: ``other is `p` ``, `other renegotiates`,
  `other is a CSR program` (or `an ICSR program`), ``other is an extension of `p` ``, `other never offers`,
  ``other would play C against `p` ``. Conditions of functions also know ``other extends `f` ``: it is an extension of
  `f`, or of an extension of `f`, and so on. With three or more players: `every other`, `some other`, `player 3`.
* The extension of `p` is called `p~`.

`scenarios/` and `counterexamples/` have an example of everything.
"""
SIMPLE: dict[object, str] = {
    str: "text",
    int: "whole number",
    bool: "true or false",
    Fraction: "number",
    Any: "nested lists",
}


def reference() -> str:
    """Return the reference as Markdown. Never fails.

    >>> reference().splitlines()[0]
    '# The scenario format'
    """
    return "\n".join([HEAD, *(line for table in TABLES for line in _table(table))])


def _table(table: type[Table]) -> Iterator[str]:
    heading = TABLES[table]
    yield f"## `{heading}`" if heading.startswith("[") else f"## {heading}"
    yield ""
    text = (table.__doc__ or "").replace("``", "`")
    words = " ".join(text.removeprefix(f"`{heading}`: ").split())
    yield words[:1].upper() + words[1:]
    yield ""
    yield "| key | value | default | |"
    yield "|---|---|---|---|"
    for name, field in table.model_fields.items():
        words = (field.description or "").replace("\n", " ").replace("|", "\\|")
        yield f"| `{name}` | {kind(field.annotation)} | {_default(field)} | {words} |"
    yield ""


def kind(annotation: object) -> str:
    """Return the values that a field may have, in words.

    >>> kind(list[int] | None), kind(Literal["a", "b"])
    ('list of whole number', '`"a"` or `"b"`')
    """
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return kind(parts[0])
    if origin is Literal:
        return " or ".join(f'`"{word}"`' for word in parts)
    if origin in (Union, types.UnionType):
        some = [part for part in parts if part is not type(None)]
        return "expression" if set(some) == {str, int} else " or ".join(map(kind, some))
    if origin is list:
        return f"list of {kind(parts[0])}"
    if origin is dict:
        return f"table of {kind(parts[1])}"
    if isinstance(annotation, type) and issubclass(annotation, Table):
        heading = TABLES[annotation]
        return f"`{heading}`" if heading.startswith("[") else "offer"
    return SIMPLE[annotation]


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "required"
    if field.default in (None, "", [], {}):
        return ""
    return f"`{str(field.default).lower()}`" if isinstance(field.default, bool) else f'`"{field.default}"`'


if __name__ == "__main__":
    print(reference(), end="")
