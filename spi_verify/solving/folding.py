"""Terms as short text that uses the problem's own definitions, so that a certificate speaks the encodings' language."""

from __future__ import annotations

from collections.abc import Mapping

from spi_verify.kernel.terms import Definition, Problem, Refused, Term, render, shift
from spi_verify.solving.flatten import parts
from spi_verify.solving.valuation import free_indices


class Folder:
    """Writes closed terms, with the largest definitions that fit in place of what they stand for.

    >>> from spi_verify.kernel.terms import read
    >>> problem = read('''(declare-const a Real) (define-fun larger ((x Real)) Bool (exists ((y Real)) (< x y)))
    ...   (define-fun conclusion () Bool (forall ((x Real)) (larger (+ x a))))''')
    >>> Folder(problem).text(problem.conclusion.args[0].bank.negation(problem.term("(larger a)")))
    '(not (larger a))'
    """

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._by_head: dict[tuple[object, ...], list[tuple[str, Definition]]] = {}
        sizes = {name: len(parts(d.body)) for name, d in problem.definitions.items()}
        for name, definition in sorted(problem.definitions.items(), key=lambda item: -sizes[item[0]]):
            used = free_indices(definition.body)
            if definition.body.args and len(used) == len(definition.parameters):
                self._by_head.setdefault(_head(definition.body), []).append((name, definition))
        self._memo: dict[Term, Term] = {}

    def text(self, term: Term, constants: Mapping[str, str] | None = None) -> str:
        """Return text that reads back as the closed term; ``constants`` (names to sorts) may occur in it."""
        text = render(self.fold(term))
        try:
            faithful = self._problem.term(text, constants) is term
        except Refused:
            faithful = False
        return text if faithful else render(term)

    def fold(self, term: Term) -> Term:
        """Return the term with applications of definitions, as if they were functions."""
        if term not in self._memo:
            self._memo[term] = self._fold(term)
        return self._memo[term]

    def _fold(self, term: Term) -> Term:
        bank = term.bank
        found = self._call(term)
        if found is None and term.sort == "Bool" and term.op != "not":
            opposite = self._call(bank.negation(term))
            found = None if opposite is None else bank.negation(opposite)
        if found is not None:
            return found
        return bank.make(term.op, [self.fold(arg) for arg in term.args], term.data, term.sort, term.names)

    def _call(self, term: Term) -> Term | None:
        """Return the application of the largest definition that stands for the term, or None."""
        for name, definition in self._by_head.get(_head(term), ()):
            values: dict[int, Term] = {}
            if _match(definition.body, term, 0, values):
                count = len(definition.parameters)
                args = [self.fold(values[count - 1 - k]) for k in range(count)]
                return term.bank.make("app", args, name, definition.sort)
        return None


def _head(term: Term) -> tuple[object, ...]:
    """Return what a term has in common with every instance of it."""
    inner = term.args[0].op if term.op == "not" else len(term.args)
    return term.op, term.data, term.sort, inner


def _match(pattern: Term, term: Term, depth: int, values: dict[int, Term]) -> bool:
    """Say whether the term is the pattern, under ``depth`` binders, with ``values`` for its free variables."""
    if pattern.free <= depth:
        return pattern is term
    if pattern.op == "bound":
        index = pattern.data - depth
        if pattern.sort != term.sort or any(i < depth for i in free_indices(term)):
            return False
        value = shift(term, -depth)
        return values.setdefault(index, value) is value
    if _head(pattern) != _head(term) or len(pattern.args) != len(term.args):
        return False
    depth += len(pattern.data) if pattern.op == "forall" else 0
    return all(_match(p, t, depth, values) for p, t in zip(pattern.args, term.args, strict=True))
