"""Non-vacuity: a scenario that meets a claim's hypotheses, so that no contradiction among them proves everything.

A proof folder names it in ``witness`` (the path of a scenario, relative to the root) or holds it as ``witness.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from spi_verify.checking.check import check_claim
from spi_verify.checking.claims import claims
from spi_verify.checking.context import Context
from spi_verify.checking.readings import Reading
from spi_verify.checking.rows import Reach, Status
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

SUPPOSED = ("arises", "below", "plain")
"""Rows that say when the claim's own "if" applies and are no hypotheses of it: ``thm-3.meet.below`` and the like."""

FOLDERS = ("scenarios", "counterexamples", "proofs")
MOST_PROFILES, MOST_WITH_BELIEFS = 900, 300
"""Most profiles of programs of a structure on which assertions are evaluated, without and with expectations: more take
minutes."""

_RECURSIVE = (
    "beliefs",
    "everybody",
    *(f"selection/{r}" for r in ("centroid", "nash", "utilitarian", "weighted")),
)
LISTS = frozenset(f"encodings/{name}.smt2" for name in _RECURSIVE)
"""Files that define functions by recursion over lists: a finite structure in which that is true for the lists it has
can be extended to all lists."""

_NAMED = re.compile(r":named ([^\s()]+)\)")


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


def flaw(
    theory: Theory,
    question: Question,
    file: str,
    solvers: Solvers,
    load: Callable[[Path], Scenario] = load_scenario,
) -> str | None:
    """Return why a scenario does not meet a question's hypotheses, or None if it does; ``load`` reads its file."""
    try:
        scenario = load(theory.root / file)
        if question.players not in ("any", str(scenario.game.n)):
            return f"it has {scenario.game.n} players"
        return _unmet(theory, question, scenario, solvers)
    except (InputError, Refusal) as error:
        return str(error)


def _unmet(theory: Theory, question: Question, scenario: Scenario, solvers: Solvers) -> str | None:
    """Return why a scenario was not shown to meet the hypotheses of a claim, or None if it was.

    The interpreter's rows decide, where it knows the claim under the reading. If that does not settle it, and there are
    no lotteries, the problem's assertions are evaluated on the structure of the scenario. For a lemma, the rows of a
    claim that assumes all that the lemma does will do.
    """
    problems = []
    if is_checkable(question):
        problem = _unmet_row(theory, question, scenario, solvers)
        if problem is None:
            return None
        problems.append(problem)
    if scenario.feasible.model == "pure" and all(scenario.declared(i) for i in range(scenario.game.n)):
        problem = _false_assertion(theory, question, scenario, solvers)
        if problem is None:
            return None
        problems.append(problem)
    elif not problems:
        stronger = _assuming_more(theory, question)
        if stronger is not None and _unmet_row(theory, stronger, scenario, solvers) is None:
            return None
        problems.append("the interpreter does not know the claim, and the scenario gives no finite structure")
    return "; ".join(problems)


def is_checkable(question: Question) -> bool:
    """Return whether the interpreter knows a claim under a reading."""
    known = claims().get(question.claim)
    base, *variants = question.reading.split("+")
    return known is not None and base in known.bases and set(variants) <= set(known.variants)


def _assuming_more(theory: Theory, question: Question) -> Question | None:
    """Return a question that the interpreter knows and that assumes all that this one does, or None."""
    needed = _assuming_files(theory, question)
    found = (
        (len(files), other.name, other)
        for other in theory.questions()
        if other.players == question.players and is_checkable(other)
        for files in [_assuming_files(theory, other)]
        if needed <= files
    )
    return min(found, default=(0, "", None))[2]


def _assuming_files(theory: Theory, question: Question) -> frozenset[str]:
    """Return the files of a question that assert something."""
    names = compose(theory, question).files
    return frozenset(name for name in names if ":named" in theory.text(name) and name != "encodings/ask.smt2")


def _unmet_row(theory: Theory, question: Question, scenario: Scenario, solvers: Solvers) -> str | None:
    """Return the first hypothesis that does not hold; what the claim's own "if" says is none.

    That it holds for the declared programs and functions is enough: in some structure there are no others. Unless the
    claim asks that certain programs can be written.
    """
    instance = check_claim(scenario, reference(question, scenario), solvers)
    if not instance.rows:
        return instance.reason
    base = question.reading.split("+")[0]
    closed = f"encodings/{base}/programs.smt2" in compose(theory, question).files
    for row in instance.rows:
        finding = row.finding
        if row.role == "conclusion" or row.id in [f"{question.claim}.{part}" for part in SUPPOSED]:
            continue
        if finding.status is not Status.HOLDS or (closed and finding.reach is not Reach.ALL):
            shown = " for the declared objects only" if finding.status is Status.HOLDS else ""
            return f"hypothesis {row.id} {finding.status.value}{shown}: {finding.evidence}"
    return None


def _false_assertion(theory: Theory, question: Question, scenario: Scenario, solvers: Solvers) -> str | None:
    """Return the first assertion that is not surely true in any structure of the scenario, or None."""
    composed = compose(theory, question)
    problem = read(composed.text)
    recursive = {
        name for file in composed.files if file in LISTS for name in _NAMED.findall(theory.text(file))
    }
    base, *variants = question.reading.split("+")
    reading = Reading(base, tuple(variants))
    context = Context(scenario, reference(question, scenario), reading, solvers, scenario.interpreter())
    found = "it gives no structure"
    try:
        for _, structure in structures(context):
            most = MOST_WITH_BELIEFS if "Belief" in problem.sorts else MOST_PROFILES
            if len(structure.domain("Profile")) > most:
                return f"it has more than {most} profiles to evaluate the hypotheses on"
            evaluator = Evaluator(structure)
            truths = ((name, evaluator.truth(fact)) for name, fact in problem.assertions.items())
            bad = ((n, t) for n, t in truths if not t.value or not (t.exact or n in recursive))
            name, truth = next(bad, ("", None))
            if truth is None:
                return None
            found = f"assertion {name} is {truth}"
    except (InputError, Refusal) as error:
        return str(error)
    return found


def reference(question: Question, scenario: Scenario) -> ClaimReference:
    """Return the question as the scenario asks it, else with what the scenario gives for another claim."""
    named = [r for r in scenario.claims if r.id == question.claim]
    base = question.reading.split("+")[0]
    named.sort(key=lambda r: (r.reading != question.reading, r.reading.split("+")[0] != base))
    if named:
        return replace(named[0], reading=question.reading)
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
    """Return the scenarios that may be witnesses: those that name the claim first, then those of its family; short ones
    before long ones."""
    files = {file: (ids, folder.root / file) for folder in exhibits for file, ids in folder.named.items()}
    family = question.claim.split(".")[0]

    def order(file: str) -> tuple[bool, bool, int, str]:
        ids, path = files[file]
        return (
            question.claim not in ids,
            not any(id_.split(".")[0] == family for id_ in ids),
            path.stat().st_size,
            file,
        )

    return sorted(files, key=order)
