"""One derivation as numbered lines: what only takes formulas apart is left out, what follows alike stands together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from spi_verify.kernel.terms import Term
from spi_verify.theory.argument import Argument, Branch, Clause, Derived, negations
from spi_verify.theory.grouping import Basis, Groups, Order
from spi_verify.theory.notation import Notation, constants
from spi_verify.theory.vocabulary import KINDS, LETTERS


@dataclass(frozen=True)
class Line:
    """One numbered line: why something follows, and what; ``why`` ends in "with" where what follows is introduced.

    >>> print(Line(3, "by def-5.projection for i, as (2)", ("u_i(b) = 1", "m_i = 1")))
    3. By def-5.projection for i, as (2): u_i(b) = 1 and m_i = 1.
    """

    number: int
    why: str
    says: tuple[str, ...]

    def __str__(self) -> str:
        joint = " " if self.why.endswith((" with", " be")) else ": "
        text = f"{self.why}{joint}{' and '.join(_beside(self.says))}."
        return f"{self.number}. {text[:1].upper()}{text[1:]}"


@dataclass(frozen=True)
class Supposed:
    """Something that is supposed, what follows from it, and that it ends in a contradiction: so its denial holds."""

    lines: tuple[Line | Supposed, ...]


Block = Line | Supposed


def lines(notation: Notation, found: Argument, hypotheses: Mapping[Term, str]) -> tuple[Block, ...]:
    """Return a derivation as lines; ``hypotheses`` are quantified formulas that have a name of their own."""
    return tuple(_Writer(notation, found, hypotheses).write())


class _Writer:
    def __init__(self, notation: Notation, found: Argument, hypotheses: Mapping[Term, str]) -> None:
        self.notation, self.found, self.hypotheses = notation, found, hypotheses
        self.steps = {step.formula: step for step in found.branch.all_steps()}
        self.consumers: dict[Term, list[Clause]] = {}
        for clause, premises in _uses(found.branch):
            for premise in premises:
                self.consumers.setdefault(premise, []).append(clause)
        self.declared = {w: clause for clause in _clauses(found.branch) for w in _witnesses(clause)}
        self.forward = _forward(found.branch)
        self.short = _short(found.facts)
        self.numbers: dict[Term, int] = {}
        self.introduced: set[Term] = set()
        self.count = 0
        self.supposed = False

    def write(self) -> list[Block]:
        """Return the whole derivation."""
        return self.branch(self.found.branch)

    def branch(self, branch: Branch, inherited: Groups | None = None) -> list[Block]:
        """Return the lines of a branch, each as late as its use allows; ``inherited`` are lines from above for it."""
        groups: Groups = dict(inherited or {})
        for step in branch.steps:
            if not self.hidden(step) and step.formula not in self.numbers:
                basis = self.basis(step.clause, step.premises, step.formula)
                groups.setdefault(basis, []).append(step.formula)
        order = Order(groups)
        blocks: list[Block] = []

        def emit(needed: Iterable[Term]) -> None:
            for basis in order.needed(needed):
                blocks.extend(self.line(basis, groups[basis]))

        emit(formula for basis in groups if basis.of("goal") for formula in groups[basis])
        if branch.conflict is not None:
            end = self.basis(branch.conflict, negations(branch.conflict.literals), None)
            emit((*end.premises, *constants(*end.terms)))
            emit(formula for formulas in groups.values() for formula in formulas)
            return blocks + self.end(end)
        assert branch.split is not None
        emit(constants(branch.split))
        alone = order.used_alone([self.needs(case) for case in branch.cases])
        later = {basis for case in alone for basis in case}
        emit(formula for basis, formulas in groups.items() if basis not in later for formula in formulas)
        return blocks + self.split(branch.split, branch.cases, alone)

    def needs(self, branch: Branch) -> set[Term]:
        """Return the formulas and witnesses from above that the lines of a branch may speak of."""
        found: set[Term] = set(constants(branch.split)) if branch.split is not None else set()
        ends = [(clause, negations(clause.literals), None) for clause in branch.conflicts()]
        steps = [(s.clause, s.premises, s.formula) for s in branch.all_steps() if not self.hidden(s)]
        for clause, premises, derived in (*steps, *ends):
            basis = self.basis(clause, premises, derived)
            found.update((*basis.premises, *constants(*basis.terms, *([derived] if derived else []))))
        return found

    def split(self, atom: Term, cases: Sequence[Branch], inherited: Sequence[Groups]) -> list[Block]:
        """Return a case distinction: the shorter case is supposed and refuted, then the other one holds."""
        order = [(atom, cases[0], inherited[0]), (atom.bank.negation(atom), cases[1], inherited[1])]
        if _length(cases[1]) < _length(cases[0]):
            order.reverse()
        (formula, first, above), (denial, second, other) = order
        known, introduced = dict(self.numbers), set(self.introduced)
        inside = [*self.statement("suppose", formula), *self.branch(first, above)]
        last = self.count
        self.numbers, self.introduced = known, introduced
        then = self.statement(f"so, by ({last})", denial)
        return [Supposed(tuple(inside)), *then, *self.branch(second, other)]

    def statement(self, why: str, formula: Term) -> list[Block]:
        """Return the line that states one formula, after the introduction of what is new in it.

        What is said of a new witness is said of the formula that it is for: there is one, or there is none.
        """
        for clause in dict.fromkeys(self.declared.values()):
            exists, quantified = clause.literals[1], clause.quantified
            new = self.introduced.isdisjoint(clause.terms) and quantified is not None
            if new and formula is exists:
                verb = "are" if len(clause.terms) > 1 else "is"
                joint = " " if why == "suppose" else ", "
                self.introduced.update(clause.terms)
                return self.stated(
                    f"{why}{joint}there {verb} {self.kinds(clause.terms)} with", formula, formula
                )
            if new and formula is exists.bank.negation(exists) and quantified is not None:
                return self.stated(why, quantified, formula, quantified)
        return self.stated(why, formula, formula)

    def stated(self, why: str, said: Term, *meant: Term) -> list[Block]:
        """Return the line that says a formula, and note that it says the others with what they are made up of."""
        found: list[Block] = [*self.introductions([said])]
        self.count += 1
        for formula in meant:
            self.numbers.update(dict.fromkeys(_conjuncts(formula), self.count))
        return [*found, Line(self.count, why, (self.notation.text(said),))]

    def line(self, basis: Basis, formulas: Sequence[Term]) -> list[Block]:
        """Return the line for formulas with one basis."""
        new = [w for w in basis.introduced if w not in self.introduced]
        self.introduced.update(new)
        found: list[Block] = [*self.introductions([*basis.terms, *formulas])]
        why = self.why(basis, formulas, new)
        self.count += 1
        self.numbers.update(dict.fromkeys(formulas, self.count))
        for witness in new:
            self.numbers.setdefault(witness, self.count)
        return [*found, Line(self.count, why, tuple(self.notation.text(f) for f in formulas))]

    def end(self, basis: Basis) -> list[Block]:
        """Return the line that says that there is a contradiction."""
        found: list[Block] = [*self.introductions(basis.terms)]
        why = self.why(basis, (), ())
        self.count += 1
        return [*found, Line(self.count, why, ("a contradiction",))]

    def introductions(self, terms: Iterable[Term]) -> Iterator[Line]:
        """Yield lines for witnesses that are spoken of before something showed that there are any."""
        for witness in constants(*terms):
            if witness in self.introduced or witness not in self.found.witnesses:
                continue
            clause = self.declared.get(witness)
            new = clause.terms if clause is not None else (witness,)
            self.introduced.update(new)
            if clause is not None and clause.quantified is not None:
                yield from self.introductions([clause.quantified])
            self.count += 1
            if clause is None or clause not in self.forward:
                yield Line(self.count, f"let {self.kinds(new)} be", ("arbitrary",))
            else:
                exists = "there are any" if len(new) > 1 else "there is one"
                what = self.notation.text(clause.literals[1])
                yield Line(self.count, f"let, if {exists}, {self.kinds(new)} be with", (what,))

    def hidden(self, step: Derived) -> bool:
        """Return whether a derived formula only takes others apart, or is said by the line that uses it."""
        formula = step.formula
        inner = formula.args[0] if formula.op == "not" else formula
        if step.clause.kind == "fact" and inner.op == "forall":
            return True
        if inner.op == "=" and (inner.args[0] is inner.args[1] or self.turned(step)):
            return True
        if inner.op == "<=" and step.clause.kind == "meaning" and any(x.op == "=" for x in step.premises):
            return True
        named = self.named(formula)
        if inner.op in ("and", "or", "iff", "ite") and not named:
            disjunctive = formula.op in ("or", "iff", "ite") or (
                formula.op == "not" and inner.op in ("and", "iff", "ite")
            )
            return not (disjunctive and self.from_supposition(step))
        if step.clause.kind == "witness" and formula is step.clause.quantified:
            return False
        consumers = self.consumers.get(formula, [])
        if len(consumers) != 1 or not (inner.op == "forall" or named):
            return False
        if inner.op == "forall":
            if formula in self.hypotheses:
                return True
            supposed = self.from_supposition(step)
            if formula is inner:
                return consumers[0].kind == "instance" and not supposed
            return consumers[0].kind == "witness" and not (supposed and named)
        return consumers[0].kind == "meaning" and not self.from_supposition(step)

    @staticmethod
    def turned(step: Derived) -> bool:
        """Return whether an equation, or its denial, follows from the same with its sides exchanged."""
        if len(step.premises) != 1 or (step.formula.op == "not") != (step.premises[0].op == "not"):
            return False
        pair = [f.args[0] if f.op == "not" else f for f in (step.formula, step.premises[0])]
        return pair[1].op == "=" and pair[0].args == pair[1].args[::-1]

    def named(self, formula: Term) -> bool:
        """Return whether a formula or its negation is an instance of one of the problem's definitions."""
        folds = self.notation.folds
        return folds.match(formula) is not None or folds.match(formula.bank.negation(formula)) is not None

    def from_supposition(self, step: Derived) -> bool:
        """Return whether a formula is part of what was supposed, or of what is known of a witness."""
        while step.clause.kind == "meaning":
            earlier = [self.steps[p] for p in step.premises if p in self.steps]
            if len(earlier) != 1 or _bare(step.formula) not in map(_bare, _bare(earlier[0].formula).args):
                return False
            step = earlier[0]
        return step.clause.kind in ("goal", "witness")

    def basis(self, clause: Clause, premises: Iterable[Term], derived: Term | None) -> Basis:
        """Return what a formula follows from by a clause, seen through the formulas that are not shown."""
        sources: dict[tuple[Clause, bool], None] = {}
        shown: dict[Term, None] = {}
        todo = [(clause, tuple(premises), derived)]
        while todo:
            rule, needed, formula = todo.pop(0)
            if rule.kind != "meaning":
                inner = formula.args[0] if formula is not None and formula.op == "not" else formula
                forward = rule.kind != "witness" if inner is None else inner is not rule.quantified
                sources[rule, forward] = None
            for premise in needed:
                step = self.steps.get(premise)
                if step is not None and self.hidden(step):
                    todo.append((step.clause, step.premises, premise))
                else:
                    shown[premise] = None
        return Basis(tuple(sources), tuple(shown))

    # Words ---------------------------------------------------------------------------------------------------

    def why(self, basis: Basis, derived: Sequence[Term], new: Sequence[Term]) -> str:
        """Return why formulas follow from their basis; ``new`` are the witnesses that are introduced."""
        first = bool(basis.of("goal")) and not basis.of("instance") and not self.supposed
        self.supposed = self.supposed or first
        facts = [clause.name for clause in basis.of("fact") if clause.literals[0].op != "forall"]
        parts = [f"by {self.short.get(name, name)}" for name in facts]
        instances = [(c, forward) for c, forward in reversed(basis.sources) if c.kind == "instance"]
        parts += [self.at(clause) for clause, forward in instances if forward]
        sums, told = self.sums(basis.of("lemma"), derived)
        parts = [*dict.fromkeys(parts), *sums]
        named = {clause.quantified for clause in basis.of("instance") if clause.quantified is not None}
        told |= {p for p in basis.premises if self.numbers.get(p) in {self.numbers.get(q, 0) for q in named}}
        earlier = [p for p in basis.premises if p not in told and p not in named]
        if not named.intersection(self.hypotheses):
            earlier += [w for w in basis.introduced if w not in new]
        references = self.references(earlier)
        if references:
            parts.append(f"{'as' if parts else 'from'} {references}")
        parts += [f"with {self.values(clause)}" for clause, forward in instances if not forward]
        general = [clause for clause, forward in basis.sources if clause.kind == "witness" and not forward]
        parts += [f"as {_listed([self.notation.text(t) for t in c.terms])} may be any" for c in general]
        if new:
            parts.append(f"there {'are' if len(new) > 1 else 'is'} {self.kinds(new)} with")
        reasons = ", ".join(parts)
        return ": ".join(text for text in ("suppose not" if first else "", reasons) if text) or "clearly"

    def references(self, terms: Iterable[Term]) -> str:
        """Return the numbers of the lines that say formulas or introduce witnesses."""
        return ", ".join(f"({n})" for n in sorted({self.numbers[t] for t in terms if t in self.numbers}))

    def kinds(self, witnesses: Sequence[Term]) -> str:
        """Return "a player i and outcomes a, b" for witnesses."""
        words = []
        for sort in dict.fromkeys(t.sort for t in witnesses):
            names = [self.notation.text(t) for t in witnesses if t.sort == sort]
            kind = KINDS.get(sort, sort)
            article = "an" if kind[0] in "aeiou" else "a"
            words.append(
                f"{_plural(kind)} {_listed(names)}" if len(names) > 1 else f"{article} {kind} {names[0]}"
            )
        return _listed(words)

    def at(self, clause: Clause) -> str:
        """Return "by alg-2.run for p = (x, q_{-i})": which statement is used, and of what."""
        assert clause.quantified is not None
        where = self.values(clause)
        name = self.hypotheses.get(clause.quantified) or self.short.get(clause.name, clause.name)
        if clause.name == "goal":
            name = "what is supposed"
        if not name and clause.quantified in self.numbers:
            name = f"({self.numbers[clause.quantified]})"
        if not name:
            step = self.steps.get(clause.quantified)
            above = self.basis(step.clause, step.premises, step.formula) if step else None
            if above is not None and not above.sources and len(above.premises) == 1:
                name = self.references(above.premises)
        return f"by {name} for {where}" if name else f"there for {where}"

    def values(self, clause: Clause) -> str:
        """Return "p = (x, q_{-i}), i": what the variables of an instance stand for."""
        names = clause.quantified.names if clause.quantified is not None else ()
        pairs = []
        for k, term in enumerate(clause.terms):
            variable = names[k] if k < len(names) else LETTERS.get(term.sort, "v")[0]
            text = self.notation.text(term)
            pairs.append(text if text == variable else f"{variable} = {text}")
        return ", ".join(pairs)

    def sums(self, lemmas: Sequence[Clause], derived: Sequence[Term]) -> tuple[list[str], set[Term]]:
        """Return "adding (3) and 2 × (5)" for the lemmas that add several things, and the formulas it speaks of."""
        texts: list[str] = []
        told: set[Term] = set()
        for lemma in lemmas:
            facts = negations(lemma.literals)
            own = {k for k, literal in enumerate(lemma.literals) if literal in derived}
            terms = [(m, tuple(ps)) for m, ps in lemma.total or () if not own.issuperset(ps)]
            summands = [(m, ps) for m, ps in terms if any(facts[p].op != "=" for p in ps)]
            plain = all(len(ps) == 1 and abs(_rational(m)) == 1 for m, ps in summands)
            if own & {p for _, ps in terms for p in ps}:
                texts.append("by arithmetic")
            elif summands and (len(summands) > 1 or not plain):
                named = [p for _, ps in summands for p in ps]
                if all(facts[p] in self.numbers for p in named):
                    summands.sort(key=lambda pair: [self.numbers[facts[p]] for p in pair[1]])
                    texts.append(f"adding {_listed([self.summand(m, ps, facts) for m, ps in summands])}")
                    told.update(facts[p] for p in named)
        return texts, told

    def summand(self, multiplier: object, positions: Sequence[int], facts: Sequence[Term]) -> str:
        """Return "2 × (3) × (5)"."""
        factors = [f"({self.numbers[facts[p]]})" for p in positions]
        value = _rational(multiplier)
        if value != 1:
            factors.insert(0, str(multiplier) if value == 0 else str(abs(value)))
        return " × ".join(factors)


