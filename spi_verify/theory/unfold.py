"""Predicates that a problem declares and defines by an assertion, replaced by what they are defined as.

A structure then needs no words for them, and knows of each value whether it rests on a domain being all there is.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import replace

from spi_verify.kernel.terms import Problem, Term, substitute, subterms


def unfolded(problem: Problem, known: Container[str]) -> Problem:
    """Return a problem in whose assertions and conclusion no defined predicate occurs that is not ``known``.

    A predicate is defined by an assertion that it is equivalent, for all arguments, to a formula without such
    predicates. Never fails.

    >>> from spi_verify.kernel.terms import read
    >>> text = "(declare-fun p (Real) Bool) (assert (! (forall ((x Real)) (= (p x) (< 0 x))) :named p.means))"
    >>> asked = "(assert (! (p 3) :named three)) (define-fun conclusion () Bool true)"
    >>> unfolded(read(text + asked), known=()).assertions["three"]
    (< 0 3)
    """
    bodies = {name: body for name, body in _definitions(problem).items() if name not in known}
    if not bodies:
        return problem
    facts = {name: _replaced(fact, bodies, {}) for name, fact in problem.assertions.items()}
    claimed = replace(problem.definitions["conclusion"], body=_replaced(problem.conclusion, bodies, {}))
    return replace(problem, assertions=facts, definitions={**problem.definitions, "conclusion": claimed})


def _definitions(problem: Problem) -> dict[str, Term]:
    """Return, by predicates, the formulas that they are defined as; the free variables are the arguments."""
    found: dict[str, Term] = {}
    for fact in problem.assertions.values():
        if fact.op != "forall" or fact.args[0].op != "iff":
            continue
        head, body = fact.args[0].args
        arguments = [(arg.op, arg.data) for arg in head.args]
        plain = arguments == [("bound", k) for k in reversed(range(len(fact.data)))]
        if head.op == "app" and plain and not _mentions(body, head.data):
            found.setdefault(head.data, body)
    return {name: b for name, b in found.items() if not any(_mentions(b, other) for other in found)}


def _mentions(formula: Term, symbol: str) -> bool:
    return any(part.op == "app" and part.data == symbol for part in subterms([formula], set(), True))


def _replaced(term: Term, bodies: Mapping[str, Term], memo: dict[Term, Term]) -> Term:
    if term not in memo:
        args = [_replaced(arg, bodies, memo) for arg in term.args]
        if term.op == "app" and term.data in bodies:
            memo[term] = substitute(bodies[term.data], args)
        elif term.args:
            memo[term] = term.bank.make(term.op, args, term.data, term.sort, term.names)
        else:
            memo[term] = term
    return memo[term]
