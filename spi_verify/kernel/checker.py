"""The rules of proof: a certificate either shows that a problem's assertions entail its conclusion, or is refused.

A goal is proved by refutation. Closed quantified formulas are propositional atoms; the clauses are the facts used, the
negated goal, instances (not Q or P[t]), witnesses (Q or not P[w], w a new constant named for Q), lemmas that hold by
congruence and arithmetic, and what the connectives mean. Unit propagation along a tree of cases must refute them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from spi_verify.kernel.terms import (
    MAX_TEXT,
    Bank,
    Problem,
    Term,
    bounded,
    expect,
    instantiate,
    refusing,
    require,
    substitute,
    subterms,
)

MAX_DEGREE = 32  # of a polynomial
_RATIONAL = re.compile(r"-?[0-9]{1,1000}(/[1-9][0-9]{0,1000})?")
Polynomial = dict[tuple[int, ...], Fraction]  # from sorted products of numbered terms to coefficients


@dataclass(frozen=True)
class Checked:
    """A claim that was proved: its problem, and the assertions (by name) that its proof rests on."""

    problem: Problem
    rests_on: Mapping[str, Term]

    @property
    def conclusion(self) -> Term:
        """The formula proved from the assertions in ``rests_on``."""
        return self.problem.conclusion


def check(
    problem: Problem, certificate: object, imported: Mapping[str, Checked] = MappingProxyType({})
) -> Checked:
    """Return what ``certificate`` proves about ``problem``, or raise ``Refused``.

    ``imported`` holds, by names "claim/reading/players", the claims whose conclusions the certificate may use.

    >>> from spi_verify.kernel.terms import read
    >>> problem = read("(define-fun conclusion () Bool (forall ((x Real)) (<= x x)))")
    >>> proof = {"goal": "conclusion", "uses": [], "witnesses": [["w", "conclusion"]], "instances": [],
    ...     "atoms": ["(<= w w)"], "lemmas": [[[1], [[1, [0]]]]], "cases": None}
    >>> head = {"format": 1, "claim": "c", "reading": "r", "players": "2", "problem": problem.digest}
    >>> dict(check(problem, {**head, "imports": [], "goals": [proof]}).rests_on)
    {}
    """
    with problem.bank.limited():
        top = _fields(certificate, "format", "claim", "reading", "players", "problem", "imports", "goals")
        require(expect(int, top["format"], "shape", "format") == 1, "format", top["format"])
        require(top["problem"] == problem.digest, "wrong-problem", "made for another text:", top["problem"])
        facts, rests_on = dict(problem.assertions), dict[str, Term]()
        foundations = {name: {name: fact} for name, fact in facts.items()}
        known = {fact: foundations[name] for name, fact in facts.items()}
        for entry in _list(top["imports"]):
            name = "/".join(expect(str, part, "shape", "import") for part in _list(entry))
            require(name in imported, "unknown-import", name)
            require(name not in facts, "duplicate", name)
            foundations[name] = _import(problem, imported[name], known)
            facts[name] = imported[name].conclusion
            known[facts[name]] = foundations[name]
        done: list[str] = []
        for goal in _list(top["goals"]):
            name, used = _prove(problem, goal, facts)
            for fact in used:
                rests_on.update(foundations[fact])
            facts[name], foundations[name] = problem.formula(name), {}
            done.append(name)
        require(done and done[-1] == "conclusion", "last-goal", "the last goal must be the conclusion")
        return Checked(problem, rests_on)


def _import(problem: Problem, claim: Checked, known: Mapping[Term, Mapping[str, Term]]) -> dict[str, Term]:
    """Return the assertions of ``problem`` from which ``claim``'s conclusion follows, or refuse.

    ``known`` says the same of the facts that the claim may rest on: the assertions, and what earlier imports conclude.
    """
    require(claim.problem.bank is problem.bank, "import-bank", "both problems must be read with one bank")
    sorts_here: dict[str, object] = {"Bool": None, "Real": None, **problem.kinds}
    for here, there in ((problem.functions, claim.problem.functions), (sorts_here, claim.problem.kinds)):
        for name in there:
            require(name not in here or here[name] == there[name], "import-declarations", name)
    for name, fact in claim.rests_on.items():
        require(
            fact in known,
            "import-assumptions",
            name,
            "is used by the import but neither asserted nor imported",
        )
    for part in subterms([claim.conclusion], set(), True):
        sorts = part.data if part.op == "forall" else (part.sort,)
        require(sorts_here.keys() >= set(sorts), "import-declarations", sorts, "are not all declared here")
        require(part.op != "app" or part.data in problem.functions, "import-declarations", part.data)
    return {name: fact for used in claim.rests_on.values() for name, fact in known[used].items()}


def _prove(problem: Problem, goal: object, facts: Mapping[str, Term]) -> tuple[str, list[str]]:
    """Check one goal; return its name and the names of the facts used."""
    fields = dict(expect(dict, goal, "shape", "a goal is an object"))
    name = expect(str, fields.pop("goal", None), "shape", "a goal has a name")
    require(name not in facts, "duplicate", "goal", name)
    formula = problem.formula(name)
    if "induction" not in fields:
        return name, _refute(problem, formula, fields, facts)
    require(_fields(fields, "induction", "cases")["induction"] is True, "shape", "induction can only be true")
    goals = induction_cases(problem, formula)
    used: list[str] = []
    for constructor, body in _fields(fields["cases"], *goals).items():
        used += _refute(problem, goals[constructor], body, facts)
    return name, used


def induction_cases(problem: Problem, goal: Term) -> dict[str, Term]:
    """Return, by constructors, the formulas that prove ``goal``, a ``forall`` over one datatype, by induction.

    >>> from spi_verify.kernel.terms import read
    >>> text = "(declare-datatypes ((N 0)) (((zero) (next (last N))))) (declare-fun p (N) Bool)"
    >>> problem = read(text + "(define-fun conclusion () Bool (forall ((n N)) (p n)))")
    >>> induction_cases(problem, problem.conclusion)
    {'zero': (p zero), 'next': (forall ((x N)) (=> (p x) (p (next x))))}
    """
    one = goal.op == "forall" and goal.closed and len(goal.data) == 1 and goal.data[0] in problem.datatypes
    require(one, "induction", "the goal must be a forall over one variable of a datatype")
    bank, datatype, body = problem.bank, goal.data[0], goal.args[0]
    cases = {}
    for constructor, sorts in problem.datatypes[datatype].items():
        count = len(sorts)
        arguments = [bank.make("bound", (), count - 1 - k, sort) for k, sort in enumerate(sorts)]
        case = substitute(body, [bank.make("app", arguments, constructor, datatype)])
        hypotheses = [substitute(body, [x]) for x in arguments if x.sort == datatype]
        if hypotheses:
            case = bank.make("or", (bank.negation(bank.make("and", hypotheses)), case))
        cases[constructor] = bank.make("forall", (case,), sorts) if sorts else case
    return cases


# One refutation ----------------------------------------------------------------------------------------------

_BODY = ("uses", "witnesses", "instances", "atoms", "lemmas", "cases")


def _refute(problem: Problem, goal: Term, body: object, facts: Mapping[str, Term]) -> list[str]:
    """Refute the negation of ``goal`` together with the facts that ``body`` uses; return the names of those."""
    fields = _fields(body, *_BODY)
    proof = _Refutation(problem)
    for name in _list(fields["uses"]):
        require(isinstance(name, str) and name in facts, "unknown-fact", name)
        require(name not in proof.named, "duplicate", "fact", name)
        proof.named[name] = facts[name]
    used = list(proof.named)
    proof.clauses = [[fact] for fact in proof.named.values()] + [[problem.bank.negation(goal)]]
    proof.named["goal"] = goal
    for entry in _list(fields["witnesses"]):
        proof.clauses.append(proof.witness(*_list(entry, 2)))
    for entry in _list(fields["instances"]):
        proof.clauses.append(proof.instance(*_list(entry, 2)))
    atoms = [proof.term(text, "Bool") for text in _list(fields["atoms"])]
    for entry in _list(fields["lemmas"]):
        proof.clauses.append(proof.lemma(atoms, *_list(entry, 2)))
    proof.clauses += [[atom, problem.bank.negation(atom)] for atom in atoms]  # so that all have numbers
    numbers, clauses = _numbered(proof.clauses)
    _Propagation(problem, clauses).refute(fields["cases"], [numbers(atom) for atom in atoms])
    return used


class _Refutation:
    """The clauses of one refutation; each rule is a method that returns the clause it justifies."""

    def __init__(self, problem: Problem) -> None:
        self.problem, self.bank = problem, problem.bank
        self.named: dict[str, Term] = {}
        self.clauses: list[list[Term]] = []
        self.witnesses: dict[str, tuple[Term, int]] = {}
        self.texts: dict[str, Term] = {}

    def term(self, text: object, sort: str = "") -> Term:
        """Return the closed term that ``text`` says, of the given sort if one is given."""
        key = expect(str, text, "shape", "a text is needed, not", text)
        if key not in self.texts:
            self.texts[key] = self.problem.term_in(key, self.witnesses)
        require(not sort or self.texts[key].sort == sort, "term-sort", text, "should be", sort)
        return self.texts[key]

    def formula(self, text: object) -> Term:
        """Return the fact of this name, or the formula that ``text`` says."""
        return self.named[text] if isinstance(text, str) and text in self.named else self.term(text, "Bool")

    def witness(self, names: object, text: object) -> list[Term]:
        """Q or not P[w]: if P failed anywhere it would fail at w, new constants about which nothing else is said."""
        formula = self.formula(text)
        quantified = formula.args[0] if formula.op == "not" else formula
        require(quantified.op == "forall", "not-quantified", text)
        words = [self.problem.unused(name) for name in (names if isinstance(names, list) else [names])]
        require(len(words) == len(quantified.data), "witness-count", words)
        for word, sort in zip(words, quantified.data, strict=True):
            require(word not in self.witnesses, "duplicate", "witness", word)
            self.witnesses[word] = self.bank.make("app", (), word, sort), 0
        return [quantified, self.bank.negation(instantiate(quantified, [self.term(w) for w in words]))]

    def instance(self, text: object, terms: object) -> list[Term]:
        """Not Q or P[t]."""
        formula = self.formula(text)
        quantified = formula.args[0] if formula.op == "not" else formula
        return [self.bank.negation(quantified), instantiate(quantified, [self.term(t) for t in _list(terms)])]

    def lemma(self, atoms: Sequence[Term], literals: object, total: object) -> list[Term]:
        """A clause whose literals cannot all fail, by congruence alone or with a sum of polynomials."""
        clause = []
        for number in _list(literals):
            k = expect(int, number, "shape", "literal", number)
            require(1 <= abs(k) <= len(atoms), "unknown-atom", k)
            clause.append(atoms[k - 1] if k > 0 else self.bank.negation(atoms[-k - 1]))
        facts = [self.bank.negation(literal) for literal in clause]
        if total is None:
            classes = Congruence(facts)
            require(classes.contradictory, "lemma-congruence", "its literals may all fail:", literals)
        else:
            self.sum(facts, total)
        return clause

    def sum(self, facts: Sequence[Term], entries: object) -> None:
        """Check that multiples of products of ``facts`` add up to an impossible constant."""
        items: list[tuple[Fraction | Term, list[Term]]] = []
        for entry in _list(entries):
            multiplier, positions = _list(entry, 2)
            chosen = [expect(int, p, "shape", "position", p) for p in _list(positions)]
            require(chosen and all(0 <= p < len(facts) for p in chosen), "unknown-literal", positions)
            items.append((self.multiplier(multiplier), [facts[p] for p in chosen]))
        classes = Congruence(facts, [factor for factor, _ in items if isinstance(factor, Term)])
        result: Polynomial = {}
        strict = inequality = False
        for factor, product in items:
            kinds = [_kind(fact) for fact in product]
            equation = "=" in kinds
            positive = isinstance(factor, Fraction) and factor > 0
            require(equation or positive, "multiplier-sign", "inequalities need a positive number")
            strict, inequality = strict or set(kinds) == {"<"}, inequality or not equation
            term: Polynomial = {(): factor} if isinstance(factor, Fraction) else classes.polynomial(factor)
            for fact in product:
                term = _product(self.bank, term, classes.difference(fact))
            result = _added(self.bank, result, term)
        require(set(result) <= {()}, "sum-not-constant", "something is left over in the sum", entries)
        value = result.get((), Fraction(0))
        impossible = value < 0 or (value == 0 and strict) or (value > 0 and not inequality)
        require(impossible, "sum-not-contradictory", "the sum is", value, "in", entries)

    def multiplier(self, value: object) -> Fraction | Term:
        """Return a rational, or the real term that may multiply an equation."""
        if isinstance(value, str) and not _RATIONAL.fullmatch(value):
            return self.term(value, "Real")
        number = value if isinstance(value, str) else expect(int, value, "shape", "multiplier", value)
        return bounded(Fraction(number))


def _kind(fact: Term) -> str:
    """Return which of `=`, `<=`, `<` (the negated `<=`) a fact used in a sum is."""
    kind = "<" if fact.op == "not" and fact.args[0].op == "<=" else fact.op
    require(kind in ("<", "<=") or (kind == "=" and fact.args[0].sort == "Real"), "not-arithmetic", fact.op)
    return kind


def definitions(term: Term) -> list[list[Term]]:
    """Return the clauses that say what a closed term's outermost operator means; none for most operators.

    For a term t = ite(c, a, b): c implies (= t a), else (= t b). For t = a / b: (= b 0) or (= (* t b) a).

    >>> from spi_verify.kernel.terms import read
    >>> problem = read("(declare-const p Bool) (define-fun conclusion () Bool true)")
    >>> definitions(problem.term("(and p true)"))
    [[(not (and p true)), p], [(not (and p true)), true], [(and p true), (not p), (not true)]]
    """
    bank, no = term.bank, term.bank.negation
    match term.op, term.args:
        case "and", args:
            return [*([no(term), a] for a in args), [term, *map(no, args)]]
        case "or", args:
            return [*([term, no(a)] for a in args), [no(term), *args]]
        case "iff", (a, b):
            return [[no(term), no(a), b], [no(term), a, no(b)], [term, a, b], [term, no(a), no(b)]]
        case "ite", (c, a, b) if term.sort == "Bool":
            return [[no(term), no(c), a], [no(term), c, b], [term, no(c), no(a)], [term, c, no(b)]]
        case "ite", (c, a, b):
            return [[no(c), bank.make("=", (term, a))], [c, bank.make("=", (term, b))]]
        case "/", (a, b):  # division by zero is some number, as in SMT-LIB
            product, zero = bank.make("*", (term, b), sort="Real"), bank.number(Fraction(0))
            return [[bank.make("=", (b, zero)), bank.make("=", (product, a))]]
        case "=", (a, b) if a.sort == "Real":
            below, above = bank.make("<=", (a, b)), bank.make("<=", (b, a))
            return [[no(term), below], [no(term), above], [term, no(below), no(above)]]
    return []


def _numbered(clauses: list[list[Term]]) -> tuple[Callable[[Term], int], list[list[int]]]:
    """Return the numbering of formulas, negative for negations, and the numbered clauses and definitions."""
    numbers: dict[Term, int] = {}
    seen: set[Term] = set()

    def literal(term: Term) -> int:
        return -literal(term.args[0]) if term.op == "not" else numbers.setdefault(term, len(numbers) + 1)

    for clause in clauses:  # which grow meanwhile
        for term in subterms(clause, seen):
            clauses += definitions(term)
    return literal, [[literal(term) for term in clause] for clause in clauses]


class _Propagation:
    """Unit propagation along a tree of cases."""

    def __init__(self, problem: Problem, clauses: Sequence[list[int]]) -> None:
        self.bank = problem.bank
        self.clauses = clauses
        self.having: dict[int, list[list[int]]] = {}  # the clauses with a literal
        for clause in clauses:
            for literal in set(clause):
                self.having.setdefault(literal, []).append(clause)
        self.true: set[int] = set()
        self.trail: list[int] = []  # the true literals, oldest first

    def refute(self, tree: object, atoms: Sequence[int]) -> None:
        """Refuse unless all cases of ``tree``, split by the numbers of ``atoms``, end in conflicts.

        Where there is a conflict already, the rest of a tree is not read.
        """
        if self.consistent(0, self.clauses):
            self.split(tree, atoms)

    def split(self, tree: object, atoms: Sequence[int]) -> None:
        """The same where propagation has not ended in a conflict."""
        require(tree is not None, "open-case", "there is no conflict after", self.trail[-1:])
        number, *cases = _list(tree, 3)
        k, mark = expect(int, number, "shape", "no atom's number:", number), len(self.trail)
        require(1 <= k <= len(atoms), "unknown-atom", k)
        for case, literal in zip(cases, (atoms[k - 1], -atoms[k - 1]), strict=True):
            if self.consistent(mark, [[literal]]):
                self.split(case, atoms)
            self.true.difference_update(self.trail[mark:])
            del self.trail[mark:]

    def consistent(self, done: int, clauses: Iterable[list[int]]) -> bool:
        """Draw the consequences of ``clauses`` and of all true literals but the first ``done``; False at a conflict."""
        while True:
            for clause in clauses:
                unknown = 0
                self.bank.spend(1)
                for literal in clause:
                    if literal in self.true:
                        break
                    if -literal not in self.true:
                        if unknown and unknown != literal:
                            break
                        unknown = literal
                else:
                    if not unknown:
                        return False
                    self.true.add(unknown)
                    self.trail.append(unknown)
            if done == len(self.trail):
                return True
            clauses = self.having.get(-self.trail[done], ())
            done += 1


# Theory ------------------------------------------------------------------------------------------------------


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
        return _added(fact.bank, high, _product(fact.bank, {(): Fraction(-1)}, low))

    def polynomial(self, term: Term) -> Polynomial:
        """Return the normal form of a real term; other operators' terms count as their classes."""
        bank = term.bank
        bank.spend(1)
        match term.op, term.args:
            case ("+" | "*") as op, args:
                result = self.polynomial(args[0])
                for arg in args[1:]:
                    result = (_added if op == "+" else _product)(bank, result, self.polynomial(arg))
                return result
            case "/", (numerator, denominator) if denominator.op == "number" and denominator.data:
                return _product(bank, self.polynomial(numerator), {(): 1 / denominator.data})
        root = self.root(term)
        if root.op == "number":
            return {(): root.data} if root.data else {}
        return {(self.numbers.setdefault(root, len(self.numbers)),): Fraction(1)}


