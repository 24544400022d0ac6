"""Values in SMT-LIB text, as solvers print them, read back exactly."""

from __future__ import annotations

import re
from fractions import Fraction

_TOKEN = re.compile(r"[()]|[^\s()]+")
_NUMERAL = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def read_value(text: str) -> Fraction:
    """Return the exact rational that an SMT-LIB value denotes; ValueError for anything else.

    >>> read_value("(- (/ 1.0 3.0))"), read_value("(/ (- 1) 3)"), read_value("0.5")
    (Fraction(-1, 3), Fraction(-1, 3), Fraction(1, 2))
    """
    tokens = _TOKEN.findall(text)[::-1]
    try:
        value = _read(tokens)
    except (IndexError, ZeroDivisionError) as error:
        raise ValueError(f"not a rational value: {text[:80]}") from error
    if tokens:
        raise ValueError(f"not a rational value: {text[:80]}")
    return value


def _read(tokens: list[str]) -> Fraction:
    token = tokens.pop()
    if token != "(":
        if not _NUMERAL.fullmatch(token):
            raise ValueError(f"not a numeral: {token[:80]}")
        return Fraction(token)
    operator = tokens.pop()
    arguments = []
    while tokens[-1] != ")":
        arguments.append(_read(tokens))
    tokens.pop()
    match operator, arguments:
        case "-", [x]:
            return -x
        case "/", [x, y]:
            return x / y
    raise ValueError(f"not an operation on rational values: {operator[:80]}")
