"""The clauses of the kernel that a solver's list of used instances stands for."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spi_verify.kernel.terms import Bank, Refused, Term, instantiate
from spi_verify.solving.flatten import Flat, Step, Template, parts, replace


@dataclass(frozen=True)
class Clause:
    """``not Q or P[terms]`` (an instance), or ``Q or not P[terms]`` with Q's witnesses as terms."""

    quantified: Term
    terms: tuple[Term, ...]
    witness: bool

    @property
    def literals(self) -> tuple[Term, Term]:
        """The clause's two formulas."""
        no = self.quantified.bank.negation
        body = instantiate(self.quantified, self.terms)
        return (self.quantified, no(body)) if self.witness else (no(self.quantified), body)

    @property
    def formula(self) -> Term:
        """The clause as one formula."""
        return self.quantified.bank.make("or", self.literals)


class Witnesses:
    """Constants for quantified formulas, made when they are first asked for.

    >>> from spi_verify.kernel.terms import read
    >>> problem = read("(define-fun conclusion () Bool (forall ((x Real)) (< x 1)))")
    >>> Witnesses(problem.bank).of(problem.conclusion)
    (@1.0,)
    """

    def __init__(self, bank: Bank) -> None:
        self._bank = bank
        self.constants: dict[Term, tuple[Term, ...]] = {}

    def of(self, quantified: Term) -> tuple[Term, ...]:
        """Return the constants for the variables of a closed ``forall``; their names cannot occur in a problem."""
        if quantified not in self.constants:
            number = len(self.constants) + 1
            self.constants[quantified] = tuple(
                self._bank.make("app", (), f"@{number}.{k}", sort) for k, sort in enumerate(quantified.data)
            )
        return self.constants[quantified]

    def clauses(self) -> list[Clause]:
        """Return the witness clauses of all formulas asked for; what a formula needs comes before it."""
        return [Clause(quantified, terms, True) for quantified, terms in self.constants.items()]

    def declared(self, terms: Iterable[Term]) -> list[Clause]:
        """Return the witness clauses, in the same order, whose constants occur in the terms or in one another."""
        known = {constant: c for c in self.clauses() for constant in c.terms}
        todo, found = list(terms), set[Clause]()
        while todo:
            for part in parts(todo.pop()):
                if part in known and known[part] not in found:
                    found.add(known[part])
                    todo.append(known[part].quantified)
        return [clause for clause in self.clauses() if clause in found]


def reported(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the axioms' names and the terms, as text, of the instances in a worker's report.

    >>> list(reported('[["ax!1", ["a", "b"]]]'))
    [('ax!1', ['a', 'b'])]
    >>> list(reported("(instantiations ax!1\\n  ( a (f b) )\\n)"))
    [('ax!1', ['a', '(f b)'])]
    """
    if text.startswith("["):  # z3's, made by the worker
        yield from map(tuple, json.loads(text))
        return
    for entry in pieces(text):
        head, *groups = pieces(entry[1:-1])
        if head == "instantiations" and groups and not groups[0].startswith("("):
            for group in groups[1:]:
                yield groups[0], pieces(group[1:-1])


def pieces(text: str) -> list[str]:
    """Return the expressions in ``text``, each as text.

    >>> pieces("a (f b)(g)")
    ['a', '(f b)', '(g)']
    """
    found, depth, start = list[str](), 0, None
    for place, character in enumerate(text + " "):
        if depth == 0 and (character.isspace() or character == "("):
            if start is not None:
                found.append(text[start:place])
            start = None
        if start is None and not character.isspace():
            start = place
        if character == "(":
            depth += 1
        elif character == ")":
            depth -= 1
            if depth == 0 and start is not None:
                found.append(text[start : place + 1])
                start = None
    return found


class Reader:
    """Translates instances of a flat problem's axioms into clauses; ``witnesses`` grows with what they need."""

    def __init__(self, flat: Flat, witnesses: Witnesses) -> None:
        self._flat, self._witnesses = flat, witnesses
        self._memo: dict[Term, Term] = {}

    def clauses(self, instances: Iterable[tuple[str, Sequence[str]]]) -> list[Clause]:
        """Return the instance clauses, each once; instances of unknown axioms or in unreadable terms are left out."""
        found: dict[Clause, None] = {}
        for step in self._flat.always:
            found.update(dict.fromkeys(self._step(step)))
        for name, texts in instances:
            axiom = self._flat.axioms.get(name)
            if axiom is None or len(texts) != len(axiom.variables):
                continue
            try:
                terms = [self.ground(self._flat.problem.term(text)) for text in texts]
            except Refused:
                continue
            if [t.sort for t in terms] != [v.sort for v in axiom.variables]:
                continue
            values = dict(zip(axiom.variables, terms, strict=True))
            for step in axiom.steps:
                own = Step(
                    replace(step.quantified, values),
                    None if step.terms is None else tuple(replace(t, values) for t in step.terms),
                )
                found.update(dict.fromkeys(self._step(own)))
        return list(found)

    def _step(self, step: Step) -> list[Clause]:
        quantified = self.ground(step.quantified)
        if step.terms is None:
            self._witnesses.of(quantified)
            return []
        return [Clause(quantified, tuple(self.ground(t) for t in step.terms), False)]

    def ground(self, term: Term) -> Term:
        """Return ``term`` with witnesses for Skolem terms, and formulas for the predicates that name them."""
        if term not in self._memo:
            args = [self.ground(arg) for arg in term.args]
            new = term.bank.make(term.op, args, term.data, term.sort, term.names)
            if term.op == "app" and term.data in self._flat.skolems:
                template, position = self._flat.skolems[term.data]
                new = self._witnesses.of(self._filled(template, args))[position]
            elif term.op == "app" and term.data in self._flat.predicates:
                new = self._filled(self._flat.predicates[term.data], args)
            self._memo[term] = new
        return self._memo[term]

    def _filled(self, template: Template, args: Sequence[Term]) -> Term:
        return self.ground(replace(template.quantified, dict(zip(template.parameters, args, strict=True))))
