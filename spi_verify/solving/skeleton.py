"""Formulas as clauses over numbered formulas, the way the kernel numbers them."""

from __future__ import annotations

from collections.abc import Iterable

from spi_verify.kernel.propagation import definitions
from spi_verify.kernel.terms import Term


class Skeleton:
    """Clauses of literals: ``k`` for the k-th formula, ``-k`` for its negation.

    What connectives, conditional terms, divisions and real equations mean is added by itself for every formula
    that occurs.

    >>> from spi_verify.kernel.terms import read
    >>> problem = read("(declare-const p Bool) (define-fun conclusion () Bool true)")
    >>> skeleton = Skeleton()
    >>> skeleton.add([problem.term("(and p p)")])
    0
    >>> skeleton.clauses
    [[1], [-1, 2], [-1, 2], [1, -2, -2]]
    """

    def __init__(self) -> None:
        self.numbers: dict[Term, int] = {}
        self.formulas: list[Term] = []  # formula k stands at index k - 1
        self.clauses: list[list[int]] = []
        self._seen: set[Term] = set()

    def literal(self, formula: Term) -> int:
        """Return the formula's literal; a new formula brings its definition's clauses with it."""
        literal = self._number(formula)
        self._define([formula])
        return literal

    def formula(self, literal: int) -> Term:
        """Return the formula that a literal stands for."""
        formula = self.formulas[abs(literal) - 1]
        return formula if literal > 0 else formula.bank.negation(formula)

    def add(self, clause: Iterable[Term]) -> int:
        """Add a clause and the definitions of what occurs in it; return its index."""
        formulas = list(clause)
        index = len(self.clauses)
        self.clauses.append([self._number(formula) for formula in formulas])
        self._define(formulas)
        return index

    def _number(self, formula: Term) -> int:
        if formula.op == "not":
            return -self._number(formula.args[0])
        if formula not in self.numbers:
            self.formulas.append(formula)
            self.numbers[formula] = len(self.formulas)
        return self.numbers[formula]

    def _define(self, terms: Iterable[Term]) -> None:
        todo = [term for term in terms if term not in self._seen]
        while todo:
            term = todo.pop()
            if term in self._seen:
                continue
            self._seen.add(term)
            if term.op == "forall":
                continue
            todo += [arg for arg in term.args if arg not in self._seen]
            for clause in definitions(term):
                self.clauses.append([self._number(formula) for formula in clause])
                todo += [formula for formula in clause if formula not in self._seen]
