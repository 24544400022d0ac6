"""Finds a problem's own definitions in expanded formulas: what the reader unfolded is named again, for people."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spi_verify.kernel.terms import Definition, Problem, Term, shift

Match = tuple[str, tuple[Term, ...]]
"""The name of a definition, and what its parameters stand for."""


class Folds:
    """Matches terms, open ones too, against a problem's definitions; the first-defined one that fits counts.

    >>> from spi_verify.kernel.terms import read
    >>> text = "(declare-fun p (Real) Bool) (define-fun all () Bool (forall ((x Real)) (p x)))"
    >>> text += "(define-fun above ((x Real) (y Real)) Bool (< y x))"
    >>> text += "(define-fun conclusion () Bool (and all (above 1 2)))"
    >>> problem = read(text)
    >>> [Folds(problem).match(part) for part in problem.conclusion.args]
    [('all', ()), ('above', (1, 2))]
    """

    def __init__(self, problem: Problem, skipped: Callable[[str], bool] = "conclusion".__eq__) -> None:
        self._candidates: dict[tuple[str, object, int], list[tuple[str, Definition]]] = {}
        for name, definition in problem.definitions.items():
            if not skipped(name) and definition.body.op not in ("bound", "number"):
                self._candidates.setdefault(_head(definition.body), []).append((name, definition))
        self._known: dict[Term, Match | None] = {}

    def match(self, term: Term) -> Match | None:
        """Return the definition that a term is an instance of, with its arguments, or None."""
        if term not in self._known:
            self._known[term] = next(self._matches(term), None)
        return self._known[term]

    def _matches(self, term: Term) -> Iterator[Match]:
        for name, definition in self._candidates.get(_head(term), ()):
            found: dict[int, Term] = {}
            if _fits(definition.body, term, 0, found) and len(found) == len(definition.parameters):
                last = len(definition.parameters) - 1
                yield name, tuple(found[last - k] for k in range(last + 1))


def _head(term: Term) -> tuple[str, object, int]:
    return term.op, term.data if term.op == "app" else None, len(term.args)


def _fits(pattern: Term, term: Term, depth: int, found: dict[int, Term]) -> bool:
    """Return whether ``term`` is ``pattern`` with terms for its free variables; ``found`` takes these."""
    if pattern.op == "bound" and pattern.data >= depth:
        if depth and any(k < depth for k in _free(term)):
            return False  # it speaks of a variable that is bound inside the definition
        value = shift(term, -depth)
        return found.setdefault(pattern.data - depth, value) is value
    if pattern.free <= depth:
        return pattern is term
    alike = pattern.op == term.op and pattern.data == term.data and pattern.sort == term.sort
    if not alike or len(pattern.args) != len(term.args):
        return False
    inner = depth + (len(pattern.data) if pattern.op == "forall" else 0)
    return all(_fits(p, t, inner, found) for p, t in zip(pattern.args, term.args, strict=True))


def _free(term: Term) -> set[int]:
    """Return the indices of the free variables of a term."""
    if term.free == 0:
        return set()
    if term.op == "bound":
        return {term.data}
    inner = {k for arg in term.args for k in _free(arg)}
    by = len(term.data) if term.op == "forall" else 0
    return {k - by for k in inner if k >= by}