def _is_value(term: Term) -> bool:
    """Whether ``term`` is a number, true or false: no two of these are equal."""
    return term.op == "number" or (term.op in ("and", "or") and not term.args)


def _added(bank: Bank, a: Polynomial, b: Polynomial) -> Polynomial:
    """Return the sum of two polynomials."""
    bank.spend(len(a) + len(b))
    result = dict(a)
    for monomial, coefficient in b.items():
        result[monomial] = bounded(result.get(monomial, Fraction(0)) + coefficient)
    return {m: c for m, c in result.items() if c}


def _product(bank: Bank, a: Polynomial, b: Polynomial) -> Polynomial:
    """Return the product of two polynomials, which must not be too large."""
    result: Polynomial = {}
    for left, x in a.items():
        bank.spend(30 * len(b))
        for right, y in b.items():
            monomial = tuple(sorted(left + right))
            require(len(monomial) <= MAX_DEGREE, "degree", "a product of more than", MAX_DEGREE, "terms")
            result[monomial] = bounded(result.get(monomial, Fraction(0)) + x * y)
    return {m: c for m, c in result.items() if c}


# Shapes ------------------------------------------------------------------------------------------------------


def _fields(value: object, *names: str) -> dict[str, Any]:
    """Return an object that has exactly the fields ``names``."""
    fields = expect(dict, value, "shape", "an object is needed")
    require(set(fields) == set(names), "fields", "expected", sorted(names), "found", sorted(fields))
    return fields


def _list(value: object, length: int | None = None) -> list[Any]:
    """Return a list, of the given length if one is given."""
    items = expect(list, value, "shape", "a list is needed")
    require(length in (None, len(items)), "shape", "a list of", length, "is needed")
    return items


def parse(text: str) -> object:
    """Return the JSON value that ``text`` says; repeated keys, floats and huge numbers are refused.

    >>> parse('{"format": 1, "format": 1}')
    Traceback (most recent call last):
    ...
    spi_verify.kernel.terms.Refused: [json] a key is repeated
    """

    def unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
        require(len(dict(pairs)) == len(pairs), "json", "a key is repeated")
        return dict(pairs)

    def refuse(word: str) -> None:
        require(False, "json", "only whole numbers can stand here, not", word)

    require(len(text) <= MAX_TEXT, "too-long", "more than", MAX_TEXT, "characters")
    with refusing("json"):
        result: object = json.loads(text, object_pairs_hook=unique, parse_float=refuse, parse_constant=refuse)
    return result
