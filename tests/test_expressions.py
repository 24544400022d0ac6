"""Linear expressions and comparisons: what they accept, and what they refuse with which words."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spi_verify.errors import InputError
from spi_verify.programs.expressions import comparisons, linear, show

VALUES = {
    "u1": Fraction(2),
    "u2": Fraction(-1),
    "d1": Fraction(1, 3),
    "d2": Fraction(0),
    "m1": Fraction(5),
    "m2": Fraction(7),
}


def value(text: str, **constants: Fraction) -> Fraction:
    return linear(text, n=2, constants=constants).value(VALUES)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3", 3),
        ("1/3", Fraction(1, 3)),
        ("0.1", Fraction(1, 10)),
        ("u1 + 2*u2", 0),
        ("(u1 + 1)*2 - -u2", 5),
        ("m2/7 - d1", Fraction(2, 3)),
        ("+u1", 2),
        ("2*(3 - 1)*u1", 8),
    ],
)
def test_value(text: str, expected: Fraction) -> None:
    assert value(text) == expected


def test_constants_are_read_exactly() -> None:
    assert value("u1 - eps", eps=Fraction(1, 7)) == Fraction(13, 7)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("u1*u2", "not linear"),
        ("1/u1", "not linear"),
        ("u1/0", "not linear"),
        ("u3", "unknown name"),
        ("u0", "unknown name"),
        ("x", "unknown name"),
        ("u1.real", "cannot read"),
        ("__import__('os')", "cannot read"),
        ("u1 if u2 else 3", "cannot read"),
        ("[u1]", "cannot read"),
        ("'3'", "not an exact number"),
        ("u1**2", "not linear"),
        ("", "not an expression"),
        ("u1 +", "not an expression"),
        ("(" * 300 + "u1" + ")" * 300, "not an expression"),
        ("1" * 1001, "too long"),
        ("nan", "unknown name"),
        ("1j", "not an exact number"),
    ],
)
def test_refuses(text: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        linear(text, n=2, constants={})


def test_only_the_allowed_letters() -> None:
    with pytest.raises(InputError, match="unknown name"):
        linear("u1", n=2, constants={}, allow="dm")


def test_a_chain_is_every_comparison() -> None:
    assert [show(c) for c in comparisons("d1 <= u1 <= 3", n=2, constants={})] == ["d1 <= u1", "u1 <= 3"]


def test_a_vector_is_every_component() -> None:
    assert [show(c) for c in comparisons("u >= m", n=3, constants={})] == ["m1 <= u1", "m2 <= u2", "m3 <= u3"]


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("u1 <= 2", True),
        ("u1 < 2", False),
        ("u1 == 2", True),
        ("u1 > 2", False),
        ("u1 >= 2", True),
        ("u2 < d2 < m1", True),
    ],
)
def test_comparison(text: str, holds: bool) -> None:
    assert all(c.evaluate(VALUES) for c in comparisons(text, n=2, constants={})) is holds


@pytest.mark.parametrize(
    ("text", "words"),
    [("u1", "no comparison"), ("u1 != 2", "unknown comparison"), ("u1 in u2", "unknown comparison")],
)
def test_refuses_comparisons(text: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        comparisons(text, n=2, constants={})


@given(
    st.lists(
        st.tuples(st.sampled_from(["u1", "u2", "d1", "m2"]), st.fractions(max_denominator=50)), max_size=6
    ),
    st.fractions(max_denominator=50),
)
def test_reads_back_what_it_shows(terms: list[tuple[str, Fraction]], constant: Fraction) -> None:
    text = " + ".join(
        [
            *(f"({c.numerator})/{c.denominator}*{v}" for v, c in terms),
            f"({constant.numerator})/{constant.denominator}",
        ]
    )
    expected = sum((c * VALUES[v] for v, c in terms), constant)
    assert linear(text, n=2, constants={}).value(VALUES) == expected


@given(st.text(max_size=60))
def test_never_anything_but_an_input_error(text: str) -> None:
    try:
        linear(text, n=2, constants={})
        comparisons(text, n=2, constants={})
    except InputError:
        pass
