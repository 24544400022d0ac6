"""The paper's notation as words and formulas: what is one and what the other, and that nothing is lost or executed."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spi_verify.reports.formula import Atom, Formula, Group, Name, Reference, Script, Words, pieces
from spi_verify.reports.mathml import mathml


def shown(html: str) -> str:
    """Return the text of HTML without its tags."""
    return unescape(re.sub(r"<[^>]*>", "", html))


def signs(text: str) -> Counter[str]:
    """Return the signs of a text, without spaces and what only says where a sign stands."""
    same = {"−": "-", "'": "′", "~": "\u0303"}
    return Counter(same.get(sign, sign) for sign in text if not sign.isspace() and sign not in "_^{}\u2061")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("if x is a program, then a ∈ S", ["if ", " is a program, then "]),
        ("there is a with u(a) ⪰ u(b)", ["there is ", " with "]),
        ("adding the PMM point", ["adding the PMM point"]),
        ("player i's CSR program", ["player ", "'s CSR program"]),
        ("the others' functions", ["the others' functions"]),
        ("(x or y)", ["(", " or ", ")"]),
        ("PMP-extension of p̃", ["PMP-extension of "]),
    ],
)
def test_words_stay_words(text: str, words: list[str]) -> None:
    assert [piece.text for piece in pieces(text) if isinstance(piece, Words)] == words


def test_scripts_and_arguments_belong_to_what_they_follow() -> None:
    found = pieces("U_i(x, p_{-i})")
    p = Script(Atom("identifier", "p"), Group("", (Atom("sign", "-"), Atom("identifier", "i"))))
    argument = Group("(", (Atom("identifier", "x"), Atom("sign", ","), p))
    assert found == (Formula((Script(Atom("identifier", "U"), Atom("identifier", "i"), None, argument),)),)


def test_facts_and_lines_are_links() -> None:
    assert Name("def-7.extension") in pieces("by def-7.extension, as (3)")
    assert Reference(3) in pieces("by def-7.extension, as (3)")
    html = mathml("by def-7.extension, as (3)", lambda name: f"#{name}")
    assert '<a class="fact" href="#def-7.extension">def-7.extension</a>' in html
    assert '<a class="line-number" href="#3">(3)</a>' in html


def test_long_formulas_may_be_broken_before_their_relations() -> None:
    html = mathml("RN[Q′]^j(…, a(Q^def)) = RN[Q]^j(…, a(Q^def)) ∪ V")
    assert html.count("<math>") == 2
    assert '<wbr><math><mo form="infix">=</mo>' in html


@given(st.text(alphabet="abiRNuP_^{}()[] ,:'′0123∈≤-.x/*<>&\u0303⋂⁺selwith", max_size=60))
def test_nothing_is_lost_and_nothing_is_made_up(text: str) -> None:
    assert signs(shown(mathml(text))) == signs(text)


@given(st.text(max_size=80))
def test_any_text_is_escaped(text: str) -> None:
    html = mathml(text)
    assert set(re.findall(r"<(\w+)", html)) <= {
        "math", "mi", "mn", "mo", "mrow", "msub", "msup", "msubsup", "mover", "mspace", "span", "wbr",
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["(" * 3999, "(" * 1900 + ")" * 1900, "u_" * 1900, "x_{" * 1000, "f(" * 1000 + ")" * 1000, "a" * 10_000],
)
def test_hostile_texts_are_shown_as_they_are(text: str) -> None:
    assert signs(shown(mathml(text))) == signs(text)
