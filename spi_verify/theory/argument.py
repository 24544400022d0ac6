"""From one goal of a certificate to the derivation in it: what follows from what, and only what is needed.

The clauses are the kernel's, each with where it comes from. They are propagated along the certificate's tree of cases;
from every contradiction one goes back, and keeps what it rests on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from spi_verify.kernel.propagation import definitions
from spi_verify.kernel.terms import Problem, Term, instantiate
from spi_verify.solving.splitting import leaves

MOST_LEAVES = 6
"""Most cases of a tree for which shorter derivations are looked for."""

MOST_DISJUNCTS, MOST_INSERTED, MOST_TRIED = 6, 2, 300
"""Most disjunctions that are tried at each node, on one path, and in all."""

Kind = Literal["fact", "goal", "witness", "instance", "lemma", "meaning"]


@dataclass(frozen=True, eq=False)
class Clause:
    """Formulas of which one is true, and why: by which rule of the kernel, from which formula, at which terms.

    ``name`` is that of a fact, or of the fact that is instantiated ("goal" for the goal); ``total`` is a lemma's sum.
    """

    kind: Kind
    literals: tuple[Term, ...]
    name: str = ""
    quantified: Term | None = None
    terms: tuple[Term, ...] = ()
    total: Sequence[Any] | None = None


@dataclass(frozen=True, eq=False)
class Derived:
    """A formula that follows by a clause, whose other formulas are false; ``premises`` are their negations."""

    formula: Term
    clause: Clause

    @property
    def premises(self) -> tuple[Term, ...]:
        """What the formula follows from by the clause."""
        return negations(x for x in self.clause.literals if x is not self.formula)


@dataclass(frozen=True, eq=False)
class Branch:
    """Derived formulas in order, then a clause whose formulas are all false, or a case distinction on a formula."""

    steps: tuple[Derived, ...]
    conflict: Clause | None
    split: Term | None = None
    cases: tuple[Branch, ...] = ()

    def all_steps(self) -> Iterator[Derived]:
        """Yield the steps of the branch and of its cases."""
        yield from self.steps
        for case in self.cases:
            yield from case.all_steps()

    def conflicts(self) -> Iterator[Clause]:
        """Yield the clauses at the ends of the branch."""
        if self.conflict is not None:
            yield self.conflict
        for case in self.cases:
            yield from case.conflicts()


@dataclass(frozen=True, eq=False)
class Argument:
    """The derivation of one goal, or of one case of its induction (``case`` is the constructor's name).

    ``facts`` are those used, by name; ``witnesses`` the new constants in order; ``goal`` is what is refuted.
    """

    goal: Term
    facts: Mapping[str, Term]
    witnesses: tuple[Term, ...]
    branch: Branch
    case: str = ""


def negations(formulas: Iterable[Term]) -> tuple[Term, ...]:
    """Return the negations of formulas."""
    return tuple(formula.bank.negation(formula) for formula in formulas)


def argument(
    problem: Problem, goal: Term, body: Mapping[str, Any], facts: Mapping[str, Term], case: str = ""
) -> Argument:
    """Return the derivation in one body of a certificate that the kernel has accepted.

    ``facts`` are the formulas that may be used, by name: assertions, earlier goals, imports.
    """
    reader = _Reader(problem, goal, {name: facts[name] for name in body["uses"]})
    clauses = reader.clauses(body)
    atoms = [reader.term(text) for text in body["atoms"]]
    branch, _ = _Propagation([*clauses, *_meanings(clauses, atoms)]).close(body["cases"], atoms)
    names = {clause.name for clause in _used(branch) if clause.kind in ("fact", "instance")}
    used = {name: fact for name, fact in reader.facts.items() if name in names}
    return Argument(goal, used, tuple(reader.witnesses), branch, case)


def _used(branch: Branch) -> Iterator[Clause]:
    yield from (step.clause for step in branch.all_steps())
    yield from branch.conflicts()


@dataclass
class _Reader:
    """Reads the parts of a body as clauses."""

    problem: Problem
    goal: Term
    facts: Mapping[str, Term]
    constants: dict[str, str] = field(default_factory=dict)
    witnesses: list[Term] = field(default_factory=list)

    def term(self, text: str) -> Term:
        """Return the term that a text says, witnesses included."""
        return self.problem.term(text, self.constants)

    def named(self, text: str) -> tuple[str, Term]:
        """Return the name and the formula of a fact or the goal, or no name and the formula that a text says."""
        if text == "goal":
            return "goal", self.goal
        return (text, self.facts[text]) if text in self.facts else ("", self.term(text))

    def clauses(self, body: Mapping[str, Any]) -> list[Clause]:
        """Return the clauses of a body, but for the meanings of connectives."""
        no = self.problem.bank.negation
        found = [Clause("fact", (fact,), name) for name, fact in self.facts.items()]
        found.append(Clause("goal", (no(self.goal),), "goal"))
        for names, text in body["witnesses"]:
            found.append(self._witness(names if isinstance(names, list) else [names], text))
        for text, terms in body["instances"]:
            name, formula = self.named(text)
            quantified = formula.args[0] if formula.op == "not" else formula
            at = tuple(self.term(t) for t in terms)
            found.append(
                Clause("instance", (no(quantified), instantiate(quantified, at)), name, quantified, at)
            )
        atoms = [self.term(text) for text in body["atoms"]]
        for numbers, total in body["lemmas"]:
            literals = tuple(atoms[k - 1] if k > 0 else no(atoms[-k - 1]) for k in numbers)
            found.append(Clause("lemma", literals, total=total))
        return found

    def _witness(self, names: Sequence[str], text: str) -> Clause:
        name, formula = self.named(text)
        quantified = formula.args[0] if formula.op == "not" else formula
        self.constants.update(zip(names, quantified.data, strict=True))
        terms = tuple(self.term(word) for word in names)
        self.witnesses += terms
        body = instantiate(quantified, terms)
        return Clause("witness", (quantified, body.bank.negation(body)), name, quantified, terms)


def _meanings(clauses: Iterable[Clause], atoms: Iterable[Term]) -> list[Clause]:
    """Return what the connectives mean, for every formula and term in sight."""
    todo = [*(literal for clause in clauses for literal in clause.literals), *atoms]
    seen = set(todo)
    found = []
    while todo:
        term = todo.pop()
        for literals in definitions(term):
            found.append(Clause("meaning", tuple(literals)))
            new = [literal for literal in literals if literal not in seen]
            seen.update(new)
            todo += new
        if term.op != "forall":
            new = [arg for arg in term.args if arg not in seen]
            seen.update(new)
            todo += new
    return found


class _Propagation:
    """Unit propagation that remembers why, along a tree of cases.

    A lemma is used only when nothing else gives anything new: so what assumptions and definitions say comes first, and
    sums and substitutions put it together.
    """

    def __init__(self, clauses: Sequence[Clause]) -> None:
        self.clauses = [clause for clause in clauses if clause.kind != "lemma"]
        self.lemmas = [clause for clause in clauses if clause.kind == "lemma"]
        self.having: dict[Term, list[Clause]] = {}
        for clause in self.clauses:
            for literal in set(clause.literals):
                self.having.setdefault(literal, []).append(clause)
        self.true: set[Term] = set()
        self.trail: list[tuple[Term, Derived | None]] = []
        self.tried = 0

    def close(
        self, tree: Any, atoms: Sequence[Term], assumed: Term | None = None, spare: int = MOST_INSERTED
    ) -> tuple[Branch, set[Term]]:
        """Return the derivation below a node of the tree, and the formulas from above that it needs.

        ``spare`` is how many further case distinctions may be put in above those of the tree.
        """
        mark = len(self.trail)
        if assumed is not None:
            self._add(assumed, None)
        conflict = self._propagate(mark, self.clauses if assumed is None else ())
        if conflict is not None:
            ending, needed = Branch((), conflict), set(negations(conflict.literals))
        else:  # the kernel has accepted the tree, so there is a case distinction
            ending, needed = self._split(tree, atoms, spare)
        steps: list[Derived] = []
        for formula, step in reversed(self.trail[mark:]):
            if step is not None and formula in needed:
                steps.append(step)
                needed.remove(formula)
                needed.update(step.premises)
        self.true.difference_update(formula for formula, _ in self.trail[mark:])
        del self.trail[mark:]
        together = (*reversed(steps), *ending.steps)
        return Branch(together, ending.conflict, ending.split, ending.cases), needed

    def _split(self, tree: Any, atoms: Sequence[Term], spare: int) -> tuple[Branch, set[Term]]:
        """Return the derivation by cases: those of the tree, or a shorter one that first takes a disjunction apart."""
        number, yes, no = tree
        atom = atoms[number - 1]
        if atom in self.true:
            return self._split(yes, atoms, spare)
        if atom.bank.negation(atom) in self.true:
            return self._split(no, atoms, spare)
        found = [self._cases(atom, (yes, no), atoms, spare)]
        if spare and leaves(tree) <= MOST_LEAVES and self.tried < MOST_TRIED:
            others = [other for other in self._disjuncts() if other is not atom]
            self.tried += len(others)
            found += [self._cases(other, (tree, tree), atoms, spare - 1) for other in others]
        return min(found, key=lambda pair: self._length(pair[0]))

    def _cases(
        self, atom: Term, trees: Sequence[Any], atoms: Sequence[Term], spare: int
    ) -> tuple[Branch, set[Term]]:
        """Return the derivation by cases of an atom; if a case does not use its assumption, it is all there is."""
        denied = atom.bank.negation(atom)
        first, needs = self.close(trees[0], atoms, atom, spare)
        if atom not in needs:
            return first, needs
        second, others = self.close(trees[1], atoms, denied, spare)
        if denied not in others:
            return second, others
        return Branch((), None, atom, (first, second)), (needs - {atom}) | (others - {denied})

    def _disjuncts(self) -> list[Term]:
        """Return one formula of each clause of which only two are open."""
        found: dict[Term, None] = {}
        for clause in self.clauses:
            open_ = [x for x in dict.fromkeys(clause.literals) if x.bank.negation(x) not in self.true]
            if len(open_) == 2 and self.true.isdisjoint(open_):
                first = open_[0].args[0] if open_[0].op == "not" else open_[0]
                found[first] = None
        return sorted(found, key=lambda formula: formula.depth)[:MOST_DISJUNCTS]

    def _length(self, branch: Branch) -> int:
        """Return roughly how long a derivation is to read."""
        formulas = (step.formula for step in branch.all_steps())
        atoms = (
            f for f in formulas if (f.args[0] if f.op == "not" else f).op in ("app", "=", "<=", "forall")
        )
        return sum(1 for _ in atoms) + 2 * sum(1 for _ in branch.conflicts())

    def _add(self, formula: Term, step: Derived | None) -> None:
        self.true.add(formula)
        self.trail.append((formula, step))

    def _propagate(self, done: int, clauses: Iterable[Clause]) -> Clause | None:
        """Draw all consequences; return a clause that is false, or None."""
        while True:
            for clause in clauses:
                if self._consider(clause):
                    return clause
            if done == len(self.trail):
                before = len(self.trail)
                for clause in self.lemmas:
                    if self._consider(clause):
                        return clause
                    if len(self.trail) > before:
                        break
                else:
                    return None
            formula = self.trail[done][0]
            clauses = self.having.get(formula.bank.negation(formula), ())
            done += 1

    def _consider(self, clause: Clause) -> bool:
        """Derive what a clause with one open formula gives; return whether all its formulas are false."""
        unknown: Term | None = None
        for literal in clause.literals:
            if literal in self.true:
                return False
            if literal.bank.negation(literal) not in self.true:
                if unknown is not None and unknown is not literal:
                    return False
                unknown = literal
        if unknown is None:
            return True
        self._add(unknown, Derived(unknown, clause))
        return False
