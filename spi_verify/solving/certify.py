"""Find certificates: from a problem to a proof that the kernel has accepted."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from spi_verify.errors import Refusal
from spi_verify.kernel.checker import Checked, check, induction_cases
from spi_verify.kernel.terms import Problem, Refused, Term
from spi_verify.solving.finding import Goal, prove
from spi_verify.solving.portfolio import Budget
from spi_verify.solving.writing import Json, body


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
    steps: Sequence[str] = (),
    imports: Mapping[str, Checked] = MappingProxyType({}),
    by_induction: Collection[str] = (),
    budget: Budget | None = None,
) -> Json:
    """Return a certificate for ``problem`` that the kernel accepts; Refusal with the reasons if none is found.

    ``steps`` are Bool definitions to prove first, in order, each usable afterwards; goals named in
    ``by_induction`` are proved that way. ``imports`` are checked claims, by name, whose conclusions may be used:
    all read with the problem's bank.

    >>> from spi_verify.kernel.terms import read
    >>> problem = read("(define-fun conclusion () Bool (forall ((x Real)) (< x (+ x 1))))")
    >>> find(problem, Head("c", "literal", "any"))["goals"][0]["witnesses"]
    [['x', 'goal']]
    """
    facts = dict(problem.assertions) | {name: claim.conclusion for name, claim in imports.items()}
    goals = []
    for name in [*steps, "conclusion"]:
        goals.append(_goal(problem, name, facts, name in by_induction, budget or Budget()))
        facts[name] = problem.formula(name)
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


def _goal(problem: Problem, name: str, facts: Mapping[str, Term], induction: bool, budget: Budget) -> Json:
    formula = problem.formula(name)
    try:
        if not induction:
            return {"goal": name, **body(problem, prove(Goal(problem, facts, formula), budget))}
        cases = induction_cases(problem, formula)
        proofs = {case: body(problem, prove(Goal(problem, facts, f), budget)) for case, f in cases.items()}
        return {"goal": name, "induction": True, "cases": proofs}
    except Refusal as refusal:
        raise Refusal(f"{name}: {refusal}") from refusal


def _uses(goal: Json) -> set[str]:
    bodies = goal["cases"].values() if "induction" in goal else [goal]
    return {fact for part in bodies for fact in part["uses"]}
