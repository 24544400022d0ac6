"""The public names: typed results that print, show as HTML with nothing foreign obeyed, and draw themselves."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import spi_verify as sv
from tests.effort import ENOUGH
from tests.scenario_text import belief, claim, program

HOSTILE = "<script>alert('1')</script>\u202e & \"quoted\" $x_1$"
SCENARIO = (
    f"""
title = '''{HOSTILE}'''
model = "hull"
profile = ["p", "q"]

[game]
actions = [['''{HOSTILE}''', "b"], ["c", "d"]]
payoffs = [[[3, 1], [0, 0]], [[0, 0], [1, 3]]]
"""
    + program("p", 1, play=HOSTILE)
    + program("q", 2, play="c")
    + belief(1, "q")
    + belief(2, "p")
    + claim("def-1")
)


def test_importing_it_loads_nothing_heavy() -> None:
    heavy = "{'z3', 'cvc5', 'pysmt', 'matplotlib', 'numpy', 'typer', 'rich'} & set(sys.modules)"
    code = f"import sys, spi_verify as sv; assert not {heavy}; sv.claim_ids(); print('matplotlib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_every_public_name_is_there_and_no_other() -> None:
    assert set(sv.__all__) <= set(dir(sv))
    assert all(getattr(sv, name).__doc__ for name in sv.__all__)
    with pytest.raises(AttributeError, match="no attribute 'prove'"):
        _ = sv.prove


def test_every_public_function_says_what_it_takes_how_it_fails_and_gives_an_example() -> None:
    functions = [getattr(sv, name) for name in sv.__all__ if not isinstance(getattr(sv, name), type)]
    assert len(functions) >= 10
    for function in functions:
        text = function.__doc__
        assert "Errors:" in text or "Never fails" in text, function
        assert ">>> " in text, function


def test_definitions_of_ones_own_are_asked_about(tmp_path: Path) -> None:
    folder = tmp_path / "proofs" / "own.max"
    folder.mkdir(parents=True)
    header = "; claim: own.max\n; says: a maximum is one\n; readings: literal\n; requires: def-5.smt2\n"
    (folder / "claim.smt2").write_text(
        header + "(define-fun conclusion () Bool (forall ((x Real)) (= (max x x) x)))\n", encoding="utf-8"
    )
    asked = sv.verify("own.max", players=2, theory=tmp_path)
    assert asked.verdict == "unknown"
    with pytest.raises(sv.InputError, match="no scenario is evidence"):
        asked.scenario()
    with pytest.raises(sv.InputError, match="unknown claim"):
        sv.verify("own.max")


def test_foreign_names_stay_text_in_every_result() -> None:
    scenario = sv.read_scenario(SCENARIO)
    found = sv.check(scenario)
    analysis = sv.analyse(scenario)
    for shown in (found, scenario, analysis, scenario.game):
        html = shown._repr_html_()
        assert "<script" not in html
        assert "&lt;script&gt;" in html
        assert "\u202e" not in html
    for text in (str(found), str(analysis)):
        assert "\u202e" not in text
    assert "<script" not in found.plot().inline_svg()


def test_a_check_is_what_the_command_prints() -> None:
    found = sv.check(sv.read_scenario(SCENARIO))
    assert found.verdict == "holds"
    assert [instance.claim for instance in found] == ["def-1"]
    assert len(found) == 1
    assert "p expects 3" in str(found)
    assert found.to_json()[0]["verdict"] == "holds"
    assert "Scenario(" not in repr(found)  # the scenario's objects would fill pages


def test_a_game_is_analysed_from_a_file_a_scenario_or_an_object(tmp_path: Path) -> None:
    path = tmp_path / "one.toml"
    path.write_text(SCENARIO, encoding="utf-8")
    results = [
        sv.analyse(path),
        sv.analyse(str(path), "hull"),
        sv.analyse(sv.load_scenario(path)),
        sv.analyse(sv.load_game(path)),
    ]
    assert {result.pmm for result in results} == {(1, 1)}
    assert sv.analyse(path, "pure").to_json()["model"] == "pure"
    with pytest.raises(sv.InputError, match="expected a name ending in"):
        sv.analyse(tmp_path / "game.docx")
    with pytest.raises(sv.InputError, match="no such file"):
        sv.check(tmp_path / "none.toml")


def test_a_claim_is_verified_from_stored_evidence() -> None:
    card = sv.load_claim("prop-2")
    result = sv.verify(card, "literal", 2)
    assert result.verdict == "refuted"
    assert [status.question.name for status in result] == ["prop-2/literal/2"]
    assert "counterexamples/prop-2-literal-refuted.toml" in str(result)
    assert "✗ refuted" in result._repr_html_()
    assert sv.check(result.scenario()).verdict == "refutes"
    assert result.plot().svg()
    with pytest.raises(sv.InputError, match="no proof to explain"):
        result.explain()
    assert "conclusion" in card.smtlib("literal", 2)


def test_a_counterexample_is_searched_for_and_drawn() -> None:
    result = sv.find_counterexample("def-6.null", "literal", 2, seconds=ENOUGH)
    assert result.verdict == "refuted"
    assert "refuted" in result._repr_html_()
    assert str(result).startswith("def-6.null/literal/2: ")
    assert sv.check(result.scenario()).verdict == "refutes"
    assert len(result) == 1
    with pytest.raises(sv.InputError, match="unknown claim"):
        sv.find_counterexample("def-60.null")


def test_a_bound_is_broken_or_kept(tmp_path: Path) -> None:
    game = sv.load_game(sv.shipped("counterexamples") / "prop-5-efficient-default.toml")
    result = sv.tighten(game, delta="1/10", out=tmp_path)
    assert result.verdict == "refuted"
    assert list(tmp_path.iterdir())
    assert "breaks the bound" in result._repr_html_()
    assert result.plot().svg()
    assert str(result).startswith("within ")
    with pytest.raises(sv.InputError):
        sv.tighten(game, delta="much")


def test_what_there_is_not_is_an_input_error() -> None:
    with pytest.raises(sv.InputError, match="unknown claim"):
        sv.load_claim("thm-4")
    with pytest.raises(sv.InputError, match="unknown reading"):
        sv.verify("prop-2", "published")
    with pytest.raises(sv.InputError, match="unknown claim"):
        sv.load_claim("ex-1").smtlib()