def _bare(formula: Term) -> Term:
    """Return a formula without its negation."""
    return formula.args[0] if formula.op == "not" else formula


def _short(names: Iterable[str]) -> dict[str, str]:
    """Return the claims' ids for imports "claim/reading/players", where that is clear."""
    full = [name for name in names if "/" in name]
    claims = [name.split("/")[0] for name in full]
    return {name: claim for name, claim in zip(full, claims, strict=True) if claims.count(claim) == 1}


def _conjuncts(formula: Term) -> Iterator[Term]:
    """Yield a formula and what it says one beside the other."""
    yield formula
    inner = _bare(formula)
    if formula.op == "and" or (formula.op == "not" and inner.op == "or"):
        parts = formula.args if formula.op == "and" else negations(inner.args)
        for part in parts:
            yield from _conjuncts(part)


def _forward(branch: Branch) -> set[Clause]:
    """Return the clauses of witnesses about which something is known that need not hold of others."""
    atoms = {_bare(branch.split)} if branch.split is not None else set()
    found = {
        s.clause for s in branch.steps if s.clause.kind == "witness" and s.formula is not s.clause.quantified
    }
    for case in branch.cases:
        found |= _forward(case)
    for clause in _clauses(branch):
        if clause.kind == "witness" and _bare(clause.literals[1]) in atoms:
            found.add(clause)
    return found


