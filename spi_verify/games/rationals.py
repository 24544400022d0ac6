"""Exact numbers in and out: every payoff, weight and point is a ``Fraction`` from end to end."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction

from spi_verify.errors import InputError

Payoff = tuple[Fraction, ...]
"""One exact number per player."""

MAX_DIGITS = 1000
"""Most decimal digits that one number may have once it is written out."""

_EXPECTED = 'a whole number, a fraction "1/3" or a decimal "0.1", "1e3"'
_FORMS = re.compile(
    r"(?P<sign>[+-]?)(?:(?P<top>[0-9]+)/(?P<bottom>[0-9]+)"
    r"|(?P<whole>[0-9]*)(?:\.(?P<part>[0-9]*))?(?:[eE](?P<power>[+-]?[0-9]+))?)"
)
_BLOCK = 10**4000
_TOO_BIG = 10**MAX_DIGITS


def rational(value: object, *, place: str | None = None) -> Fraction:
    """Return ``value`` as an exact fraction.

    Takes an ``int``, a ``Fraction``, or text such as ``3``, ``-2.50``, ``1/3`` or ``1e3`` (ASCII digits, no
    spaces). Decimals are read as written: ``0.1`` is one tenth.
    Raises InputError (with ``place``) for anything else: floats and truth values (they could hide a rounding
    or a slip), NaN, infinities, zero denominators, numbers of more than 1000 digits (which are never built).

    >>> rational("0.1"), rational("-2.50"), rational("1e3"), rational(7)
    (Fraction(1, 10), Fraction(-5, 2), Fraction(1000, 1), Fraction(7, 1))
    """
    if isinstance(value, str):
        return _from_text(value, place)
    if isinstance(value, bool) or not isinstance(value, int | Fraction):
        raise _not_a_number(value, place)
    number = Fraction(value)
    if abs(number.numerator) >= _TOO_BIG or number.denominator >= _TOO_BIG:
        raise InputError("the number has too many digits", place=place, expected=f"at most {MAX_DIGITS}")
    return number


def show(x: Fraction) -> str:
    """Return ``x`` exactly, as ``3`` or ``1/3``. Never fails, whatever the number of digits.

    >>> show(Fraction(6, 2)), show(Fraction(-1, 3))
    ('3', '-1/3')
    """
    top = _digits(x.numerator)
    return top if x.denominator == 1 else f"{top}/{_digits(x.denominator)}"


def show_point(p: Iterable[Fraction]) -> str:
    """Return a payoff vector exactly, as ``(3, 1/3)``. Never fails.

    >>> show_point((Fraction(3), Fraction(1, 3)))
    '(3, 1/3)'
    """
    return f"({', '.join(show(x) for x in p)})"


def _from_text(text: str, place: str | None) -> Fraction:
    # The length is judged before anything is parsed: text can be arbitrarily long.
    if len(text) > 2 * MAX_DIGITS + 10:
        raise InputError(
            "the number is too long", place=place, expected=f"at most {MAX_DIGITS} digits", found=text
        )
    match = _FORMS.fullmatch(text)
    if match is None or not (match["top"] or match["whole"] or match["part"]):
        raise _not_a_number(text, place)
    negative = match["sign"] == "-"
    if match["top"]:
        top, bottom = match["top"], match["bottom"]
        _check_size(max(len(top), len(bottom)), text, place)
        if int(bottom) == 0:
            raise InputError("the denominator is zero", place=place, expected=_EXPECTED, found=text)
        return Fraction(-int(top) if negative else int(top), int(bottom))
    digits = match["whole"] + (match["part"] or "")
    power_text = match["power"] or "0"
    if len(power_text) > 6:
        raise InputError(
            "the exponent is too large", place=place, expected=f"at most {MAX_DIGITS} digits", found=text
        )
    shift = int(power_text) - len(match["part"] or "")
    _check_size(len(digits) + max(shift, 0), text, place)
    _check_size(-min(shift, 0) + 1, text, place)
    top_value = -int(digits) if negative else int(digits)
    return Fraction(top_value * 10**shift) if shift >= 0 else Fraction(top_value, 10**-shift)


def _check_size(digits: int, text: str, place: str | None) -> None:
    if digits > MAX_DIGITS:
        raise InputError(
            "the number has too many digits", place=place, expected=f"at most {MAX_DIGITS} digits", found=text
        )


def _not_a_number(value: object, place: str | None) -> InputError:
    found = f'"{value}"' if isinstance(value, str) else f"{type(value).__name__} {value!r:.60}"
    hint = "Write decimals as text, so that they stay exact." if isinstance(value, float) else None
    return InputError("not an exact number", place=place, expected=_EXPECTED, found=found, hint=hint)


def _digits(x: int) -> str:
    # str() refuses ints of more than 4300 digits; results of exact geometry can be longer.
    if x < 0:
        return "-" + _digits(-x)
    if x < _BLOCK:
        return str(x)
    high, low = divmod(x, _BLOCK)
    return _digits(high) + str(low).zfill(4000)
