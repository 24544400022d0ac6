"""What the listing prints reads back as the same programs and functions."""

from __future__ import annotations

import dataclasses
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spi_verify.games.feasible import feasible_set
from spi_verify.games.game import Game
from spi_verify.programs.conditions import (
    And,
    Condition,
    Is,
    IsKind,
    Not,
    Or,
    Vocabulary,
    WouldPlay,
    condition,
)
from spi_verify.programs.expressions import Comparison, Linear, comparisons, linear
from spi_verify.programs.listing import Lister
from spi_verify.programs.program import Clause, RuleProgram, read_rule
from spi_verify.programs.wording import Wording, comparison_text, comparison_texts, linear_text
from spi_verify.scenarios.code import CodeBuilder
from spi_verify.scenarios.load import load_scenario
from spi_verify.scenarios.parse import parsed, validated
from spi_verify.scenarios.scenario import Scenario

ROOT = Path(__file__).parent.parent
SCENARIOS = sorted(
    path for folder in ("scenarios", "counterexamples") for path in (ROOT / folder).glob("*.toml")
)
ACTIONS = (("A", "stop, else wait"), ("play when", "D"), ("E", "F (2)", "§ 3"))


def lister(scenario: Scenario) -> Lister:
    return Lister(scenario.feasible, scenario.functions, scenario.renegotiations, scenario.programs)


def without_sources(x: object) -> object:
    """An object with every offer's wording blanked: what the offer is, stays."""
    if isinstance(x, tuple):
        return tuple(map(without_sources, x))
    if isinstance(x, dict):
        return {k: without_sources(v) for k, v in x.items()}
    if dataclasses.is_dataclass(x) and not isinstance(x, type):
        fields = {f.name: without_sources(getattr(x, f.name)) for f in dataclasses.fields(x)}
        return type(x), {**fields, "source": ""} if "source" in fields else fields
    return x


def read_back(scenario: Scenario, text: str) -> CodeBuilder:
    game = {"actions": [["x"], ["y"]], "outcomes": [], "otherwise": [0, 0]}
    # Only the code of this table is looked at; "hull" needs nothing more of the game, as "union" would.
    table = validated({"title": "t", "model": "hull", "game": game, **parsed(text)})
    return CodeBuilder(scenario.feasible, table)


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda p: p.stem)
def test_shipped_scenarios_read_back(path: Path) -> None:
    scenario = load_scenario(path)
    text = lister(scenario).text()
    code = read_back(scenario, text)
    for mine, theirs in (
        (code.functions, scenario.functions),
        (code.renegotiations, scenario.renegotiations),
        (code.programs, scenario.programs),
    ):
        assert without_sources(mine) == without_sources(dict(theirs))
    again = Lister(scenario.feasible, code.functions, code.renegotiations, code.programs)
    assert again.text() == text  # printing is stable


NAMES = st.text(
    st.characters(exclude_characters="`\n", exclude_categories=["Cs", "Cc", "Zl", "Zp"]),
    min_size=1,
    max_size=6,
).filter(lambda s: s.strip())
NUMBERS = st.fractions(-5, 5, max_denominator=7)


def linears(letters: str, n: int = 3) -> st.SearchStrategy[Linear]:
    names = [f"{letter}{k + 1}" for letter in letters for k in range(n)]
    return st.builds(Linear.of, st.dictionaries(st.sampled_from(names), NUMBERS, max_size=4), NUMBERS)


def one_comparison(letters: str) -> st.SearchStrategy[Comparison]:
    return st.builds(Comparison, linears(letters), st.sampled_from(["<=", "<", "=="]))


@given(linears("udm"))
def test_expressions_read_back(expression: Linear) -> None:
    assert linear(linear_text(expression), n=3, constants={}) == expression


@given(one_comparison("udm"))
def test_comparisons_read_back(comparison: Comparison) -> None:
    assert comparisons(comparison_text(comparison), n=3, constants={}) == (comparison,)


@pytest.mark.parametrize("text", ["u >= d", "u <= 3", "m < d", "d == m", "-1/2 <= d"])
def test_vectors_stay_vectors(text: str) -> None:
    found = comparisons(text, n=3, constants={})
    (printed,) = comparison_texts(found, 3)
    assert comparisons(printed, n=3, constants={}) == found


def conditions(speaker: int, programs: bool) -> st.SearchStrategy[Condition]:
    others = st.sampled_from([k for k in range(3) if k != speaker])
    kinds = ["csr", "icsr", "renegotiation", "pmp-renegotiation", "never-offers"]
    leaves: list[st.SearchStrategy[Condition]] = [
        st.builds(Is, others, NAMES),
        st.builds(IsKind, others, st.just("extension"), st.none() | NAMES),
        st.builds(IsKind, others, st.sampled_from(kinds if programs else ["never-offers"])),
    ]
    if programs:
        actions = others.flatmap(lambda k: st.tuples(st.just(k), st.integers(0, len(ACTIONS[k]) - 1)))
        leaves.append(st.builds(lambda ka, a, b: WouldPlay(ka[0], ka[1], (a, b)), actions, NAMES, NAMES))
    else:
        leaves.append(one_comparison("dm"))
        leaves.append(st.builds(IsKind, others, st.just("extends"), NAMES))

    def larger(part: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
        parts = st.lists(part, min_size=2, max_size=3).map(tuple)
        return st.builds(Not, part) | st.builds(And, parts) | st.builds(Or, parts)

    return st.recursive(st.one_of(leaves), larger, max_leaves=6)


@settings(max_examples=300)
@given(st.data(), st.integers(0, 2), st.booleans())
def test_conditions_read_back(data: st.DataObject, speaker: int, programs: bool) -> None:
    asked = data.draw(conditions(speaker, programs))
    text = Wording(speaker, ACTIONS).condition(asked)
    words = Vocabulary(speaker, ACTIONS, {}, simulates=programs)
    assert condition(text, words) == asked, text


@pytest.mark.parametrize(
    "text",
    [
        "every other is `x` and some other is an extension of `y`",
        "not (every other is not a CSR program)",
        "some other would play `E` against `p`, `q` or player 2 renegotiates",
    ],
)
def test_quantified_conditions_keep_their_form(text: str) -> None:
    words = Vocabulary(0, (("A",), ("E", "D"), ("E", "F")), {}, simulates=True)
    asked = condition(text, words)
    printed = Wording(0, words.actions).condition(asked)
    assert condition(printed, words) == asked
    assert "player 3" not in printed


@given(st.lists(st.tuples(conditions(0, True), st.integers(0, 1)), max_size=3), st.integers(0, 1))
def test_rules_read_back(clauses: list[tuple[Condition, int]], last: int) -> None:
    game = Game.build("", ("1", "2", "3"), ACTIONS, [(0, 0, 0)] * 12)
    program = RuleProgram("p", 0, (*(Clause(c, a) for c, a in clauses), Clause(And(()), last)))
    listed = Lister(feasible_set(game, "pure"), {}, {}, {}).program(program)
    table = parsed(listed.text())["program"][0]
    words = Vocabulary(0, ACTIONS, {}, simulates=True)
    found = (
        read_rule(table["rule"], words)
        if "rule" in table
        else (Clause(And(()), ACTIONS[0].index(table["play"])),)
    )
    assert found == program.clauses


def test_large_and_negative_numbers_are_written_exactly() -> None:
    assert linear_text(linear("u1/3 - 1", n=2, constants={})) == "u1/3 - 1"
    assert linear_text(Linear.of({"u1": Fraction(-(10**40), 7)})) == f"-{10**40}*u1/7"
