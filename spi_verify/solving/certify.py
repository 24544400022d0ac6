"""Find certificates: from a problem to a proof that the kernel has accepted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from spi_verify.errors import Refusal
from spi_verify.kernel.checker import Checked, check, induction_cases
from spi_verify.kernel.terms import Problem, Refused, Term
from spi_verify.solving.finding import Goal, prove
from spi_verify.solving.portfolio import Budget
from spi_verify.solving.writing import Json, body
from spi_verify.theory.steps import Step


@dataclass(frozen=True)
class Head:
    """Which claim a certificate is for.

    >>> Head("thm-3.1", "published", "any").name
    'thm-3.1/published/any'
    """

    claim: str
    reading: str
    players: str

    @property
    def name(self) -> str:
        """The claim's name in imports."""
        return f"{self.claim}/{self.reading}/{self.players}"


def find(
    problem: Problem,
    head: Head,
    steps: Sequence[Step] = (Step("conclusion"),),
    imports: Mapping[str, Checked] = MappingProxyType({}),
    budget: Budget | None = None,
) -> Json:
    """Return a certificate for ``problem`` that the kernel accepts; Refusal with the reasons if none is found.

    ``steps`` are the goals in order, the conclusion last, each usable afterwards. ``imports`` are checked claims,
    by name, whose conclusions may be used: all read with the problem's bank.

    >>> from spi_verify.kernel.terms import read
    >>> problem = read("(define-fun conclusion () Bool (forall ((x Real)) (< x (+ x 1))))")
    >>> find(problem, Head("c", "literal", "any"))["goals"][0]["witnesses"]
    [['x', 'goal']]
    """
    facts = dict(problem.assertions) | {name: claim.conclusion for name, claim in imports.items()}
    goals = []
    for step in steps:
        goals.append(_goal(problem, step, facts, budget or Budget()))
        facts[step.name] = problem.formula(step.name)
    goals = _reached(goals)
    used = {fact for goal in goals for fact in _uses(goal)}
    certificate: Json = {
        "format": 1,
        "claim": head.claim,
        "reading": head.reading,
        "players": head.players,
        "problem": problem.digest,
        "imports": [name.split("/") for name in imports if name in used],
        "goals": goals,
    }
    try:
        check(problem, certificate, imports)
    except Refused as refusal:
        raise Refusal(f"the kernel refuses the certificate found: {refusal}") from refusal
    return certificate


def _goal(problem: Problem, step: Step, facts: Mapping[str, Term], budget: Budget) -> Json:
    formula = problem.formula(step.name)
    try:
        if not step.induction:
            return {"goal": step.name, **_body(Goal(problem, facts, formula), step, budget)}
        cases = {
            constructor: _body(Goal(problem, facts, case), step, budget)
            for constructor, case in induction_cases(problem, formula).items()
        }
        return {"goal": step.name, "induction": True, "cases": cases}
    except Refusal as refusal:
        raise Refusal(f"{step.name}: {refusal}") from refusal


def _body(goal: Goal, step: Step, budget: Budget) -> Json:
    return body(goal.problem, prove(goal, step.using, budget))


def _reached(goals: Sequence[Json]) -> list[Json]:
    """Return the goals that the last one rests on, in the same order."""
    reached: set[str] = {goals[-1]["goal"]}
    kept = []
    for goal in reversed(goals):
        if goal["goal"] in reached:
            reached |= _uses(goal)
            kept.append(goal)
    return kept[::-1]


def _uses(goal: Json) -> set[str]:
    bodies = goal["cases"].values() if "induction" in goal else [goal]
    return {fact for part in bodies for fact in part["uses"]}