def _rational(multiplier: object) -> Fraction:
    """Return a multiplier's value; 0 if it is a term."""
    try:
        return Fraction(str(multiplier))
    except ValueError:
        return Fraction(0)


def _plural(kind: str) -> str:
    """Return what several of a kind are called.

    >>> _plural("player"), _plural("profile of functions")
    ('players', 'profiles of functions')
    """
    before, of, after = kind.partition(" of ")
    return f"{before}s{of}{after}"


def _listed(words: Sequence[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _beside(texts: Sequence[str]) -> list[str]:
    """Return texts that can be joined by "and" without being misread."""
    wide = (" if and only if ", " and ", " or ", "for every ", "there is ")
    return [
        f"({t})" if len(texts) > 1 and any(word in t or t.startswith(word) for word in wide) else t
        for t in texts
    ]


def _uses(branch: Branch) -> Iterator[tuple[Clause, tuple[Term, ...]]]:
    """Yield the clauses of a branch and its cases with what each is applied to."""
    for step in branch.all_steps():
        yield step.clause, step.premises
    for conflict in branch.conflicts():
        yield conflict, negations(conflict.literals)


def _clauses(branch: Branch) -> Iterator[Clause]:
    return (clause for clause, _ in _uses(branch))


def _witnesses(clause: Clause) -> tuple[Term, ...]:
    return clause.terms if clause.kind == "witness" else ()


def _length(branch: Branch) -> int:
    return len(list(branch.all_steps())) + 2 * len(list(branch.conflicts()))
