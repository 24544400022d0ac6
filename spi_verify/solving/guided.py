"""Instances found by our own search: whatever z3's model of the ground clauses does not make true is added.

Candidates come from matching parts of a quantified formula against the ground terms that there are, modulo the
model's equalities; what the model already makes true is left out. Where nothing matches, small terms are tried.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import islice, product
from typing import Any

from spi_verify.clocks import Allowance, asked
from spi_verify.errors import Refusal
from spi_verify.kernel.terms import Term
from spi_verify.solving.flatten import parts
from spi_verify.solving.ground import Limits, Translator
from spi_verify.solving.instances import Clause, Witnesses
from spi_verify.solving.patterns import Argument, Binding, Pattern, triggers
from spi_verify.solving.valuation import Evaluator, Row, Structure

TOO_LATE = "no contradictory instances found in time"
EXACT = 0.3  # seconds for nonlinear arithmetic in each round
PER_ROUND = 40  # instances added at most before the solver is asked again
MOST_REAL = 3  # and of a formula about reals that matches nothing: there are many reals
MOST_TUPLES = 4000  # looked at in the enumeration of small terms, per formula


class NotEntailed(Refusal):
    """The facts seem to have a model in which the goal fails."""


class _Solver:
    """z3 on formulas that are added one after the other, translated when they are needed."""

    def __init__(self, exact: bool) -> None:
        self.translate = Translator(exact)
        self._solver = self.translate.solver(Limits())
        self._waiting: list[Term] = []

    def add(self, formula: Term) -> None:
        """Assert a formula."""
        self._waiting.append(formula)

    def check(self, seconds: float) -> tuple[str, Any]:
        """Return "unsat", "unknown" or "sat", and for that a model."""
        self._solver.add(*map(self.translate, self._waiting))
        self._waiting.clear()
        result = asked(self._solver, seconds)
        return result, self._solver.model() if result == "sat" else None


class Guided:
    """A search for clauses that contradict closed formulas; starts from the clauses given."""

    def __init__(self, formulas: Sequence[Term], witnesses: Witnesses, clauses: Iterable[Clause]) -> None:
        self._formulas, self._witnesses = list(formulas), witnesses
        self._clauses: dict[Clause, None] = {}
        self._linear, self._exact = _Solver(exact=False), _Solver(exact=True)
        self._ages: dict[Term, int] = {}  # of ground terms: how many instances deep they were made
        self._structure = Structure()
        self._evaluator = Evaluator(self._structure)
        self._patterns: dict[Term, list[list[Pattern]]] = {}
        for formula in formulas:
            self._assert(formula, 0)
        for clause in clauses:
            self._add(clause)

    def run(self, seconds: float) -> list[Clause]:
        """Return clauses that contradict the formulas; Refusal if there seem to be none, or time is up.

        ``seconds`` are of this thread's processor time.
        """
        allowance = Allowance(seconds)
        while not self._refuted(allowance):
            new = self._new(allowance)
            if not new:
                self._give_up(allowance)
                break
            for clause in new:
                self._add(clause)
        return list(self._clauses)

    def _refuted(self, allowance: Allowance) -> bool:
        """Whether the clauses contradict each other; if not, read a model of them."""
        left = allowance.left
        result, model = self._linear.check(left)
        if result == "sat" and self._linear.translate.nonlinear:
            # A model in which products are what they are is better, if it is found at once.
            exact_result, exact_model = self._exact.check(min(EXACT, left))
            if exact_result == "unsat":
                return True
            if exact_result == "sat":
                self._read(exact_model, self._exact.translate)
                return False
        if result == "unknown" or left < 0:
            raise Refusal(TOO_LATE)
        if result == "sat":
            self._read(model, self._linear.translate)
        return result == "unsat"

    def _give_up(self, allowance: Allowance) -> None:
        """Return if the clauses contradict each other after all; else raise what is known of a model."""
        if self._linear.translate.nonlinear:
            result, _ = self._exact.check(max(EXACT, allowance.left))
            if result == "unsat":
                return
            if result == "unknown":
                raise Refusal(TOO_LATE)
        true, _ = self._needed()
        if any("Real" in quantified.data for quantified in true):
            raise Refusal("no more instances over the terms that there are")
        raise NotEntailed("a finite structure fits the facts and not the goal, as far as its terms go")

    def _add(self, clause: Clause) -> None:
        if clause in self._clauses:
            return
        self._clauses[clause] = None
        ages = [self._ages.get(part, 0) for term in clause.terms for part in parts(term)]
        self._assert(clause.formula, 1 + max(ages, default=0))

    def _assert(self, formula: Term, age: int) -> None:
        self._linear.add(formula)
        self._exact.add(formula)
        for part in parts(formula, closed=True):
            self._ages.setdefault(part, age)
        for part in parts(formula):
            if part.op == "app" and not part.args:  # a constant that may stand in quantifiers' bodies only
                self._ages.setdefault(part, age)

    # The model ----------------------------------------------------------------------------------------------

    def _read(self, model: Any, translate: Translator) -> None:
        """Fill the structure from z3's model."""
        structure = self._structure
        structure.truths.clear()
        structure.products.clear()
        structure.tables.clear()
        structure.simplest.clear()
        self._evaluator.forget()

        def value_of(term: Term) -> Any:
            return self._plain(model.eval(translate(term), model_completion=True))

        for term in self._ages:
            if term.op == "forall":
                structure.truths[term] = value_of(term)
            elif term.op in ("*", "/"):
                structure.products[term] = value_of(term)
        for term in sorted(self._ages, key=lambda t: t.depth):
            if term.op == "app" and (key := self._key(term)) is not None:
                table = structure.tables.setdefault(term.data, {})
                if key not in table:
                    table[key] = value_of(term)
        for term, age in self._ages.items():
            if term.sort != "Bool" and (value := self._evaluator.value(term, ())) is not None:
                known = structure.simplest.setdefault(term.sort, {})
                best = known.get(value)
                if best is None or (age, term.depth) < (self._ages[best], best.depth):
                    known[value] = term

    def _key(self, term: Term) -> tuple[Any, ...] | None:
        values = tuple(self._evaluator.value(arg, ()) for arg in term.args)
        return None if None in values else values

    def _plain(self, value: Any) -> Any:
        """Return a z3 value as a Fraction, a bool, or its name."""
        import z3

        if z3.is_rational_value(value):
            return Fraction(value.numerator_as_long(), value.denominator_as_long())
        if z3.is_true(value) or z3.is_false(value):
            return z3.is_true(value)
        return None if z3.is_algebraic_value(value) else str(value)

    def _needed(self) -> tuple[list[Term], list[Term]]:
        """Return quantified formulas whose truth, and those whose falsity, makes all formulas and clauses true."""
        todo = [(formula, True) for formula in (*self._formulas, *(c.formula for c in self._clauses))]
        done: dict[tuple[Term, bool], None] = {}
        while todo:
            formula, value = todo.pop()
            if (formula, value) in done:
                continue
            done[formula, value] = None
            op, args = formula.op, formula.args
            if op == "not":
                todo.append((args[0], not value))
            elif op in ("and", "or") and value == (op == "and"):
                todo += [(arg, value) for arg in args]
            elif op in ("and", "or"):
                fitting = [arg for arg in args if self._truth(arg) is value]
                todo.append((min(fitting, key=lambda a: ((a, value) not in done, a.depth)), value))
            elif op == "iff":
                todo += [(arg, self._truth(arg)) for arg in args]
            elif op == "ite":
                chosen = self._truth(args[0])
                todo += [(args[0], chosen), (args[1 if chosen else 2], value)]
            else:
                conditions = [p.args[0] for p in parts(formula, closed=True) if p.op == "ite"]
                todo += [(condition, self._truth(condition)) for condition in conditions]
        needed = [key for key in done if key[0].op == "forall"]
        return [q for q, value in needed if value], [q for q, value in needed if not value]

    def _truth(self, formula: Term) -> bool:
        """Return the model's truth value of a ground formula."""
        op, args = formula.op, formula.args
        if op == "forall":
            return self._structure.truths[formula]
        if op == "not":
            return not self._truth(args[0])
        if op in ("and", "or"):
            return (all if op == "and" else any)(map(self._truth, args))
        if op == "iff":
            return self._truth(args[0]) is self._truth(args[1])
        if op == "ite":
            return self._truth(args[1] if self._truth(args[0]) else args[2])
        return bool(self._evaluator.value(formula, ()))

    # New clauses --------------------------------------------------------------------------------------------

    def _new(self, allowance: Allowance) -> list[Clause]:
        """Return clauses that the model does not make true, the simplest first."""
        true, false = self._needed()
        witnesses = [Clause(q, self._witnesses.of(q), True) for q in false]
        found = [clause for clause in witnesses if clause not in self._clauses]
        for candidates in (self._matched, self._enumerated):
            ranked: dict[Clause, tuple[int, int]] = {}
            for quantified in true:
                own = self._untrue(quantified, candidates(quantified), allowance)
                if candidates == self._enumerated and "Real" in quantified.data:
                    own = dict(sorted(own.items(), key=lambda item: item[1])[:MOST_REAL])
                ranked |= own
            found += sorted(ranked, key=ranked.__getitem__)[:PER_ROUND]
            if found:
                return found
        # A sort without any term: the witnesses of any formula about it are as good as others.
        simplest = self._structure.simplest
        unpopulated = (q for q in true if any(sort not in simplest for sort in q.data))
        populating = (Clause(q, self._witnesses.of(q), True) for q in unpopulated)
        return list(islice((clause for clause in populating if clause not in self._clauses), 1))

    def _untrue(
        self, quantified: Term, candidates: Iterable[Row], allowance: Allowance
    ) -> dict[Clause, tuple[int, int]]:
        """Return new instances that the model does not make true, with how far they are from being simple."""
        found = {}
        for values in candidates:
            if allowance.left < 0:
                raise Refusal(TOO_LATE)
            truth = self._evaluator.value(quantified.args[0], values)
            if truth is not True:
                clause = self._clause(quantified, values)
                if clause not in self._clauses:
                    found[clause] = self._rank(clause, truth is None)
        return found

    def _clause(self, quantified: Term, values: Row) -> Clause:
        simplest = self._structure.simplest
        terms = tuple(simplest[sort][value] for sort, value in zip(quantified.data, values, strict=True))
        return Clause(quantified, terms, False)

    def _rank(self, clause: Clause, unknown: bool) -> tuple[int, int]:
        ages = [self._ages[term] for term in clause.terms]
        return max(ages) + 2 * unknown, sum(ages) + sum(term.depth for term in clause.terms)

    def _enumerated(self, quantified: Term) -> Iterator[tuple[Any, ...]]:
        """Yield small tuples of values."""
        domains = []
        for sort in quantified.data:
            simplest = self._structure.simplest.get(sort, {})
            domains.append(sorted(simplest, key=lambda v: (self._ages[simplest[v]], simplest[v].depth)))
        yield from islice(product(*domains), MOST_TUPLES)

    def _matched(self, quantified: Term) -> Iterator[tuple[Any, ...]]:
        """Yield values of the variables with which some choice of parts of the formula has known values."""
        if quantified not in self._patterns:
            self._patterns[quantified] = triggers(quantified)
        seen: set[tuple[Any, ...]] = set()
        count = len(quantified.data)
        for choice in self._patterns[quantified]:
            bindings: list[dict[int, Any]] = [{}]
            for pattern in choice:
                bindings = [b for old in bindings for b in self._match(pattern, old)]
            for binding in bindings:
                domains = [
                    [binding[k]] if k in binding else self._structure.domain(quantified.data[k])
                    for k in range(count)
                ]
                for values in product(*domains):
                    if values not in seen:
                        seen.add(values)
                        yield values

    def _match(self, pattern: Pattern, binding: Binding) -> Iterator[Binding]:
        """Yield extensions of the binding with which the pattern is a known term."""
        for key in self._structure.tables.get(pattern.symbol, {}):
            yield from self._arguments(pattern, key, binding)

    def _arguments(self, pattern: Pattern, key: Row, binding: Binding) -> Iterator[Binding]:
        """Yield extensions of the binding with which the pattern's arguments have the values in ``key``."""
        found = [binding]
        for arg, value in zip(pattern.args, key, strict=True):
            found = [new for old in found for new in self._argument(arg, value, old)]
        yield from found

    def _argument(self, arg: Argument, value: Any, binding: Binding) -> Iterator[Binding]:
        if arg is None or (isinstance(arg, int) and binding.get(arg, value) == value):
            yield binding if arg is None else {**binding, arg: value}
        elif isinstance(arg, Pattern):
            for key, result in self._structure.tables.get(arg.symbol, {}).items():
                if result == value:
                    yield from self._arguments(arg, key, binding)
        elif isinstance(arg, Term) and self._evaluator.value(arg, ()) == value:
            yield binding
