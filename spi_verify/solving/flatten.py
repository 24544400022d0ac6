"""Quantified formulas as universal axioms whose instances are the kernel's instance and witness clauses.

Solvers report which instances of which *top-level* axiom they used. So nested quantifiers are brought to the
top: one in the scope of others is either pulled out (with a Skolem function for the existential ones) or, where
it stands below an equivalence or a condition, or if asked for, named by a predicate with axioms of its own.
Every axiom remembers which clauses of the kernel one instance of it stands for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from spi_verify.kernel.terms import Problem, Term, render, substitute


@dataclass(frozen=True)
class Step:
    """One clause of the kernel, as seen from an axiom: ``not Q or P[terms]``, or a witness of Q (no terms)."""

    quantified: Term
    terms: tuple[Term, ...] | None


@dataclass(frozen=True)
class Axiom:
    """A universal axiom: its variables (as constants), and the clauses that an instance of it stands for."""

    variables: tuple[Term, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Template:
    """A quantified formula with parameters (constants that occur in it), for a predicate or Skolem functions."""

    parameters: tuple[Term, ...]
    quantified: Term


@dataclass
class Flat:
    """Universal axioms as SMT-LIB text (each with its name as ``:qid``), and how to read their instances.

    ``skolems`` maps a function to its template and which of the quantifier's variables it stands for,
    ``predicates`` a predicate to its template. ``always`` are the witnesses of unquantified text.
    """

    text: str
    problem: Problem
    axioms: dict[str, Axiom]
    skolems: dict[str, tuple[Template, int]]
    predicates: dict[str, Template]
    always: list[Step]


def flatten(problem: Problem, facts: Sequence[Term], inline: bool) -> Flat:
    """Return universal axioms, unsatisfiable exactly if the closed formulas ``facts`` are.

    With ``inline``, nested quantifiers are pulled out where that is possible, else each gets a predicate.

    >>> from spi_verify.kernel.terms import read
    >>> problem = read('''(declare-sort S 0) (declare-fun p (S S) Bool)
    ...   (define-fun conclusion () Bool (forall ((x S)) (exists ((y S)) (p x y))))''')
    >>> print(flatten(problem, [problem.conclusion], inline=True).text)
    (set-logic ALL)
    (declare-sort S 0)
    (declare-fun p (S S) Bool)
    (declare-fun sk!1 (S) S)
    (assert (forall ((x!1 S)) (! (p x!1 (sk!1 x!1)) :qid ax!1)))
    (check-sat)
    <BLANKLINE>
    """
    return _Flattener(problem, inline).run(facts)


def flatten_shared(problem: Problem, facts: Sequence[Term]) -> Flat:
    """Return universal axioms in which quantified formulas that occur more than once are left closed.

    What is left closed is a predicate without axioms: a contradiction found is one, a model need not be. Formulas
    of one shape share a predicate whatever terms stand in them.

    >>> from spi_verify.kernel.terms import read
    >>> problem = read('''(declare-sort S 0) (declare-fun p (S S) Bool) (declare-const a S) (declare-const b S)
    ...   (define-fun all ((x S)) Bool (forall ((y S)) (p x y)))
    ...   (define-fun conclusion () Bool (and (or (all a) (p a b)) (or (all b) (p b a))))''')
    >>> print(flatten_shared(problem, [problem.conclusion]).text.splitlines()[-3:])
    ['(assert (or (q!1 a) (p a b)))', '(assert (or (q!1 b) (p b a)))', '(check-sat)']
    """
    counting = _Counting(problem)
    counting.run(facts)
    return _Shared(problem, counting.occurrences).run(facts)


@dataclass
class _Open:
    """What is known of the axiom that is being built: its variables and clauses so far."""

    variables: list[Term]
    steps: list[Step]

    def copy(self) -> _Open:
        return _Open(list(self.variables), list(self.steps))


class _Flattener:
    def __init__(self, problem: Problem, inline: bool) -> None:
        self._problem, self._bank, self._inline = problem, problem.bank, inline
        self._numbers: dict[str, Iterator[int]] = {}
        self._assertions: list[str] = []
        self._axioms: dict[str, Axiom] = {}
        self._skolems: dict[str, tuple[Template, int]] = {}
        self._predicates: dict[str, Template] = {}
        self._always: list[Step] = []
        self._variables: set[Term] = set()
        self._declared: dict[str, tuple[tuple[str, ...], str]] = {}
        self._by_shape: dict[tuple[str, Term], str] = {}
        self._defined: set[tuple[str, bool]] = set()
        self._todo: list[tuple[str, bool]] = []

    def run(self, facts: Sequence[Term]) -> Flat:
        for fact in facts:
            self._assert(fact, True, _Open([], []))
        while self._todo:
            self._define(*self._todo.pop())
        functions = self._problem.functions | self._declared
        return Flat(
            _text(self._problem, self._declared, self._assertions),
            Problem(self._bank, "", self._problem.sorts, functions, self._problem.datatypes, {}, {}),
            self._axioms,
            self._skolems,
            self._predicates,
            self._always,
        )

    def _fresh(self, stem: str) -> str:
        problem = self._problem
        taken = problem.functions.keys() | problem.definitions.keys() | problem.assertions.keys()
        numbers = self._numbers.setdefault(stem, count(1))
        return next(name for n in numbers if (name := f"{stem}!{n}") not in taken)

    def _define(self, predicate: str, value: bool) -> None:
        """Add the axiom for a predicate being true (an instance) or false (a witness)."""
        template = self._predicates[predicate]
        variables = [self._variable("x", p.sort) for p in template.parameters]
        quantified = replace(template.quantified, dict(zip(template.parameters, variables, strict=True)))
        head = self._bank.make("app", variables, predicate)
        opened = _Open(list(variables), [])
        body = self._open(quantified, value, opened)
        no = self._bank.negation
        self._emit(self._bank.make("or", (no(head), body) if value else (head, no(body))), opened)

    def _assert(self, formula: Term, positive: bool, opened: _Open) -> None:
        """Assert a formula, conjunct by conjunct so that each becomes an axiom of its own."""
        match formula.op, positive:
            case "not", _:
                self._assert(formula.args[0], not positive, opened)
            case ("and", True) | ("or", False):
                for part in formula.args:
                    self._assert(part, positive, opened)
            case "forall", _:
                inner = opened.copy()
                values = self._step(formula, positive, inner)
                self._assert(substitute(formula.args[0], values), positive, inner)
            case _:
                inner = opened.copy()
                flat = self._flat(formula, positive, inner)
                self._emit(flat if positive else self._bank.negation(flat), inner)

    def _emit(self, body: Term, opened: _Open) -> None:
        """Write an axiom; one without variables stands for its clauses whatever the solver says."""
        text = render(body)
        if not opened.variables:
            self._always += opened.steps
            self._assertions.append(f"(assert {text})")
            return
        name = self._fresh("ax")
        self._axioms[name] = Axiom(tuple(opened.variables), tuple(opened.steps))
        variables = " ".join(f"({v.data} {v.sort})" for v in opened.variables)
        self._assertions.append(f"(assert (forall ({variables}) (! {text} :qid {name})))")

    def _flat(self, formula: Term, positive: bool | None, opened: _Open) -> Term:
        """Return the formula without quantifiers; ``positive`` is None where it occurs both ways."""
        if formula.op == "forall":
            if self._inline and positive is not None:
                return self._open(formula, positive, opened)
            return self._predicate(formula, positive)
        if not formula.args or not _has_quantifier(formula):
            return formula
        flip = None if positive is None else not positive
        if formula.op == "not":
            polarities = [flip]
        elif formula.op in ("and", "or"):
            polarities = [positive] * len(formula.args)
        elif formula.op == "ite" and formula.sort == "Bool":
            polarities = [None, positive, positive]
        else:
            polarities = [None] * len(formula.args)
        args = [self._flat(a, p, opened) for a, p in zip(formula.args, polarities, strict=True)]
        return self._bank.make(formula.op, args, formula.data, formula.sort)

    def _open(self, quantified: Term, positive: bool, opened: _Open) -> Term:
        values = self._step(quantified, positive, opened)
        return self._flat(substitute(quantified.args[0], values), positive, opened)

    def _step(self, quantified: Term, positive: bool, opened: _Open) -> list[Term]:
        """Record the clause that opens ``quantified``; return variables or Skolem terms for its variables."""
        if positive:
            stems = quantified.names or ("x",) * len(quantified.data)
            values = [self._variable(n, s) for n, s in zip(stems, quantified.data, strict=True)]
            opened.variables += values
            opened.steps.append(Step(quantified, tuple(values)))
            return values
        opened.steps.append(Step(quantified, None))
        parameters = self._parameters(quantified)
        functions = self._skolem_functions(quantified, parameters)
        return [self._bank.make("app", parameters, f, s) for f, s in functions]

    def _skolem_functions(self, quantified: Term, parameters: Sequence[Term]) -> list[tuple[str, str]]:
        template = self._template(quantified, parameters)
        names = []
        for k, sort in enumerate(quantified.data):
            key = (f"sk {k}", template.quantified)
            if key not in self._by_shape:
                name = self._by_shape[key] = self._fresh("sk")
                self._skolems[name] = template, k
                self._declared[name] = tuple(p.sort for p in parameters), sort
            names.append((self._by_shape[key], sort))
        return names

    def _predicate(self, quantified: Term, positive: bool | None) -> Term:
        parameters = self._parameters(quantified)
        template = self._template(quantified, parameters)
        key = ("q", template.quantified)
        if key not in self._by_shape:
            name = self._by_shape[key] = self._fresh("q")
            self._predicates[name] = template
            self._declared[name] = tuple(p.sort for p in parameters), "Bool"
        name = self._by_shape[key]
        for value in (True, False) if positive is None else (positive,):
            if (name, value) not in self._defined:
                self._defined.add((name, value))
                self._todo.append((name, value))
        return self._bank.make("app", parameters, name)

    def _variable(self, stem: str, sort: str) -> Term:
        variable = self._bank.make("app", (), self._fresh(stem), sort)
        self._variables.add(variable)
        return variable

    def _parameters(self, formula: Term) -> list[Term]:
        """Return the axioms' variables that occur in the formula, in order of occurrence."""
        return [part for part in parts(formula) if part in self._variables]

    def _template(self, quantified: Term, parameters: Sequence[Term]) -> Template:
        """Return the formula with its parameters renamed by position, so that equal shapes are equal terms."""
        canonical = tuple(self._bank.make("app", (), f"{k}!", p.sort) for k, p in enumerate(parameters))
        return Template(canonical, replace(quantified, dict(zip(parameters, canonical, strict=True))))


