"""From contradictory closed formulas to what a certificate says: theory lemmas and a tree of cases.

A lazy loop: a propositional solver proposes which formulas are true, the theory refutes the part of it that
matters, and the reason becomes a lemma, until nothing can be proposed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from spi_verify.errors import Refusal
from spi_verify.kernel.propagation import definitions
from spi_verify.kernel.terms import Term
from spi_verify.solving.flatten import parts
from spi_verify.solving.ground import Ground, Limits
from spi_verify.solving.skeleton import Skeleton
from spi_verify.solving.splitting import Propagator, Tree, refute
from spi_verify.solving.theory_lemmas import Lemma, explain

MOST_ROUNDS = 3000
CORES_PER_ROUND = 6


@dataclass(frozen=True)
class Refuted:
    """Why clauses contradict each other: the clauses used (by index), lemmas, and a tree over formulas.

    The tree's numbers are those of ``formulas``, from 1.
    """

    used: frozenset[int]
    lemmas: tuple[Lemma, ...]
    tree: Tree
    formulas: tuple[Term, ...]


def refutation(clauses: Sequence[Sequence[Term]], limits: Limits | None = None) -> Refuted:
    """Return a refutation of clauses of closed formulas; Refusal if none is found.

    >>> from spi_verify.kernel.terms import read
    >>> problem = read("(declare-const a Real) (define-fun conclusion () Bool true)")
    >>> found = refutation([[problem.term("(< a 1)")], [problem.term("(or (= a 2) (= a 3))")]])
    >>> [lemma.facts for lemma in found.lemmas], found.tree
    ([((< a 1), (= a 2)), ((< a 1), (= a 3))], None)
    """
    skeleton = Skeleton()
    sources = {skeleton.add(clause): k for k, clause in enumerate(clauses)}
    lazy = _Lazy(skeleton, clauses, limits or Limits())
    lemmas = needed(skeleton, lazy.lemmas())
    for lemma in lemmas:
        if lemma in lazy.unexplained:
            facts = ", ".join(map(repr, lemma.facts))
            raise Refusal(f"no congruence or sum of inequalities found that refutes {facts[:300]}")
    numbered = [[skeleton.literal(f) for f in lemma.clause] for lemma in lemmas]
    found = refute([*skeleton.clauses, *numbered])
    if found is None:
        raise Refusal("the tree of cases is too large")
    first_lemma = len(skeleton.clauses)
    return Refuted(
        frozenset(sources[k] for k in found.used if k in sources),
        tuple(lemma for k, lemma in enumerate(lemmas, first_lemma) if k in found.used),
        found.tree,
        tuple(skeleton.formulas),
    )


def needed(skeleton: Skeleton, lemmas: Sequence[Lemma]) -> list[Lemma]:
    """Return lemmas that contradict the skeleton's clauses and of which none is superfluous, shorter ones first."""
    ordered = sorted(dict.fromkeys(lemmas), key=lambda lemma: len(lemma.facts))
    clauses = [[skeleton.literal(f) for f in lemma.clause] for lemma in ordered]
    solver = _Propositional()
    solver.feed(skeleton.clauses)
    guards = [len(skeleton.formulas) + 1 + k for k in range(len(clauses))]
    solver.feed([-guard, *clause] for guard, clause in zip(guards, clauses, strict=True))
    kept = solver.core(guards)
    if kept is None:
        raise Refusal("the lemmas do not refute the clauses")
    for guard in reversed(guards):
        if guard in kept:
            kept = solver.core([g for g in guards if g in kept and g != guard]) or kept
    return [lemma for guard, lemma in zip(guards, ordered, strict=True) if guard in kept]


class _Propositional:
    """z3 on clauses of numbers."""

    def __init__(self) -> None:
        import z3

        self._z3 = z3
        self._context = z3.Context()
        self._solver = z3.SimpleSolver(ctx=self._context)
        self._bools: dict[int, Any] = {}

    def _literal(self, number: int) -> Any:
        atom = abs(number)
        if atom not in self._bools:
            self._bools[atom] = self._z3.Bool(str(atom), self._context)
        return self._bools[atom] if number > 0 else self._z3.Not(self._bools[atom])

    def feed(self, clauses: Iterable[Sequence[int]]) -> None:
        """Add clauses."""
        false = self._z3.BoolVal(False, self._context)
        self._solver.add(*(self._z3.Or([false, *map(self._literal, clause)]) for clause in clauses))

    def core(self, assumptions: Sequence[int]) -> set[int] | None:
        """Return assumptions (positive) that cannot hold together, or None if all can."""
        if self._solver.check(*map(self._literal, assumptions)) != self._z3.unsat:
            return None
        return {int(str(guard)) for guard in self._solver.unsat_core()}

    def model(self) -> set[int] | None:
        """Return the numbers that are true in a model, or None if there is none."""
        if self._solver.check() != self._z3.sat:
            return None
        model = self._solver.model()
        return {atom for atom, value in self._bools.items() if self._z3.is_true(model[value])}


