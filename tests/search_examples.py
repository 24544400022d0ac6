"""Questions on a scope, and the first scenario that there is of them."""

from __future__ import annotations

from math import inf

from spi_verify.paths import root
from spi_verify.search.decode import decoded
from spi_verify.search.draft import Draft
from spi_verify.search.grounding import Grounded, ground, problem_of
from spi_verify.search.logic import Script
from spi_verify.search.scope import Scope
from spi_verify.search.session import Limits, Session
from spi_verify.theory.registry import Theory
from tests.effort import ENOUGH

THEORY = Theory(root())
PATIENT = Limits(seconds=ENOUGH, patience=inf)
"""z3 alone answers: which of the models there are would else depend on which solver is the first to have one."""


def grounded(name: str, scope: Scope) -> Grounded:
    """The question with a name, as formulas on a scope."""
    question = THEORY.question(name)
    return ground(problem_of(THEORY, question), question, scope)


def first_in(name: str, scope: Scope) -> Draft | None:
    """The first model's scenario, if there is one."""
    found = grounded(name, scope)
    with Session(PATIENT) as session:
        session.add(Script().assertions(found.parts))
        answer = session.ask()
    assert answer.status in ("sat", "unsat")
    return decoded(found, answer.values) if answer.status == "sat" else None
