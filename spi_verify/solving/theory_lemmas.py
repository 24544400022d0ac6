"""Why literals contradict each other: by congruence, or with exact multipliers of a sum of inequalities."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from itertools import combinations, combinations_with_replacement
from math import gcd, lcm

from spi_verify.clocks import asked
from spi_verify.kernel.congruence import Congruence, Polynomial
from spi_verify.kernel.terms import Term

Sum = tuple[tuple[Fraction | Term, tuple[int, ...]], ...]
"""Multipliers and the positions of the facts that they multiply; a term may multiply an equation."""

MOST_GENERATORS = 600
SUMMING = 5.0  # seconds of processor time for the multipliers of one sum


@dataclass(frozen=True)
class Lemma:
    """Literals that cannot all be true, by congruence alone (no ``total``) or with a sum of polynomials."""

    facts: tuple[Term, ...]
    total: Sum | None

    @property
    def clause(self) -> list[Term]:
        """The clause that the certificate states: one of the facts fails."""
        return [fact.bank.negation(fact) for fact in self.facts]


def explain(facts: Sequence[Term]) -> list[Lemma] | None:
    """Return lemmas that together refute the facts, or None if no reason is found.

    The last lemma refutes the facts and equations that the others prove: between arguments of functions, the
    sides of which the arithmetic facts force to be equal.

    >>> from spi_verify.kernel.terms import read
    >>> problem = read('''(declare-const a Real) (declare-const b Real) (declare-fun f (Real) Real)
    ...   (define-fun conclusion () Bool true)''')
    >>> facts = [problem.term(text) for text in ("(<= (+ a 1) b)", "(<= b (+ a 1))", "(< (f b) (f (+ a 1)))")]
    >>> for lemma in explain(facts):
    ...     print(lemma.facts, lemma.total)
    ((< (f b) (f (+ a 1))), (= b (+ a 1))) ((Fraction(1, 1), (0,)),)
    """
    known, lemmas = list(facts), list[Lemma]()
    for degree in (1, 2):
        while True:
            last = _contradiction(known, degree)
            if last is not None:
                return [*lemmas, smaller(last, degree)]
            step = _equation(known, degree)
            if step is None:
                break
            lemmas += step[1]
            known.append(step[0])
    nonlinear = _by_products(known, 2)
    return None if nonlinear is None else [*lemmas, *nonlinear]


def _by_products(facts: Sequence[Term], splits: int) -> list[Lemma] | None:
    """Return lemmas with products of facts; where these do not suffice, two cases: a factor's sign, an order."""
    last = _contradiction(facts, 2)
    if last is not None:
        return [smaller(last, 2)]
    if splits:
        for atom in _splits(facts):
            cases = []
            for fact in (atom, atom.bank.negation(atom)):
                case = _by_products([*facts, fact], splits - 1)
                if case is None:
                    break
                cases += case
            else:
                return cases
    last = _contradiction(facts, 3)
    return None if last is None else [smaller(last, 3)]


def _splits(facts: Sequence[Term]) -> Iterator[Term]:
    """Yield comparisons of factors with zero, and with one another."""
    factors = _factors(Congruence(facts), facts)
    for factor in factors:
        yield factor.bank.make("<=", (factor, factor.bank.number(Fraction(0))))
    for one, two in combinations(factors, 2):
        yield one.bank.make("<=", (one, two))


def smaller(lemma: Lemma, degree: int) -> Lemma:
    """Return a lemma of which no fact can be left out."""
    for fact in lemma.facts:
        if len(lemma.facts) > 1:
            shorter = _contradiction([f for f in lemma.facts if f is not fact], degree)
            lemma = lemma if shorter is None else shorter
    return lemma


def _contradiction(facts: Sequence[Term], degree: int) -> Lemma | None:
    classes = Congruence(facts)
    if classes.contradictory:
        return Lemma(tuple(facts), None)
    total = _sum(classes, facts, degree)
    return None if total is None else Lemma(tuple(facts), total)


def _equation(facts: Sequence[Term], degree: int) -> tuple[Term, list[Lemma]] | None:
    """Return an equation between reals that arithmetic forces and congruence needs, with two lemmas that prove it."""
    bank, classes = facts[0].bank, Congruence(facts)
    for one, two in _interface(classes, facts):
        lemmas = []
        for low, high in ((one, two), (two, one)):
            below = bank.make("<=", (low, high))
            if below in facts:
                continue
            lemma = _contradiction([*facts, bank.negation(below)], degree)
            if lemma is None:
                break
            lemmas.append(smaller(lemma, degree))
        else:
            return bank.make("=", (one, two)), lemmas
    return None


def _interface(classes: Congruence, facts: Sequence[Term]) -> Iterator[tuple[Term, Term]]:
    """Yield reals whose equality would matter: sides of unequal terms, arguments of one function, factors."""
    for fact in facts:
        if fact.op == "not" and fact.args[0].op == "=" and fact.args[0].args[0].sort == "Real":
            yield fact.args[0].args[0], fact.args[0].args[1]
    applications = [term for term in classes.parent if term.args and term.op in ("app", "ite", "/")]
    for one, two in combinations(applications, 2):
        if one.op != two.op or one.data != two.data or classes.root(one) is classes.root(two):
            continue
        different = [
            (a, b) for a, b in zip(one.args, two.args, strict=True) if classes.root(a) is not classes.root(b)
        ]
        if different and all(a.sort == "Real" for a, _ in different):
            yield from different
    yield from combinations(_factors(classes, facts), 2)


