"""Non-vacuity: a scenario that meets a claim's hypotheses, so that no contradiction among them proves everything.

A proof folder names it in ``witness`` (the path of a scenario, relative to the root) or holds it as ``witness.toml``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from spi_verify.checking.check import check_claim
from spi_verify.checking.claims import claims
from spi_verify.checking.context import Context
from spi_verify.checking.readings import Reading
from spi_verify.checking.rows import Instance, Reach, Status
from spi_verify.errors import InputError, Refusal
from spi_verify.kernel.terms import read
from spi_verify.scenarios.load import load_scenario
from spi_verify.scenarios.scenario import ClaimReference, Scenario
from spi_verify.solving.questions import Solvers
from spi_verify.theory.compose import compose
from spi_verify.theory.evaluate import Evaluator
from spi_verify.theory.exhibits import Exhibits
from spi_verify.theory.objects import Question
from spi_verify.theory.registry import Theory
from spi_verify.theory.structures.build import structures

FOLDERS = ("scenarios", "counterexamples", "proofs")


def witness_file(theory: Theory, question: Question) -> str | None:
    """Return the path of a question's witness relative to the root, or None if it has none.

    Errors: InputError when ``witness`` names something else than a scenario in a shipped folder.
    """
    own = f"{question.folder}/witness.toml"
    if theory.has(own):
        return own
    if not theory.has(f"{question.folder}/witness"):
        return None
    name = theory.text(f"{question.folder}/witness").strip()
    parts = PurePosixPath(name).parts
    if not parts or parts[0] not in FOLDERS or ".." in parts or not name.endswith(".toml"):
        raise InputError(
            "not the path of a scenario",
            file=f"{question.folder}/witness",
            expected=f"a .toml below {', '.join(FOLDERS)}",
            found=repr(name),
        )
    return name


def flaw(theory: Theory, question: Question, file: str, solvers: Solvers) -> str | None:
    """Return why a scenario does not meet a question's hypotheses, or None if it does."""
    try:
        scenario = load_scenario(theory.root / file)
        if question.players not in ("any", str(scenario.game.n)):
            return f"it has {scenario.game.n} players"
        return _unmet(question, scenario, solvers, theory)
    except (InputError, Refusal) as error:
        return str(error)


def _unmet(question: Question, scenario: Scenario, solvers: Solvers, theory: Theory) -> str | None:
    """Return the first hypothesis of the claim that the scenario was not shown to meet, or None.

    The interpreter's rows decide where it knows the claim under the reading; else the problem's assertions are
    evaluated on the structure of the scenario.
    """
    known = claims().get(question.claim)
    base, *variants = question.reading.split("+")
    if known is not None and base in known.bases and set(variants) <= set(known.variants):
        return _unmet_row(check_claim(scenario, _reference(question, scenario), solvers))
    return _unmet_assertion(question, scenario, solvers, theory)


def _unmet_row(instance: Instance) -> str | None:
    if not instance.rows:
        return instance.reason
    for row in instance.rows:
        finding = row.finding
        if row.role == "hypothesis" and (
            finding.status is not Status.HOLDS or finding.reach is not Reach.ALL
        ):
            shown = " for the declared objects only" if finding.status is Status.HOLDS else ""
            return f"hypothesis {row.id} {finding.status.value}{shown}: {finding.evidence}"
    return None


def _unmet_assertion(question: Question, scenario: Scenario, solvers: Solvers, theory: Theory) -> str | None:
    problem = read(compose(theory, question).text)
    base, *variants = question.reading.split("+")
    reading = Reading(base, tuple(variants))
    context = Context(scenario, _reference(question, scenario), reading, solvers, scenario.interpreter())
    found = None
    for _, structure in structures(context):
        evaluator = Evaluator(structure)
        found = next(
            (name for name, fact in problem.assertions.items() if not evaluator.truth(fact).value), ""
        )
        if not found:
            return None
    return "it gives no structure" if found is None else f"assertion {found} is false in its structure"


def _reference(question: Question, scenario: Scenario) -> ClaimReference:
    """Return the question as the scenario asks it, else with what the scenario gives for another claim."""
    named = [r for r in scenario.claims if r.id == question.claim]
    exact = [r for r in named if r.reading == question.reading]
    for reference in (*exact, *named):
        return replace(reference, reading=question.reading)
    return ClaimReference(
        id=question.claim,
        reading=question.reading,
        profile=scenario.profile,
        renegotiation=next(iter(scenario.renegotiations.values()), None),
        at=(),
        roles={},
        parameters={},
        selection=None,
        place=f"claim {question.claim}",
    )


def candidates(question: Question, exhibits: Sequence[Exhibits]) -> list[str]:
    """Return the scenarios that may be witnesses, those that name the claim first."""
    files = {file: ids for folder in exhibits for file, ids in folder.named.items()}
    family = question.claim.split(".")[0]
    return sorted(
        files, key=lambda file: (question.claim not in files[file], family not in files[file], file)
    )