class _ByShape(_Flattener):
    """Takes the largest terms that no quantifier inside binds into as a quantified formula's parameters."""

    def _parameters(self, formula: Term) -> list[Term]:
        found: dict[Term, None] = {}
        todo, seen = [*formula.args], set()
        while todo:
            part = todo.pop()
            if part.closed and part.sort != "Bool" and part.op != "number":
                found[part] = None
            elif part not in seen:
                seen.add(part)
                todo.extend(reversed(part.args))
        return list(found)

    def _shape(self, quantified: Term) -> Term:
        return self._template(quantified, self._parameters(quantified)).quantified


class _Counting(_ByShape):
    """Names every nested quantified formula, to count the occurrences of each shape."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem, inline=False)
        self.occurrences: Counter[Term] = Counter()

    def _predicate(self, quantified: Term, positive: bool | None) -> Term:
        self.occurrences[self._shape(quantified)] += 1
        return super()._predicate(quantified, positive)


class _Shared(_ByShape):
    """Leaves closed what occurs more than once."""

    def __init__(self, problem: Problem, occurrences: Mapping[Term, int]) -> None:
        super().__init__(problem, inline=True)
        self._occurrences = occurrences

    def _flat(self, formula: Term, positive: bool | None, opened: _Open) -> Term:
        if formula.op != "forall" or self._occurrences[self._shape(formula)] < 2:
            return super()._flat(formula, positive, opened)
        waiting = len(self._todo)
        named = self._predicate(formula, positive)
        del self._todo[waiting:]  # its axioms are what is left out
        return named


def parts(term: Term, closed: bool = False) -> list[Term]:
    """Return all subterms, each once, in order of first occurrence; if ``closed``, none in a quantifier's body.

    >>> from spi_verify.kernel.terms import read
    >>> problem = read("(declare-const a Real) (define-fun conclusion () Bool (< a (+ a 1)))")
    >>> parts(problem.conclusion)
    [(< a (+ a 1)), (<= (+ a 1) a), (+ a 1), a, 1]
    """
    seen: dict[Term, None] = {}
    todo = [term]
    while todo:
        part = todo.pop()
        if part not in seen:
            seen[part] = None
            if not (closed and part.op == "forall"):
                todo.extend(reversed(part.args))
    return list(seen)


def replace(term: Term, values: Mapping[Term, Term]) -> Term:
    """Return ``term`` with closed subterms replaced (in one pass), under quantifiers too.

    >>> from spi_verify.kernel.terms import read
    >>> problem = read("(declare-const a Real) (define-fun conclusion () Bool (< a 1))")
    >>> a = problem.term("a")
    >>> replace(problem.conclusion, {a: problem.term("(* a a)")})
    (< (* a a) 1)
    """
    memo: dict[Term, Term] = dict(values)

    def walk(part: Term) -> Term:
        if part not in memo:
            args = [walk(arg) for arg in part.args]
            changed = any(new is not old for new, old in zip(args, part.args, strict=True))
            memo[part] = part.bank.make(part.op, args, part.data, part.sort, part.names) if changed else part
        return memo[part]

    return walk(term)


def _has_quantifier(term: Term) -> bool:
    return any(part.op == "forall" for part in parts(term))


def _text(
    problem: Problem, declared: Mapping[str, tuple[tuple[str, ...], str]], assertions: Iterable[str]
) -> str:
    lines = ["(set-logic ALL)"]
    lines += [f"(declare-sort {sort} 0)" for sort in problem.sorts]
    # Datatypes count as plain sorts, their constructors as functions: all the kernel knows of them is induction.
    for function, (sorts, sort) in {**problem.functions, **declared}.items():
        lines.append(f"(declare-fun {function} ({' '.join(sorts)}) {sort})")
    return "\n".join([*lines, *assertions, "(check-sat)", ""])
