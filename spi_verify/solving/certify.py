"""Find certificates: from a problem to a proof that the kernel has accepted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from spi_verify.errors import Refusal
from spi_verify.kernel.checker import Checked, check, induction_cases
from spi_verify.kernel.terms import Problem, Refused, Term
from spi_verify.solving.finding import Goal, prove
from spi_verify.solving.portfolio import Budget
from spi_verify.solving.writing import Json, body
from spi_verify.theory.objects import Question
from spi_verify.theory.steps import Step

AGAIN = 0.5  # seconds for each way of proving a goal again without a step it used


def find(
    problem: Problem,
    question: Question,
    steps: Sequence[Step] = (Step("conclusion"),),
    imports: Mapping[str, Checked] = MappingProxyType({}),
    budget: Budget | None = None,
) -> Json:
    """Return a certificate for ``problem`` that the kernel accepts; Refusal with the reasons if none is found.

    ``steps`` are the goals in order, the conclusion last, each usable afterwards. ``imports`` are checked claims,
    by name, whose conclusions may be used: all read with the problem's bank.

    >>> from spi_verify.kernel.terms import read
    >>> problem = read("(define-fun conclusion () Bool (forall ((x Real)) (< x (+ x 1))))")
    >>> find(problem, Question("c", "literal", "any"))["goals"][0]["witnesses"]
    [['x', 'goal']]
    """
    facts = dict(problem.assertions) | {name: claim.conclusion for name, claim in imports.items()}
    goals = _Backward(problem, steps, facts, budget or Budget()).goals()
    return assembled(problem, question, goals, imports)


def assembled(
    problem: Problem, question: Question, goals: Sequence[Json], imports: Mapping[str, Checked]
) -> Json:
    """Return the certificate with these goals, if the kernel accepts it; Refusal if not."""
    used = {fact for goal in goals for fact in uses(goal)}
    order = list(available(imports, problem.assertions.values()))
    for name in reversed(order):
        if name in used:
            used |= _standing(imports, name, order, problem)
    certificate: Json = {
        "format": 1,
        "claim": question.claim,
        "reading": question.reading,
        "players": question.players,
        "problem": problem.digest,
        "imports": [name.split("/") for name in order if name in used],
        "goals": list(goals),
    }
    try:
        check(problem, certificate, imports)
    except Refused as refusal:
        raise Refusal(f"the kernel refuses the certificate found: {refusal}") from refusal
    return certificate


def available(imports: Mapping[str, Checked], facts: Iterable[Term]) -> dict[str, Checked]:
    """Return the imports that rest on facts, and on what those before them conclude, in such an order.

    >>> from spi_verify.kernel.terms import read
    >>> available({}, read("(define-fun conclusion () Bool true)").assertions.values())
    {}
    """
    known, found, left = set(facts), dict[str, Checked](), dict(imports)
    while ready := [name for name, claim in left.items() if known.issuperset(claim.rests_on.values())]:
        for name in ready:
            found[name] = left.pop(name)
            known.add(found[name].conclusion)
    return found


def _standing(imports: Mapping[str, Checked], name: str, order: Sequence[str], problem: Problem) -> set[str]:
    """Return the imports before one whose conclusions it rests on, and the problem does not assert."""
    rest = set(imports[name].rests_on.values()).difference(problem.assertions.values())
    earlier = order[: order.index(name)]
    return {next(other for other in earlier if imports[other].conclusion is fact) for fact in rest}


class _Backward:
    """Proves the conclusion from all steps, and then the steps that were used; a step that fails is not used."""

    def __init__(
        self, problem: Problem, steps: Sequence[Step], facts: Mapping[str, Term], budget: Budget
    ) -> None:
        self._problem, self._steps, self._facts, self._budget = problem, steps, facts, budget
        self._proved: dict[str, Json] = {}
        self._failed: dict[str, str] = {}

    def goals(self) -> list[Json]:
        """Return the goals that are needed, in order."""
        while True:
            found = self._attempt()
            if found is not None:
                return found

    def _attempt(self) -> list[Json] | None:
        """Return the goals, or None if a step that was used turned out to have no proof."""
        needed = {self._steps[-1].name}
        goals: list[Json] = []
        for k, step in reversed(list(enumerate(self._steps))):
            if step.name not in needed:
                continue
            try:
                goals.append(self._goal(step, self._steps[:k]))
            except Refusal as refusal:
                self._failed[step.name] = f"{step.name}: {refusal}"
                if not goals:
                    raise Refusal("; ".join(self._failed.values())) from refusal
                return None
            needed |= uses(goals[-1])
        return goals[::-1]

    def _goal(self, step: Step, before: Sequence[Step]) -> Json:
        known = self._proved.get(step.name)
        if known is None or uses(known) & self._failed.keys():
            earlier = {s.name: self._problem.formula(s.name) for s in before if s.name not in self._failed}
            # A second try, without a step that failed, seldom succeeds.
            seconds = self._budget.seconds if known is None else min(self._budget.seconds, AGAIN)
            allowed = replace(self._budget, seconds=seconds)
            known = goal(self._problem, step, {**self._facts, **earlier}, allowed)
            self._proved[step.name] = known
        return known


def goal(problem: Problem, step: Step, facts: Mapping[str, Term], budget: Budget) -> Json:
    """Return a certificate's goal that proves one step from facts; Refusal if no proof is found.

    >>> from spi_verify.kernel.terms import read
    >>> problem = read("(define-fun conclusion () Bool (forall ((x Real)) (< x (+ x 1))))")
    >>> goal(problem, Step("conclusion"), {}, Budget())["atoms"]
    ['(<= (+ x 1) x)']
    """
    formula = problem.formula(step.name)
    if not step.induction:
        found = prove(Goal(problem, facts, formula), step.using, budget)
        return {"goal": step.name, **body(problem, found)}
    cases = {
        constructor: body(problem, prove(Goal(problem, facts, case), step.using, budget))
        for constructor, case in induction_cases(problem, formula).items()
    }
    return {"goal": step.name, "induction": True, "cases": cases}


def uses(goal: Json) -> set[str]:
    """Return the names of the facts that a certificate's goal uses.

    >>> sorted(uses({"goal": "g", "uses": ["b", "a"]}))
    ['a', 'b']
    """
    bodies = goal["cases"].values() if "induction" in goal else [goal]
    return {fact for part in bodies for fact in part["uses"]}
