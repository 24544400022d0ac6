"""What literals say of equality and of sums: classes of equal terms, and polynomials modulo these classes."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from fractions import Fraction
from typing import Any

from spi_verify.kernel.terms import Bank, Term, bounded, require, subterms

MAX_DEGREE = 32  # of a polynomial
Polynomial = dict[tuple[int, ...], Fraction]  # from sorted products of numbered terms to coefficients


class Congruence:
    """The classes of equal terms that follow from literals, and arithmetic modulo these classes.

    >>> from spi_verify.kernel.terms import read
    >>> problem = read("(declare-fun f (Real) Real) (define-fun conclusion () Bool true)")
    >>> facts = [problem.term(text) for text in ("(= (f 1) 1)", "(not (= (f (f 1)) 1))")]
    >>> Congruence(facts).contradictory
    True
    """

    def __init__(self, facts: Sequence[Term], others: Sequence[Term] = ()) -> None:
        self.parent = {term: term for term in subterms([*facts, *others], set())}
        self.numbers: dict[Term, int] = {}
        self.contradictory = False
        unequal, todo = list[tuple[Term, Term]](), list[tuple[Term, Term]]()
        for fact in facts:
            atom = fact.args[0] if fact.op == "not" else fact
            truth = fact.bank.make("and" if atom is fact else "or", ())
            self.parent[truth] = truth
            todo.append((atom, truth))
            if atom.op == "=":
                (todo if atom is fact else unequal).append((atom.args[0], atom.args[1]))
        while todo:
            for one, two in todo:
                self.join(self.root(one), self.root(two))
            first: dict[Any, Term] = {}
            todo = [(term, first.setdefault(self.signature(term), term)) for term in self.parent if term.args]
            todo = [(one, two) for one, two in todo if self.root(one) is not self.root(two)]
        self.contradictory |= any(self.root(one) is self.root(two) for one, two in unequal)

    def root(self, term: Term) -> Term:
        """Return the term that stands for ``term``'s class: its number or truth value if it has one."""
        while self.parent[term] is not term:
            term.bank.spend(1)
            self.parent[term] = term = self.parent[self.parent[term]]
        return term

    def join(self, one: Term, two: Term) -> None:
        """Make one class of two, given by what stands for them."""
        if _is_value(one):
            one, two = two, one
        self.contradictory |= one is not two and _is_value(one)
        self.parent[one] = two

    def signature(self, term: Term) -> Hashable:
        """Return what congruent terms have in common; a quantified formula is congruent to itself only."""
        term.bank.spend(1)
        return term if term.op == "forall" else (term.op, term.data, term.sort, *map(self.root, term.args))

    def difference(self, fact: Term) -> Polynomial:
        """Return the polynomial that ``fact`` says is zero (`=`), at least zero (`<=`) or above zero (negated `<=`)."""
        atom = fact.args[0] if fact.op == "not" else fact
        low, high = map(self.polynomial, atom.args if atom is fact else atom.args[::-1])
        return added(fact.bank, high, product_of(fact.bank, {(): Fraction(-1)}, low))

    def polynomial(self, term: Term) -> Polynomial:
        """Return the normal form of a real term; other operators' terms count as their classes."""
        bank = term.bank
        bank.spend(1)
        match term.op, term.args:
            case ("+" | "*") as op, args:
                result = self.polynomial(args[0])
                for arg in args[1:]:
                    result = (added if op == "+" else product_of)(bank, result, self.polynomial(arg))
                return result
            case "/", (numerator, denominator) if denominator.op == "number" and denominator.data:
                return product_of(bank, self.polynomial(numerator), {(): 1 / denominator.data})
        root = self.root(term)
        if root.op == "number":
            return {(): root.data} if root.data else {}
        return {(self.numbers.setdefault(root, len(self.numbers)),): Fraction(1)}


def _is_value(term: Term) -> bool:
    """Whether ``term`` is a number, true or false: no two of these are equal."""
    return term.op == "number" or (term.op in ("and", "or") and not term.args)


def added(bank: Bank, a: Polynomial, b: Polynomial) -> Polynomial:
    """Return the sum of two polynomials."""
    bank.spend(len(a) + len(b))
    result = dict(a)
    for monomial, coefficient in b.items():
        result[monomial] = bounded(result.get(monomial, Fraction(0)) + coefficient)
    return {m: c for m, c in result.items() if c}


def product_of(bank: Bank, a: Polynomial, b: Polynomial) -> Polynomial:
    """Return the product of two polynomials, which must not be too large."""
    result: Polynomial = {}
    for left, x in a.items():
        bank.spend(30 * len(b))
        for right, y in b.items():
            monomial = tuple(sorted(left + right))
            require(len(monomial) <= MAX_DEGREE, "degree", "a product of more than", MAX_DEGREE, "terms")
            result[monomial] = bounded(result.get(monomial, Fraction(0)) + x * y)
    return {m: c for m, c in result.items() if c}
