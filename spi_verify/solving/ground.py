"""z3 on closed formulas, as the kernel sees them: a quantified formula is an atom, a datatype a plain sort."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from spi_verify.clocks import asked
from spi_verify.errors import Refusal
from spi_verify.kernel.terms import Term

Polynomial = dict[tuple[Term, ...], Fraction]


@dataclass(frozen=True)
class Limits:
    """What one ground question may cost: z3's deterministic steps, and processor time for what these miss."""

    steps: int = 20_000_000
    seconds: float = 10.0
    exact_seconds: float = 1.0  # where products of variables are what they are


class Translator:
    """Closed kernel terms as z3 expressions in one context.

    Unless ``exact``, products of variables are applications of an uninterpreted function to the factors of a
    polynomial's monomials: weaker, but linear. If ``opaque``, so are conditional terms and divisions, and
    composite formulas inside terms are named truth values, as in the kernel's theory lemmas.
    """

    def __init__(self, exact: bool, opaque: bool = False) -> None:
        import z3

        self._z3 = z3
        self.context = z3.Context()
        self.exact, self._opaque = exact, opaque
        self._sorts: dict[str, Any] = {"Bool": z3.BoolSort(self.context), "Real": z3.RealSort(self.context)}
        self._functions: dict[tuple[str, tuple[str, ...], str], Any] = {}
        self._memo: dict[Term, Any] = {}
        self._names: dict[Term, Any] = {}
        self._polynomials: dict[Term, Polynomial] = {}
        self.nonlinear = False  # whether a product or quotient of variables was met

    def solver(self, limits: Limits) -> Any:
        """Return a new solver in this context."""
        solver = self._z3.SimpleSolver(ctx=self.context)
        solver.set("rlimit", limits.steps)
        solver.set("random_seed", 0)
        return solver

    def named(self, formula: Term) -> Any:
        """Return the truth value that stands for a formula."""
        if formula not in self._names:
            self._names[formula] = self._z3.Bool(f"!{len(self._names)}", self.context)
        return self._names[formula]

    def __call__(self, term: Term) -> Any:
        """Return the expression for a closed term."""
        if term not in self._memo:
            self._memo[term] = self._translate(term)
        return self._memo[term]

    def _translate(self, term: Term) -> Any:
        z3, op = self._z3, term.op
        composite = op in ("and", "or", "iff") or (op == "ite" and term.sort == "Bool")
        if op == "forall" or (self._opaque and composite):
            return self.named(term)
        if op in ("number", "+", "*") or (op == "/" and term.args[1].op == "number" and term.args[1].data):
            return self._sum(self._polynomial(term))
        args = [self(arg) for arg in term.args]
        match op:
            case "app":
                return self._function(term.data, term)(*args)
            case "not":
                return z3.Not(args[0])
            case "and":
                return z3.And([*args, z3.BoolVal(True, self.context)])
            case "or":
                return z3.Or([*args, z3.BoolVal(False, self.context)])
            case "iff" | "=":
                return args[0] == args[1]
            case "<=":
                return args[0] <= args[1]
            case "ite" if not self._opaque:
                return z3.If(*args)
            case "/" if self.exact and not self._opaque:
                self.nonlinear = True
                return args[0] / args[1]
            case "ite" | "/":
                self.nonlinear = self.nonlinear or op == "/"
                return self._function(op, term)(*args)
        raise AssertionError(f"not a closed term: {term!r}")

    def _polynomial(self, term: Term) -> Polynomial:
        """Return a real term's coefficients by sorted tuples of factors that are no sums or products themselves."""
        if term not in self._polynomials:
            self._polynomials[term] = self._expanded(term)
        return self._polynomials[term]

    def _expanded(self, term: Term) -> Polynomial:
        if term.op == "number":
            return {(): term.data}
        if term.op == "+":
            total: Polynomial = {}
            for arg in term.args:
                for monomial, coefficient in self._polynomial(arg).items():
                    total[monomial] = total.get(monomial, Fraction(0)) + coefficient
            return total
        if term.op == "*":
            result: Polynomial = {(): Fraction(1)}
            for arg in term.args:
                result = self._product(result, self._polynomial(arg))
            return result
        if term.op == "/" and term.args[1].op == "number" and term.args[1].data:
            inverse = 1 / term.args[1].data
            return {m: inverse * c for m, c in self._polynomial(term.args[0]).items()}
        return {(term,): Fraction(1)}

    def _product(self, a: Polynomial, b: Polynomial) -> Polynomial:
        result: Polynomial = {}
        for left, x in a.items():
            for right, y in b.items():
                monomial = tuple(sorted(left + right, key=self._order))
                result[monomial] = result.get(monomial, Fraction(0)) + x * y
        return result

    def _order(self, factor: Term) -> int:
        return int(self(factor).get_id())

    def _sum(self, polynomial: Polynomial) -> Any:
        z3 = self._z3
        summands = [z3.RealVal(0, self.context)]
        for monomial, coefficient in polynomial.items():
            number = z3.RealVal(coefficient, self.context)
            summands.append(number * self._monomial(monomial) if monomial else number)
        return z3.Sum(summands)

    def _monomial(self, factors: tuple[Term, ...]) -> Any:
        result = self(factors[-1])
        for factor in reversed(factors[:-1]):
            self.nonlinear = True
            if self.exact:
                result = self(factor) * result
            else:
                real = self._sorts["Real"]
                result = self._z3.Function("* Real Real", real, real, real)(self(factor), result)
        return result

    def _function(self, name: str, term: Term) -> Any:
        key = name, tuple(arg.sort for arg in term.args), term.sort
        if key not in self._functions:
            sorts = [self._sort(sort) for sort in (*key[1], key[2])]
            self._functions[key] = self._z3.Function(f"{name} {' '.join(key[1])}", *sorts)
        return self._functions[key]

    def _sort(self, name: str) -> Any:
        if name not in self._sorts:
            self._sorts[name] = self._z3.DeclareSort(name, self.context)
        return self._sorts[name]


