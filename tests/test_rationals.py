"""Exact numbers: what is read, what is refused and why."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spi_verify.errors import InputError
from spi_verify.games.rationals import rational, show, show_point
from tests.effort import within_memory

READ = {
    "3": Fraction(3),
    "-3": Fraction(-3),
    "+3": Fraction(3),
    "007": Fraction(7),
    "1/3": Fraction(1, 3),
    "-2/6": Fraction(-1, 3),
    "0.1": Fraction(1, 10),
    "-2.50": Fraction(-5, 2),
    ".5": Fraction(1, 2),
    "5.": Fraction(5),
    "1e3": Fraction(1000),
    "1E-2": Fraction(1, 100),
    "2.5e+1": Fraction(25),
    "0e999": Fraction(0),
    "9" * 1000: Fraction(10**1000 - 1),
    "1e-999": Fraction(1, 10**999),
}

REFUSED = {
    "": "not an exact number",
    "nan": "not an exact number",
    "inf": "not an exact number",
    "-Infinity": "not an exact number",
    " 3": "not an exact number",
    "3 ": "not an exact number",
    "3\n": "not an exact number",
    "1 /3": "not an exact number",
    "1/-3": "not an exact number",
    "1/3/5": "not an exact number",
    "1.5/2": "not an exact number",
    "1_000": "not an exact number",
    "0x10": "not an exact number",
    "--1": "not an exact number",
    "+": "not an exact number",
    ".": "not an exact number",
    "e3": "not an exact number",
    ".e3": "not an exact number",
    "1e": "not an exact number",
    "1e1.5": "not an exact number",
    "٣": "not an exact number",  # an Arabic-Indic three
    "²": "not an exact number",
    "1/0": "the denominator is zero",
    "0/0": "the denominator is zero",
    "9" * 1001: "the number has too many digits",
    "1/" + "9" * 1001: "the number has too many digits",
    "1e1000": "the number has too many digits",
    "1e-1000": "the number has too many digits",
    "1e999999": "the number has too many digits",
    "1e9999999999": "the exponent is too large",
    "0e-99999999999999": "the exponent is too large",
    "9" * 3000: "the number is too long",
}


@pytest.mark.parametrize(("text", "value"), READ.items(), ids=lambda v: str(v)[:12])
def test_reads(text: str, value: Fraction) -> None:
    assert rational(text) == value


@pytest.mark.parametrize(("text", "problem"), REFUSED.items(), ids=lambda v: ascii(v)[:14])
def test_refuses_with_place(text: str, problem: str) -> None:
    with pytest.raises(InputError) as caught:
        rational(text, place="payoffs[3]")
    assert caught.value.problem == problem
    assert str(caught.value).startswith(f"payoffs[3]: {problem}")


@pytest.mark.parametrize("value", [True, False, 0.5, float("nan"), None, b"3", [1], complex(1), 3 + 0j])
def test_refuses_other_types(value: object) -> None:
    with pytest.raises(InputError, match="not an exact number"):
        rational(value)


def test_a_float_is_told_what_to_do() -> None:
    with pytest.raises(InputError, match=r"found float 0\.1\. Write decimals as text"):
        rational(0.1)


def test_takes_numbers_that_are_exact() -> None:
    assert rational(-7) == -7
    assert rational(Fraction(2, 3)) == Fraction(2, 3)


@pytest.mark.parametrize("value", [10**1000, Fraction(1, 10**1000), -(10**2000)])
def test_refuses_long_exact_numbers(value: int | Fraction) -> None:
    with pytest.raises(InputError, match="too many digits"):
        rational(value)


def test_never_builds_a_huge_number() -> None:
    for text in ("1e999999", "1e-999999", "9" * 10_000_000, "1e" + "9" * 1_000_000):
        with within_memory(100_000), pytest.raises(InputError):
            rational(text)


@given(st.fractions())
def test_show_is_read_back(x: Fraction) -> None:
    assert rational(show(x)) == x


@given(st.text(max_size=12))
def test_any_text_is_a_number_or_refused(text: str) -> None:
    try:
        value = rational(text)
    except InputError:
        return
    assert value == Fraction(text)


def test_show_writes_numbers_that_python_would_not() -> None:
    x = Fraction(-(10**9000) - 7, 3)
    text = show(x)
    assert text == "-1" + "0" * 8999 + "7/3"
    assert show_point((Fraction(3), Fraction(1, 3))) == "(3, 1/3)"
