"""Which of the assertions that a proof rests on it really needs: minimal by removal, as far as can be found out."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

from spi_verify.errors import Refusal
from spi_verify.kernel.checker import Checked, check
from spi_verify.kernel.terms import Problem, Term, subterms
from spi_verify.solving.certify import assembled, available, goal, uses
from spi_verify.solving.instances import pieces
from spi_verify.solving.portfolio import Budget, Way, decide
from spi_verify.solving.writing import Json
from spi_verify.theory.objects import Question
from spi_verify.theory.steps import Step

Need = Literal["needed", "not needed", "unknown"]
NEAREST = 2  # other facts that are tried in the place of one that is taken away, each alone
FINITE = (
    Way("cvc5", {"finite-model-find": "true"}),
    Way("z3"),
    Way("cvc5", {"mbqi": "true"}),
)
"""Ways of solving that may find a model."""


@dataclass(frozen=True)
class Hypothesis:
    """What is known of one assertion.

    ``need`` is "not needed" if the claim is proved without it, "needed" if a model of all the others was found
    in which the conclusion fails, and accepted by the caller\'s check; ``model`` is a solver\'s text of such a
    model, accepted or not; ``reason`` says what was tried.
    """

    need: Need
    reason: str
    model: str = ""


@dataclass(frozen=True)
class Minimal:
    """A certificate that rests on no assertion found to be superfluous, and what is known of each assertion."""

    certificate: Json
    hypotheses: Mapping[str, Hypothesis]


def minimal_hypotheses(
    problem: Problem,
    text: str,
    certificate: Json,
    steps: Sequence[Step] = (Step("conclusion"),),
    imports: Mapping[str, Checked] = MappingProxyType({}),
    budget: Budget | None = None,
    verify_model: Callable[[str, str], bool] = lambda name, model: False,
) -> Minimal:
    """Return what is known of each assertion that ``certificate`` rests on, and a certificate without the superfluous.

    Every assertion in turn is taken away, and the goals that use it are proved from the rest, if that can be done
    within ``budget`` (for each goal). ``verify_model(name, model)`` says whether a solver's model is one, of the
    ``text`` with the rest for its assertions: no solver is believed.

    >>> from spi_verify.kernel.terms import read
    >>> from spi_verify.solving.certify import find
    >>> text = \'\'\'(declare-const a Real) (assert (! (< a 1) :named one)) (assert (! (< a 2) :named two))
    ...   (define-fun conclusion () Bool (< a 3))\'\'\'
    >>> problem = read(text)
    >>> certificate = find(problem, Question("c", "literal", "any"))
    >>> found = minimal_hypotheses(problem, text, certificate, verify_model=lambda name, model: True)
    >>> {name: hypothesis.need for name, hypothesis in found.hypotheses.items()}
    {'two': 'needed'}
    """
    allowed = budget or Budget(seconds=1.0)
    removal = Removal(problem, steps, imports, allowed)
    found: dict[str, Hypothesis] = {}
    rest = set(check(problem, certificate, imports).rests_on)
    for name in [name for name in problem.assertions if name in rest]:
        if name not in rest:
            found[name] = Hypothesis("not needed", "a proof without another assertion does without it too")
            continue
        try:
            certificate = removal.proof(certificate, rest - {name})
        except Refusal as refusal:
            found[name] = _modelled(text, name, rest - {name}, str(refusal), allowed, verify_model)
        else:
            found[name] = Hypothesis("not needed", "proved without it")
            rest = set(check(problem, certificate, imports).rests_on)
    return Minimal(certificate, found)


@dataclass(frozen=True)
class Removal:
    """Proves a certificate's goals from fewer assertions; goals that use no other are kept as they are."""

    problem: Problem
    steps: Sequence[Step]
    imports: Mapping[str, Checked]
    budget: Budget

    def proof(self, certificate: Json, rest: Collection[str]) -> Json:
        """Return a certificate that rests on assertions named in ``rest`` only; Refusal if none is found."""
        assertions = self.problem.assertions
        facts = {name: assertions[name] for name in assertions if name in rest}
        for name, claim in available(self.imports, list(facts.values())).items():
            facts[name] = claim.conclusion
        plans = {step.name: step for step in self.steps}
        goals = []
        for old in certificate["goals"]:
            name = old["goal"]
            hints = tuple(sorted(uses(old) & facts.keys()))
            intact = len(hints) == len(uses(old))
            step = Step(name, "", hints, plans[name].induction)
            goals.append(old if intact else self._anew(step, facts, uses(old) - facts.keys()))
            facts[name] = self.problem.formula(name)
        question = Question(certificate["claim"], certificate["reading"], certificate["players"])
        return assembled(self.problem, question, goals, self.imports)

    def _anew(self, step: Step, facts: Mapping[str, Term], lost: Collection[str]) -> Json:
        """Return a goal proved without the facts ``lost``; what speaks of the same things may say the same of them."""
        known = {
            **self.problem.assertions,
            **{name: claim.conclusion for name, claim in self.imports.items()},
        }
        spoken = symbols([known[name] for name in lost if name in known])
        others = [name for name in facts if name not in step.using]
        others.sort(key=lambda name: -_alike(spoken, symbols([facts[name]])))
        for other in others[:NEAREST] if spoken else ():
            near = {name: facts[name] for name in (*step.using, other)}
            with suppress(Refusal):
                return goal(self.problem, replace(step, using=tuple(near)), near, self.budget)
        return goal(self.problem, step, facts, self.budget)


def symbols(formulas: Sequence[Term]) -> set[str]:
    """Return the names of the functions and constants in formulas.

    >>> from spi_verify.kernel.terms import read
    >>> problem = read("(declare-fun p (Real) Bool) (define-fun conclusion () Bool (forall ((x Real)) (p x)))")
    >>> symbols([problem.conclusion])
    {'p'}
    """
    return {part.data for part in subterms(formulas, set(), True) if part.op == "app"}


def _alike(one: set[str], two: set[str]) -> float:
    """Return which share of the symbols of either stand in both."""
    return len(one & two) / max(1, len(one | two))


def _modelled(
    text: str,
    name: str,
    rest: Collection[str],
    reason: str,
    budget: Budget,
    verify_model: Callable[[str, str], bool],
) -> Hypothesis:
    """Look for a model of ``rest`` in which the conclusion fails."""
    decision = decide(restricted(text, rest), budget, FINITE, "model")
    if decision.status != "sat":
        return Hypothesis("unknown", reason)
    model = decision.values.get("model", "")
    if verify_model(name, model):
        return Hypothesis("needed", f"a model of the others, found by {decision.by}, was checked", model)
    return Hypothesis("unknown", f"a model of the others, found by {decision.by}, was not checked", model)


def restricted(text: str, kept: Collection[str]) -> str:
    """Return a problem's text with no other assertions than those named in ``kept``, and its negated conclusion.

    >>> restricted("(assert (! p :named a)) (assert (! q :named b)) (check-sat) ; so", ["b"]).split(" ", 1)
    ['(assert', '(! q :named b))\\n(check-sat)']
    """
    bare = re.sub(r'("[^"]*")|;[^\n]*', r"\1", text)
    commands = []
    for command in pieces(bare):
        named = re.search(r":named\s+([^\s()]+)\s*\)\s*\)$", command)
        if named is None or named[1] in kept or named[1] == "negated-conclusion":
            commands.append(command)
    return "\n".join(commands)
