"""Which assertions of a question are hypotheses: those that ``encodings/hypotheses.toml`` lists."""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from spi_verify.errors import InputError
from spi_verify.theory.compose import compose
from spi_verify.theory.objects import Question
from spi_verify.theory.registry import Theory

FILE = "encodings/hypotheses.toml"


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    says: str
    assertions: tuple[str, ...]
    rows: tuple[str, ...] | None = None
    variant: str | None = None


_TABLE = TypeAdapter(dict[str, _Entry])


@dataclass(frozen=True)
class Hypothesis:
    """A hypothesis: what it says, the assertions that state it, the rows of ``check`` that show whether it holds.

    ``weaker`` is the question's reading without the variant that adds the hypothesis, if a variant does.
    """

    id: str
    says: str
    assertions: tuple[str, ...]
    rows: tuple[str, ...]
    weaker: str | None = None


def listed(theory: Theory) -> tuple[Hypothesis, ...]:
    """Return all hypotheses that the theory lists; InputError for a list that cannot be used.

    >>> from spi_verify.paths import root
    >>> [hypothesis.says for hypothesis in listed(Theory(root())) if hypothesis.id == "asm-8.i"]
    ['CSR is not punished']
    """
    return tuple(_hypothesis(id_, entry, None) for id_, entry in _entries(theory).items())


def hypotheses(theory: Theory, question: Question) -> tuple[Hypothesis, ...]:
    """Return the hypotheses of a question's problem, in the order in which they are listed.

    >>> from spi_verify.paths import root
    >>> [h.id for h in hypotheses(Theory(root()), Question("prop-1.strictly", "literal+improvable", "any"))]
    ['prop-1.function', 'improvable']
    """
    asserted = {name for file in compose(theory, question).files for name in theory.asserted(file)}
    found = []
    for id_, entry in _entries(theory).items():
        own = asserted.intersection(entry.assertions)
        if own:
            found.append(_hypothesis(id_, entry, _without(question.reading, entry.variant), own))
    return tuple(found)


def _entries(theory: Theory) -> dict[str, _Entry]:
    """Return all tables; a list that is laid over the shipped one adds its own, and may say a table anew."""
    return {id_: entry for text in theory.layers(FILE) for id_, entry in _read(text).items()}


def _read(text: str) -> dict[str, _Entry]:
    try:
        return _TABLE.validate_python(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise InputError("not TOML", file=FILE, found=str(error)) from None
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise InputError(
            "not a table of hypotheses",
            file=FILE,
            place=place,
            expected=first["msg"],
            found=str(first["input"]),
        ) from None


def _hypothesis(
    id_: str, entry: _Entry, weaker: str | None, own: Collection[str] | None = None
) -> Hypothesis:
    assertions = tuple(name for name in entry.assertions if own is None or name in own)
    rows = (id_,) if entry.rows is None else entry.rows
    return Hypothesis(id_, entry.says, assertions, rows, weaker)


def _without(reading: str, variant: str | None) -> str | None:
    """Return a reading without a variant, or None if it does not have it.

    >>> _without("published+convex+csr-only", "convex")
    'published+csr-only'
    """
    base, *variants = reading.split("+")
    if variant not in variants:
        return None
    return "+".join([base, *(other for other in variants if other != variant)])
