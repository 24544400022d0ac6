"""Which parts of a quantified formula are matched against ground terms, so that they bind its variables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from spi_verify.kernel.terms import Term


@dataclass(frozen=True)
class Pattern:
    """An application to match: its arguments are patterns, variables by number, closed terms, or anything."""

    symbol: str
    args: tuple[Argument, ...]
    variables: frozenset[int]


Argument = Pattern | int | Term | None
Binding = dict[int, Any]


def triggers(quantified: Term) -> list[list[Pattern]]:
    """Return choices of patterns from a quantified formula; each has as many of its variables as can be had.

    >>> from spi_verify.kernel.terms import read
    >>> problem = read('''(declare-fun f (Real Real) Real) (declare-fun g (Real) Real)
    ...   (define-fun conclusion () Bool (forall ((x Real) (y Real)) (= (f x (g y)) (g x))))''')
    >>> [[pattern.symbol for pattern in choice] for choice in triggers(problem.conclusion)]
    [['f']]
    """
    found: dict[Pattern, None] = {}
    _patterns(quantified.args[0], len(quantified.data), 0, found)
    patterns = [p for p in found if p.variables]
    every = frozenset[int]().union(*(p.variables for p in patterns))
    whole = [p for p in patterns if p.variables == every]
    smallest = [p for p in whole if not any(q is not p and q in _inside(p) for q in whole)]
    if smallest:
        return [[p] for p in smallest]
    chosen: list[Pattern] = []
    missing = every
    while missing:
        best = max(patterns, key=lambda p: len(p.variables & missing))
        chosen.append(best)
        missing -= best.variables
    return [chosen] if chosen else []


def _inside(pattern: Pattern) -> list[Pattern]:
    direct = [arg for arg in pattern.args if isinstance(arg, Pattern)]
    return [*direct, *(deeper for arg in direct for deeper in _inside(arg))]


def _patterns(term: Term, count: int, inner: int, found: dict[Pattern, None]) -> None:
    """Collect the applications in a formula under ``inner`` binders more than the ``count`` variables' own."""
    if term.op == "forall":
        inner += len(term.data)
    if term.op == "app" and term.args and not term.closed:
        pattern = _pattern(term, count, inner)
        if isinstance(pattern, Pattern):
            found[pattern] = None
    for arg in term.args:
        _patterns(arg, count, inner, found)


def _pattern(term: Term, count: int, inner: int) -> Argument:
    if term.op == "bound":
        return None if term.data < inner else count - 1 - (term.data - inner)
    if term.closed:
        return term
    if term.op != "app":
        return None  # arithmetic and conditions match anything
    args = tuple(_pattern(arg, count, inner) for arg in term.args)
    variables = frozenset(arg for arg in args if isinstance(arg, int))
    variables = variables.union(*(arg.variables for arg in args if isinstance(arg, Pattern)))
    return Pattern(term.data, args, variables)
