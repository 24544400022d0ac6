"""The rules of proof: a certificate either shows that a problem's assertions entail its conclusion, or is refused.

A goal is proved by refutation. Closed quantified formulas are propositional atoms; the clauses are the facts used, the
negated goal, instances (not Q or P[t]), witnesses (Q or not P[w], w a new constant named for Q), lemmas that hold by
congruence and arithmetic, and what the connectives mean. Unit propagation along a tree of cases must refute them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from spi_verify.kernel.congruence import Congruence, Polynomial, added, product_of
from spi_verify.kernel.propagation import Propagation, numbered
from spi_verify.kernel.shapes import fields_of, items_of
from spi_verify.kernel.terms import (
    Problem,
    Term,
    bounded,
    expect,
    instantiate,
    require,
    substitute,
    subterms,
)

_RATIONAL = re.compile(r"-?[0-9]{1,1000}(/[1-9][0-9]{0,1000})?")


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
        top = fields_of(certificate, "format", "claim", "reading", "players", "problem", "imports", "goals")
        require(expect(int, top["format"], "shape", "format") == 1, "format", top["format"])
        require(top["problem"] == problem.digest, "wrong-problem", "made for another text:", top["problem"])
        facts, rests_on = dict(problem.assertions), dict[str, Term]()
        foundations = {name: {name: fact} for name, fact in facts.items()}
        known = {fact: foundations[name] for name, fact in facts.items()}
        for entry in items_of(top["imports"]):
            name = "/".join(expect(str, part, "shape", "import") for part in items_of(entry))
            require(name in imported, "unknown-import", name)
            require(name not in facts, "duplicate", name)
            foundations[name] = _import(problem, imported[name], known)
            facts[name] = imported[name].conclusion
            known[facts[name]] = foundations[name]
        done: list[str] = []
        for goal in items_of(top["goals"]):
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
    require(
        fields_of(fields, "induction", "cases")["induction"] is True, "shape", "induction can only be true"
    )
    goals = induction_cases(problem, formula)
    used: list[str] = []
    for constructor, body in fields_of(fields["cases"], *goals).items():
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
    fields = fields_of(body, *_BODY)
    proof = _Refutation(problem)
    for name in items_of(fields["uses"]):
        require(isinstance(name, str) and name in facts, "unknown-fact", name)
        require(name not in proof.named, "duplicate", "fact", name)
        proof.named[name] = facts[name]
    used = list(proof.named)
    proof.clauses = [[fact] for fact in proof.named.values()] + [[problem.bank.negation(goal)]]
    proof.named["goal"] = goal
    for entry in items_of(fields["witnesses"]):
        proof.clauses.append(proof.witness(*items_of(entry, 2)))
    for entry in items_of(fields["instances"]):
        proof.clauses.append(proof.instance(*items_of(entry, 2)))
    atoms = [proof.term(text, "Bool") for text in items_of(fields["atoms"])]
    for entry in items_of(fields["lemmas"]):
        proof.clauses.append(proof.lemma(atoms, *items_of(entry, 2)))
    proof.clauses += [[atom, problem.bank.negation(atom)] for atom in atoms]  # so that all have numbers
    numbers, clauses = numbered(proof.clauses)
    Propagation(problem, clauses).refute(fields["cases"], [numbers(atom) for atom in atoms])
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
        return [
            self.bank.negation(quantified),
            instantiate(quantified, [self.term(t) for t in items_of(terms)]),
        ]

    def lemma(self, atoms: Sequence[Term], literals: object, total: object) -> list[Term]:
        """A clause whose literals cannot all fail, by congruence alone or with a sum of polynomials."""
        clause = []
        for number in items_of(literals):
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
        for entry in items_of(entries):
            multiplier, positions = items_of(entry, 2)
            chosen = [expect(int, p, "shape", "position", p) for p in items_of(positions)]
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
                term = product_of(self.bank, term, classes.difference(fact))
            result = added(self.bank, result, term)
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
