"""Explains certificates: a numbered argument in the paper's terms, as data that any report can lay out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from spi_verify.kernel.checker import Checked, induction_cases
from spi_verify.kernel.terms import Problem, Term
from spi_verify.theory.argument import Argument, argument, negations
from spi_verify.theory.certificates import Certificates, Replayed
from spi_verify.theory.compose import compose
from spi_verify.theory.lines import Block, lines
from spi_verify.theory.notation import Notation, constants, fresh
from spi_verify.theory.objects import Question
from spi_verify.theory.steps import Step, plan
from spi_verify.theory.vocabulary import LEGEND

SHORT = {"replace": "Q", "agreement": "I"}
"""What is abbreviated where it occurs often, and the letters for it: profiles first, as they occur in the sets."""

OFTEN, LONG = 4, 10
"""How often a term must be written, and how many characters it must have, to be abbreviated."""


@dataclass(frozen=True)
class Used:
    """Something that an argument uses: its name, the node that it belongs to, in words, as a formula."""

    name: str
    node: str
    words: str
    formula: str


@dataclass(frozen=True)
class Part:
    """The argument for one goal, or for one case of its induction (``case`` says which; "" if there is none).

    ``short`` says what abbreviations in its lines stand for.
    """

    name: str
    case: str
    words: str
    short: tuple[str, ...]
    formula: str
    uses: tuple[Used, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Explanation:
    """A certificate's argument: lemma steps in order, then the claim, and what the notation means."""

    question: Question
    says: str
    legend: tuple[str, ...]
    parts: tuple[Part, ...]


def explain(certificates: Certificates, question: Question, replayed: Replayed) -> Explanation:
    """Return the explanation of a question's certificate, which the kernel has accepted.

    The argument is the certificate's own: by refutation, from assumptions and definitions, lemma by lemma.
    """
    assert replayed.checked is not None
    imports = {}
    for entry in replayed.certificate["imports"]:
        checked = certificates.replay("/".join(entry)).checked
        assert checked is not None  # or the kernel had refused
        imports["/".join(entry)] = checked
    return _Explainer(certificates, question, replayed.checked.problem, imports).explain(replayed.certificate)


@dataclass
class _Explainer:
    certificates: Certificates
    question: Question
    problem: Problem
    imports: Mapping[str, Checked]
    symbols: set[str] = field(default_factory=set)

    def explain(self, certificate: Mapping[str, Any]) -> Explanation:
        """Return the explanation of a certificate for the problem."""
        theory = self.certificates.theory
        steps = {step.name: step for step in plan(theory, self.question).steps}
        about = self._about(steps)
        facts = dict(self.problem.assertions)
        facts |= {name: claim.conclusion for name, claim in self.imports.items()}
        parts: list[Part] = []
        for goal in certificate["goals"]:
            name = goal["goal"]
            words = steps[name].says if name in steps else ""
            for case, statement, body in _bodies(self.problem, goal):
                found = argument(self.problem, statement, body, facts, case)
                parts.append(self._part(name, words, found, about))
            facts[name] = self.problem.formula(name)
        legend = dict.fromkeys(text for symbol, text in LEGEND.items() if symbol in self.symbols)
        return Explanation(self.question, theory.claim(self.question.claim).says, tuple(legend), tuple(parts))

    def _about(self, steps: Mapping[str, Step]) -> dict[str, tuple[str, str]]:
        """Return, by the name of a fact, the node that it belongs to and what that says in words."""
        theory = self.certificates.theory
        found = {name: ("shown above", step.says) for name, step in steps.items()}
        for name in self.imports:
            found[name] = ("a claim of its own", theory.claim(name.split("/")[0]).says)
        for file in compose(theory, self.question).files:
            node, says = self.question.claim, ""
            if file.startswith("encodings/"):
                header = theory.node(file.removeprefix("encodings/"))
                node, says = header.node, header.says
            found.update((name, (node, says)) for name in theory.asserted(file))
        return found

    def _part(self, name: str, words: str, found: Argument, about: Mapping[str, tuple[str, str]]) -> Part:
        plain = Notation(self.problem)
        names = self._names(_spoken_of(found))
        notation = Notation(self.problem, names)
        blocks = lines(notation, found, _hypotheses(found))
        written = []
        for symbol, letter in SHORT.items():
            taken = {*names.values(), *self.problem.functions}
            longest = _often(notation, symbol, letter, taken)
            if longest:
                written += [f"{short} is {notation.text(term)}" for term, short in longest.items()]
                notation = Notation(self.problem, names, {**notation.short, **longest})
                blocks = lines(notation, found, _hypotheses(found))
        uses = tuple(
            Used(fact, *about[fact], plain.unfolded(formula)) for fact, formula in found.facts.items()
        )
        part = Part(
            name, found.case, words, tuple(written), plain.unfolded(self.problem.formula(name)), uses, blocks
        )
        self.symbols |= notation.used | plain.used
        return part

    def _names(self, witnesses: Sequence[Term]) -> dict[str, str]:
        """Return names for witnesses: letters of their sorts, where the certificate numbers them."""
        taken = {name for name, (sorts, _) in self.problem.functions.items() if not sorts}
        found: dict[str, str] = {}
        for witness in witnesses:
            stem = re.sub(r"[0-9]+$", "", str(witness.data))
            found[str(witness.data)] = fresh(stem, witness.sort, taken)
            taken.add(found[str(witness.data)])
        return found


def _bodies(problem: Problem, goal: Mapping[str, Any]) -> Iterator[tuple[str, Term, Mapping[str, Any]]]:
    """Yield the case, the formula to prove and the body, for each body of a goal: one, or one per case of induction."""
    formula = problem.formula(goal["goal"])
    if "induction" not in goal:
        yield "", formula, goal
        return
    cases = induction_cases(problem, formula)
    for constructor, body in goal["cases"].items():
        yield constructor, cases[constructor], body


def _spoken_of(found: Argument) -> list[Term]:
    """Return the witnesses that occur in an argument, in the order of its steps, then the others."""
    formulas = [step.formula for step in found.branch.all_steps()]
    occurring = [constant for constant in constants(*formulas) if constant in found.witnesses]
    return list(dict.fromkeys((*occurring, *found.witnesses)))


def _often(notation: Notation, symbol: str, letter: str, taken: set[str]) -> dict[Term, str]:
    """Return abbreviations for the long applications of a symbol that were written often, by their text."""
    often = (
        t for t, count in notation.written.items() if count >= OFTEN and t.op == "app" and t.data == symbol
    )
    texts = {term: text for term in often if len(text := notation.text(term)) >= LONG}
    found: dict[Term, str] = {}
    for term in sorted(texts, key=texts.__getitem__):
        while letter in taken:
            letter += "′"
        taken.add(letter)
        found[term] = letter
    return found


def _hypotheses(found: Argument) -> dict[Term, str]:
    """Return the induction hypotheses of a case, by formula: what the witnesses of its goal are supposed to meet."""
    if not found.case:
        return {}
    clauses = [step.clause for step in found.branch.all_steps()]
    goals = [c for c in clauses if c.kind == "witness" and c.quantified is found.goal]
    denied = [negations(c.literals)[1] for c in goals]  # P[w], an implication if there is a hypothesis
    return {
        part: "the induction hypothesis"
        for formula in denied
        if formula.op == "or"
        for part in negations(formula.args[:-1])
    }
