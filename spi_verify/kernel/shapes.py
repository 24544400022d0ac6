"""Certificates as text: JSON without surprises, objects with exactly the fields that are expected, lists."""

from __future__ import annotations

import json
from typing import Any

from spi_verify.kernel.terms import MAX_TEXT, expect, refusing, require


def fields_of(value: object, *names: str) -> dict[str, Any]:
    """Return an object that has exactly the fields ``names``."""
    fields = expect(dict, value, "shape", "an object is needed")
    require(set(fields) == set(names), "fields", "expected", sorted(names), "found", sorted(fields))
    return fields


def items_of(value: object, length: int | None = None) -> list[Any]:
    """Return a list, of the given length if one is given."""
    items = expect(list, value, "shape", "a list is needed")
    require(length in (None, len(items)), "shape", "a list of", length, "is needed")
    return items


def parse(text: str) -> object:
    """Return the JSON value that ``text`` says; repeated keys, floats and huge numbers are refused.

    >>> parse('{"format": 1, "format": 1}')
    Traceback (most recent call last):
    ...
    spi_verify.kernel.terms.Refused: [json] a key is repeated
    """

    def unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
        require(len(dict(pairs)) == len(pairs), "json", "a key is repeated")
        return dict(pairs)

    def refuse(word: str) -> None:
        require(False, "json", "only whole numbers can stand here, not", word)

    require(len(text) <= MAX_TEXT, "too-long", "more than", MAX_TEXT, "characters")
    with refusing("json"):
        result: object = json.loads(text, object_pairs_hook=unique, parse_float=refuse, parse_constant=refuse)
    return result