class _Guarded:
    """One solver with an assumption for each formula under which it holds."""

    def __init__(self, translate: Translator, limits: Limits) -> None:
        self.translate = translate
        self._solver = translate.solver(limits)
        self._seconds = limits.exact_seconds if translate.exact else limits.seconds
        self._guards: dict[Term, Any] = {}
        self._formulas: dict[int, Term] = {}

    def check(self, formulas: Iterable[Term]) -> list[Term] | None:
        """Return contradictory formulas among these, or None if there are none; Refusal if unknown."""
        result = asked(self._solver, self._seconds, *[self._guard(f) for f in formulas])
        if result == "unknown":
            raise Refusal(f"z3 gave up on ground formulas: {self._solver.reason_unknown()}")
        if result == "sat":
            return None
        return [self._formulas[guard.get_id()] for guard in self._solver.unsat_core()]

    def _guard(self, formula: Term) -> Any:
        if formula not in self._guards:
            import z3

            guard = z3.Bool(f"?{len(self._guards)}", self.translate.context)
            self._solver.add(z3.Implies(guard, self.translate(formula)))
            self._guards[formula] = guard
            self._formulas[guard.get_id()] = formula
        return self._guards[formula]


class Ground:
    """Asks whether sets of closed formulas contradict each other.

    >>> from spi_verify.kernel.terms import read
    >>> problem = read("(declare-const a Real) (define-fun conclusion () Bool true)")
    >>> formulas = [problem.term(text) for text in ("(< a 1)", "(< a 2)", "(> a 1)")]
    >>> Ground().core(formulas)
    [0, 2]
    """

    def __init__(self, limits: Limits | None = None, opaque: bool = False) -> None:
        limits = limits or Limits()
        self._linear = _Guarded(Translator(exact=False, opaque=opaque), limits)
        self._exact = _Guarded(Translator(exact=True, opaque=opaque), limits)

    def check(self, formulas: Iterable[Term]) -> list[Term] | None:
        """Return some of the formulas that contradict each other, or None if they do not; Refusal if unknown."""
        asked = list(formulas)
        found = self._linear.check(asked)
        if found is None and self._linear.translate.nonlinear:
            found = self._exact.check(asked)
        return found

    def core(self, formulas: Sequence[Term]) -> list[int] | None:
        """Return the indices of formulas that contradict each other, none of them superfluous; None if none do.

        Earlier formulas are kept rather than later ones.
        """
        found = self.check(formulas)
        if found is None:
            return None
        kept = set(found)
        for formula in reversed(formulas):
            if formula in kept:
                smaller = self._without(kept, formula)
                kept = kept if smaller is None else smaller
        return [k for k, formula in enumerate(formulas) if formula in kept]

    def _without(self, formulas: set[Term], formula: Term) -> set[Term] | None:
        try:
            found = self.check(f for f in formulas if f is not formula)
        except Refusal:
            return None
        return None if found is None else set(found)


def grouped_core(
    ground: Ground, groups: Sequence[Sequence[Term]], size: Callable[[int], float]
) -> list[int] | None:
    """Return the groups that are needed for a contradiction: the largest (by ``size``) are dropped first."""
    formulas = [formula for group in groups for formula in group]
    found = ground.check(formulas)
    if found is None:
        return None
    kept = {k for k, group in enumerate(groups) if set(found).intersection(group)}
    for k in sorted(kept, key=size, reverse=True):
        if k in kept:
            try:
                found = ground.check(f for n in kept - {k} for f in groups[n])
            except Refusal:
                continue
            if found is not None:
                kept = {n for n in kept - {k} if set(found).intersection(groups[n])}
    return sorted(kept)
