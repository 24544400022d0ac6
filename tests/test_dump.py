"""Writing scenarios: what is read back is what was written."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from spi_verify.scenarios.dump import toml_text
from spi_verify.scenarios.parse import MAX_BYTES, parsed, read_text, validated
from spi_verify.scenarios.schema import ScenarioTable

ROOT = Path(__file__).parents[1]
FILES = sorted(path for folder in ("scenarios", "counterexamples") for path in (ROOT / folder).glob("*.toml"))
TEXT = st.text(st.characters(codec="utf-8"), min_size=1, max_size=30)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_scenario_file_survives_being_written(path: Path) -> None:
    table = validated(parsed(read_text(path, MAX_BYTES)))
    assert validated(parsed(toml_text(table))) == table


# 2026-11-27: a name of several lines, and a text of several lines with a backslash before an n.
@example(title="0", action="0", constant="\n", payoffs=[Fraction(0), Fraction(0)])
@example(title="a\nb\\n", action="0", constant="c", payoffs=[Fraction(0), Fraction(0)])
@given(title=TEXT, action=TEXT, constant=TEXT, payoffs=st.lists(st.fractions(), min_size=2, max_size=2))
def test_names_and_numbers_of_any_kind_survive(
    title: str, action: str, constant: str, payoffs: list[Fraction]
) -> None:
    game = {"actions": [[action], [title]], "payoffs": [[payoffs]]}
    tables = {"title": title, "model": "hull", "game": game, "constants": {constant: payoffs[0]}}
    table = ScenarioTable.model_validate(tables)
    read = validated(parsed(toml_text(table)))
    assert read.game.actions == table.game.actions
    assert read.constants == table.constants
    assert read.title == title
    assert read.game.payoffs == [[[int(p) if p.denominator == 1 else str(p) for p in payoffs]]]
