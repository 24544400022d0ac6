"""The paper's letters with marks in prose: found, and written as HTML, Markdown and LaTeX."""

from __future__ import annotations

import pytest

from spi_verify.reports.appendix import markdown
from spi_verify.reports.latex import prose
from spi_verify.reports.letters import marked_down, written
from spi_verify.reports.templating import told
from spi_verify.search import gallery


@pytest.mark.parametrize(
    ("text", "down"),
    [
        ("U(p') ⪰ u^PMM", "U(p′) ⪰ u<sup>PMM</sup>"),
        ("every p'_i, p_i's", "every p′<sub>i</sub>, p<sub>i</sub>'s"),
        ("U_i(p̃_i, p_{-i})", "U<sub>i</sub>(p̃<sub>i</sub>, p<sub>-i</sub>)"),
        ("⋂_i PMP_i(a_ref)", "⋂<sub>i</sub> PMP<sub>i</sub>(a<sub>ref</sub>)"),
        ("R̃N^{-i} and P^rn, sel' of S'", "R̃N<sup>-i</sup> and P<sup>rn</sup>, sel′ of S′"),
        ("p_i^def", "p<sub>i</sub><sup>def</sup>"),
        ("RN^(k)", "RN<sup>(k)</sup>"),
    ],
)
def test_letters_have_their_marks(text: str, down: str) -> None:
    assert written(text, str, marked_down) == down


@pytest.mark.parametrize(
    "text",
    [
        "player 1's program's",
        "others' offers",
        "ask-1~ and give_way_2",
        "a file my_x_1.toml",
        "report/x_1.toml",
        "p_i_j",
        "u^{\\input}",
        "slot_1",
        "x_12345",
        "`p_1`",
    ],
)
def test_what_is_no_such_letter_is_left_alone(text: str) -> None:
    assert written(text, str, marked_down) == text


def test_every_medium_sets_them() -> None:
    text = "u^PMM at <b>, a_b_c and p'_i"
    assert str(told(text)).count("<math>") == 2
    assert "&lt;b&gt;, a_b_c" in str(told(text))
    assert prose(text) == (
        r"\ensuremath{u^{\mathrm{PMM}}} at \textless{}b\textgreater{}, a\_b\_c and \ensuremath{p'_{i}}"
    )
    assert gallery.prose(text) == r"u<sup>PMM</sup> at \<b>, a\_b\_c and p′<sub>i</sub>"
    assert markdown.prose(text) == r"u<sup>PMM</sup> at &lt;b&gt;, a\_b\_c and p′<sub>i</sub>"
