"""The condition and rule language: every form it accepts, and its refusals by their words."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spi_verify.errors import InputError
from spi_verify.programs.conditions import (
    And,
    Condition,
    Is,
    IsKind,
    Not,
    Or,
    SelectorIs,
    Vocabulary,
    WouldPlay,
    condition,
    truth,
)
from spi_verify.programs.expressions import Comparison, show
from spi_verify.programs.program import read_rule

ACTIONS = (("A", "B"), ("C", "go, now"))
TWO = Vocabulary(0, ACTIONS, {}, simulates=True)
THREE = Vocabulary(1, (*ACTIONS, ("E",)), {}, simulates=True)
FUNCTION = Vocabulary(0, ACTIONS, {}, simulates=False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("other is `x y`", Is(1, "x y")),
        ("other is x-1", Is(1, "x-1")),
        ("other is not `x`", Not(Is(1, "x"))),
        ("not other is `x`", Not(Is(1, "x"))),
        ("other renegotiates", IsKind(1, "renegotiation")),
        ("other is a renegotiation program", IsKind(1, "renegotiation")),
        ("other is a CSR program", IsKind(1, "csr")),
        ("other is an ICSR program", IsKind(1, "icsr")),
        ("other is a PMP-renegotiation program", IsKind(1, "pmp-renegotiation")),
        ("other is an extension", IsKind(1, "extension")),
        ("other is an extension of `x`", IsKind(1, "extension", "x")),
        ("other never offers", IsKind(1, "never-offers")),
        ("other would play C against `a`", WouldPlay(1, 0, ("a",))),
        ("other would play `go, now` against a", WouldPlay(1, 1, ("a",))),
        ("player 2 is `x`", Is(1, "x")),
        ("other is `x` and other is `y` or other is `z`", Or((And((Is(1, "x"), Is(1, "y"))), Is(1, "z")))),
        ("other is `x` and (other is `y` or other is `z`)", And((Is(1, "x"), Or((Is(1, "y"), Is(1, "z")))))),
    ],
)
def test_two_players(text: str, expected: Condition) -> None:
    assert condition(text, TWO) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("every other is `x`", And((Is(0, "x"), Is(2, "x")))),
        ("some other renegotiates", Or((IsKind(0, "renegotiation"), IsKind(2, "renegotiation")))),
        ("player 3 is `x`", Is(2, "x")),
        ("player 1 would play B against `p`, `q`", WouldPlay(0, 1, ("p", "q"))),
    ],
)
def test_three_players(text: str, expected: Condition) -> None:
    assert condition(text, THREE) == expected


def test_functions_may_ask_for_any_number_of_layers() -> None:
    assert condition("other extends `f`", FUNCTION) == IsKind(1, "extends", "f")
    with pytest.raises(InputError, match="'renegotiates' or 'would play'"):
        condition("other extends `f`", TWO)  # programs ask for single layers


def test_thresholds_on_the_default_for_functions() -> None:
    found = condition("d1 <= m1 + 1/2 and other is an extension of `f`", FUNCTION)
    assert isinstance(found, And)
    threshold, extension = found.parts
    assert isinstance(threshold, Comparison)
    assert show(threshold) == "d1 <= m1 + 1/2"
    assert extension == IsKind(1, "extension", "f")


def test_selector_condition() -> None:
    assert condition("selector is leximin", FUNCTION) == SelectorIs("leximin")


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("", "found the end", TWO),
        ("other", "expected 'is'", TWO),
        ("other is", "expected a name", TWO),
        ("other is a", "expected 'extension'", TWO),
        ("other is a robot", "expected 'extension'", TWO),
        ("other is `x", "unclosed `", TWO),
        ("other is `x` xor other is `y`", "'and', 'or' or the end", TWO),
        ("(other is `x`", "expected '\\)'", TWO),
        ("player 1 is `x`", "number of another player", TWO),
        ("player ² is `x`", "number of another player", TWO),
        ("player two is `x`", "number of another player", TWO),
        ("other would play C", "'against' and a program", TWO),
        ("other would play Z against `a`", "no such action", TWO),
        ("d1 <= 3", "'other'", TWO),
        ("other is `x`", "ambiguous with 3 players", THREE),
        ("player 1 would play B against `p`", "names of 2 programs", THREE),
        ("u1 <= 3", "unknown name", FUNCTION),
        ("other renegotiates", "expected 'is', 'extends' or 'never offers'", FUNCTION),
        ("other is a CSR program", "expected 'extension'", FUNCTION),
        ("other would play C against `a`", "expected 'is', 'extends' or 'never offers'", FUNCTION),
        ("not " * 300 + "other is `x`", "too long", TWO),
    ],
)
def test_refuses(text: str, words: str, speaker: Vocabulary) -> None:
    with pytest.raises(InputError, match=words):
        condition(text, speaker)


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("play A", [(True, 0)]),
        ("play `B`", [(True, 1)]),
        ("when other is `x` play A, else play B", [(False, 0), (True, 1)]),
        ("when other is `x` play A\nelse play B", [(False, 0), (True, 1)]),
        (
            "when other is `x`\n  play A;\nwhen other renegotiates play B; else play A\n",
            [(False, 0), (False, 1), (True, 0)],
        ),
        ("when other would play C against `a` play B else play A", [(False, 1), (True, 0)]),
    ],
)
def test_rules(text: str, clauses: list[tuple[bool, int]]) -> None:
    found = read_rule(text, TWO)
    assert [(clause.condition == And(()), clause.action) for clause in found] == clauses


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("when other is `x` play A", "expected 'when' or 'else'|found the end"),
        ("play", "expected an action"),
        ("play Z", "no such action"),
        ("play A, play B", "the end, after the clause that always applies"),
        ("else play A", "expected 'play'"),
        ("when other is `x` play A play B", "no such action"),
        ("when other is `x`, else play A", "expected 'play'"),
    ],
)
def test_refuses_rules(text: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        read_rule(text, TWO)


ATOMS = [Is(1, "a"), Is(1, "b"), IsKind(1, "csr")]
CONDITIONS = st.recursive(
    st.sampled_from(ATOMS),
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(lambda *p: And(p), inner, inner),
        st.builds(lambda *p: Or(p), inner, inner),
    ),
    max_leaves=8,
)


@given(CONDITIONS, st.lists(st.sampled_from([True, False, None]), min_size=3, max_size=3))
def test_what_is_known_holds_whatever_the_unknown_is(tree: Condition, values: list[bool | None]) -> None:
    """Kleene's logic is sound: a definite value is the value in every completion of the unknown atoms."""
    facts = dict(zip(ATOMS, values, strict=True))
    known = truth(tree, lambda atom: facts[atom])
    for fill in range(8):
        complete = {a: bool(fill >> k & 1) if facts[a] is None else facts[a] for k, a in enumerate(ATOMS)}
        answer = truth(tree, lambda atom, complete=complete: complete[atom])
        assert answer is not None
        assert known in (None, answer)


@given(st.text(alphabet="otherisnadplymkCSR `(),;xAB12<=+", max_size=80))
def test_never_anything_but_an_input_error(text: str) -> None:
    for words in (TWO, THREE, FUNCTION):
        with suppress(InputError):
            condition(text, words)
    with suppress(InputError):
        read_rule(text, TWO)
