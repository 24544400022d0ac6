"""The list of hypotheses: that it is whole, and what it may not be."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from spi_verify.errors import InputError
from spi_verify.paths import root
from spi_verify.theory.hypotheses import hypotheses, listed
from spi_verify.theory.registry import Theory
from tests.theory_examples import PROVED, write_theory

MEANINGS = {
    *("compact.total", "connected.at-least", "connected.at-most"),
    *("finite.no-one", "finite.listed", "prop-2.replaced"),
    *("mixed-bound.plain", "mixed-bound.used"),
}
"""Assertions of variants and claims that say what a word means."""


def test_every_listed_assertion_is_made_and_every_variant_is_listed() -> None:
    folders = (root() / "encodings", root() / "proofs")
    texts = {path: path.read_text(encoding="utf-8") for f in folders for path in f.rglob("*.smt2")}
    made = {path: set(re.findall(r":named\s+([^\s()]+)", text)) for path, text in texts.items()}
    known = {name for hypothesis in listed(Theory(root())) for name in hypothesis.assertions}
    assert known <= {name for names in made.values() for name in names}
    for path, names in made.items():
        if path.parent.name == "variants" or path.name == "claim.smt2":
            assert names <= known | MEANINGS, path


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[a", "not TOML"),
        ('[a]\nsays = "b"', "Field required"),
        ('[a]\nsays = "b"\nassertions = "c"', "tuple"),
        ('[a]\nsays = "b"\nassertions = []\nneeded = true', "Extra inputs"),
    ],
)
def test_a_list_that_cannot_be_used_is_an_error(tmp_path: Path, text: str, message: str) -> None:
    write_theory(tmp_path, {"encodings/hypotheses.toml": text})
    with pytest.raises(InputError, match=message):
        listed(Theory(tmp_path))


def test_a_theory_without_a_list_has_no_hypotheses(tmp_path: Path) -> None:
    assert hypotheses(write_theory(tmp_path), PROVED) == ()