def _factors(classes: Congruence, facts: Sequence[Term]) -> list[Term]:
    """Return the factors in products that occur in the facts."""
    atoms = (fact.args[0] if fact.op == "not" else fact for fact in facts)
    compared = [atom for atom in atoms if atom.op in ("<=", "=") and atom.args[0].sort == "Real"]
    monomials = {m for atom in compared for m in classes.difference(atom)}
    terms = _variables(classes)
    return [terms[k] for k in sorted({k for m in monomials if len(m) > 1 for k in m})]


def _variables(classes: Congruence) -> dict[int, Term]:
    """Return, by the numbers that stand for classes in polynomials, terms that are no sums or products themselves."""
    found = {}
    for term in classes.parent:
        number = classes.numbers.get(classes.root(term))
        if number is not None and classes.polynomial(term) == {(number,): 1}:
            found[number] = term
    return found


@dataclass(frozen=True)
class _Generator:
    """A polynomial that is at least zero, above it (``strict``) or zero (``equation``), and where it comes from."""

    polynomial: Polynomial
    positions: tuple[int, ...]
    strict: bool
    equation: bool
    factor: tuple[int, ...] = ()


def _sum(classes: Congruence, facts: Sequence[Term], degree: int) -> Sum | None:
    """Return multipliers for an impossible sum of the facts, or of products of up to ``degree`` of them."""
    generators = _singles(classes, facts)
    generators = [*generators, *_products(generators, degree)] if degree > 1 else generators
    multipliers = _solve(generators[:MOST_GENERATORS])
    return None if multipliers is None else _entries(classes, generators, multipliers)


def _singles(classes: Congruence, facts: Sequence[Term]) -> list[_Generator]:
    generators = []
    for position, fact in enumerate(facts):
        atom = fact.args[0] if fact.op == "not" else fact
        equation = fact.op == "=" and atom.args[0].sort == "Real"
        if equation or atom.op == "<=":
            strict = atom is not fact
            generators.append(_Generator(classes.difference(fact), (position,), strict, equation))
    return generators


def _products(singles: Sequence[_Generator], degree: int) -> list[_Generator]:
    """Return products of up to ``degree`` inequalities, and of an equation and what occurs in such products."""
    found = []
    for count in range(2, degree + 1):
        for factors in combinations_with_replacement([g for g in singles if not g.equation], count):
            product = reduce(_product, (g.polynomial for g in factors))
            positions = tuple(position for g in factors for position in g.positions)
            found.append(_Generator(product, positions, all(g.strict for g in factors), False))
    monomials = {m for g in [*singles, *found] for m in g.polynomial}
    parts = {m[:k] for m in monomials for k in range(1, len(m))}
    parts |= {m[k:] for m in monomials for k in range(1, len(m))}
    for equation in singles:
        if equation.equation:
            for factor in sorted(parts):
                product = _product(equation.polynomial, {factor: Fraction(1)})
                found.append(_Generator(product, equation.positions, False, True, factor))
    return found


def _product(a: Polynomial, b: Polynomial) -> Polynomial:
    result: Polynomial = {}
    for left, x in a.items():
        for right, y in b.items():
            monomial = tuple(sorted(left + right))
            result[monomial] = result.get(monomial, Fraction(0)) + x * y
    return {m: c for m, c in result.items() if c}


def _solve(generators: Sequence[_Generator]) -> list[Fraction] | None:
    """Return multipliers, not negative but for equations, that sum the generators to an impossible constant."""
    import z3

    if not generators:
        return None
    solver = z3.SimpleSolver(ctx=z3.Context())
    unknowns = [z3.Real(f"m{k}", solver.ctx) for k in range(len(generators))]
    rows: dict[tuple[int, ...], list[z3.ArithRef]] = {(): []}
    for unknown, generator in zip(unknowns, generators, strict=True):
        if not generator.equation:
            solver.add(unknown >= 0)
        for monomial, coefficient in generator.polynomial.items():
            rows.setdefault(monomial, []).append(z3.RealVal(coefficient, solver.ctx) * unknown)
    zero = z3.RealVal(0, solver.ctx)
    constant = z3.Sum([zero, *rows.pop(())])
    positive = z3.Sum([zero, *(u for u, g in zip(unknowns, generators, strict=True) if g.strict)])
    solver.add(constant <= 0, positive - constant >= 1, *(z3.Sum(row) == 0 for row in rows.values()))
    if asked(solver, SUMMING) != "sat":
        return None
    model = solver.model()
    return [model.eval(u, model_completion=True).as_fraction() for u in unknowns]


def _entries(classes: Congruence, generators: Sequence[_Generator], multipliers: Sequence[Fraction]) -> Sum:
    """Return the sum's entries with multipliers made whole; factors of one equation are put together."""
    used = [(m, g) for m, g in zip(multipliers, generators, strict=False) if m]
    scale = Fraction(lcm(*(m.denominator for m, _ in used)), gcd(*(m.numerator for m, _ in used)))
    terms = _variables(classes)
    factors: dict[tuple[int, ...], list[Term]] = {}
    entries: list[tuple[Fraction | Term, tuple[int, ...]]] = []
    for multiplier, generator in used:
        if generator.factor:
            bank = next(iter(terms.values())).bank
            number = [bank.number(multiplier * scale)] if multiplier * scale != 1 else []
            variables = [*number, *(terms[k] for k in generator.factor)]
            product = bank.make("*", variables, sort="Real") if len(variables) > 1 else variables[0]
            factors.setdefault(generator.positions, []).append(product)
        else:
            entries.append((multiplier * scale, generator.positions))
    for positions, products in factors.items():
        bank = products[0].bank
        entries.append(
            (bank.make("+", products, sort="Real") if len(products) > 1 else products[0], positions)
        )
    return tuple(entries)