class _Lazy:
    """The lazy loop over one skeleton."""

    def __init__(self, skeleton: Skeleton, clauses: Sequence[Sequence[Term]], limits: Limits) -> None:
        self._skeleton, self._clauses = skeleton, clauses
        self._theory = Ground(limits, opaque=True)
        self._solver = _Propositional()
        self._fed = 0
        self._certain: set[int] = set()
        self.unexplained: set[Lemma] = set()

    def lemmas(self) -> list[Lemma]:
        """Return lemmas that, with the skeleton's clauses, leave no propositional model."""
        found: list[Lemma] = []
        self._certain = set(Propagator(self._skeleton.clauses).trail)
        for _ in range(MOST_ROUNDS):
            self._solver.feed(self._skeleton.clauses[self._fed :])
            self._fed = len(self._skeleton.clauses)
            model = self._solver.model()
            if model is None:
                return found
            new = self._refute(_Relevant(self._skeleton, model, self._certain).literals(self._clauses))
            new = new or self._refute(self._all(model))
            if not new:
                raise Refusal("the clauses do not contradict each other, as the kernel sees them")
            for lemma in new:
                self._solver.feed([[self._skeleton.literal(f) for f in lemma.clause]])
            found += new
        raise Refusal("too many theory lemmas")

    def _all(self, model: set[int]) -> list[Term]:
        numbered = enumerate(self._skeleton.formulas, 1)
        return [self._skeleton.formula(k if k in model else -k) for k, f in numbered if is_theory(f)]

    def _refute(self, literals: Sequence[Term]) -> list[Lemma]:
        """Return lemmas for some contradictions among the literals; those that are certain anyway are preferred."""
        order = sorted(literals, key=self._preference)
        lemmas: list[Lemma] = []
        for _ in range(CORES_PER_ROUND):
            core = self._theory.core(order)
            if core is None:
                break
            facts = [order[k] for k in core]
            explained = explain(facts)
            if explained is None:
                explained = [Lemma(tuple(facts), None)]
                self.unexplained.update(explained)
            lemmas += explained
            order.remove(facts[-1])
        return lemmas

    def _preference(self, literal: Term) -> tuple[bool, bool, int]:
        """Certain literals first, unequal reals (which only congruence can use) last."""
        atom = literal.args[0] if literal.op == "not" else literal
        unequal = literal.op == "not" and atom.op == "=" and atom.args[0].sort == "Real"
        return self._skeleton.literal(literal) not in self._certain, unequal, atom.depth


def is_theory(formula: Term) -> bool:
    """Whether the truth of a formula means something to congruence or arithmetic."""
    return formula.op in ("=", "<=") or (formula.op == "app" and bool(formula.args))


class _Relevant:
    """Literals of a propositional model that suffice to make clauses true."""

    def __init__(self, skeleton: Skeleton, model: set[int], certain: set[int]) -> None:
        self._skeleton, self._model, self._certain = skeleton, model, certain
        self._done: set[tuple[Term, bool]] = set()
        self._todo: list[tuple[Term, bool]] = []
        self._literals: dict[Term, None] = {}

    def literals(self, clauses: Iterable[Sequence[Term]]) -> list[Term]:
        """Return theory literals that are true in the model and make every clause true."""
        for clause in clauses:
            self._pick(clause, True)
            while self._todo:
                self._visit(*self._todo.pop())
        return list(self._literals)

    def _value(self, formula: Term) -> bool:
        if formula.op == "not":
            return not self._value(formula.args[0])
        return self._skeleton.numbers[formula] in self._model

    def _pick(self, formulas: Iterable[Term], value: bool) -> None:
        """Need one of the formulas that have this value: one needed already, a certain one, or a small one."""
        self._todo.append((min((f for f in formulas if self._value(f) is value), key=self._cost), value))

    def _cost(self, formula: Term) -> tuple[bool, bool, int]:
        value = self._value(formula)
        literal = self._skeleton.numbers[formula.args[0] if formula.op == "not" else formula]
        certain = literal in self._certain or -literal in self._certain
        return (formula, value) not in self._done, not certain, formula.depth

    def _visit(self, formula: Term, value: bool) -> None:
        if (formula, value) in self._done:
            return
        self._done.add((formula, value))
        op, args = formula.op, formula.args
        if op == "not":
            self._todo.append((args[0], not value))
        elif op in ("and", "or"):
            if value == (op == "and"):
                self._todo += [(arg, value) for arg in args]
            else:
                self._pick(args, value)
        elif op == "iff":
            self._todo += [(arg, self._value(arg)) for arg in args]
        elif op == "ite":
            self._todo += [(args[0], self._value(args[0])), (args[1 if self._value(args[0]) else 2], value)]
        elif is_theory(formula):
            self._atom(formula, value)

    def _atom(self, atom: Term, value: bool) -> None:
        bank = atom.bank
        self._literals[atom if value else bank.negation(atom)] = None
        if atom.op == "=" and atom.args[0].sort == "Real" and not value:
            self._pick([bank.make("<=", atom.args), bank.make("<=", atom.args[::-1])], False)
        for term in parts(atom, closed=True):
            if term.op == "ite" and term.sort != "Bool":
                condition, one, two = term.args
                chosen = self._value(condition)
                self._todo += [(condition, chosen), (bank.make("=", (term, one if chosen else two)), True)]
            elif term.op == "/":
                for clause in definitions(term):
                    self._pick(clause, True)
