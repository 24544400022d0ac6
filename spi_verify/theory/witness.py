"""Non-vacuity: a scenario that meets a claim's hypotheses, so that no contradiction among them proves everything.

A proof folder names it in ``witness`` (the path of a scenario, relative to the root) or holds it as ``witness.toml``.
For what is laid over the shipped theory, ``counterexample`` names a scenario in which its text is false.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path, PurePosixPath

from spi_verify.checking.check import check_claim
from spi_verify.checking.claims import claims
from spi_verify.checking.rows import Reach, Status
from spi_verify.errors import InputError, Refusal
from spi_verify.scenarios.load import load_scenario
from spi_verify.scenarios.scenario import Scenario
from spi_verify.solving.questions import Solvers
from spi_verify.theory.compose import compose
from spi_verify.theory.evaluated import false_assertion, is_finite, reference
from spi_verify.theory.exhibits import Exhibits
from spi_verify.theory.objects import Question
from spi_verify.theory.registry import Theory

SUPPOSED = ("arises", "below", "plain")
"""Rows that say when the claim's own "if" applies and are no hypotheses of it: ``thm-3.meet.below`` and the like."""

FOLDERS = ("scenarios", "counterexamples", "proofs")


def witness_file(theory: Theory, question: Question) -> str | None:
    """Return the path of a question's witness relative to the root, or None if it has none.

    Errors: InputError when ``witness`` names something else than a scenario in a shipped folder.
    """
    own = f"{question.folder}/witness.toml"
    return own if theory.has(own) else noted_file(theory, question, "witness")


def noted_file(theory: Theory, question: Question, note: str) -> str | None:
    """Return the path of the scenario that a note in a question's proof folder names, or None if it has no such note.

    Errors: InputError when it names something else than a scenario in a shipped folder.
    """
    if not theory.has(f"{question.folder}/{note}"):
        return None
    name = theory.text(f"{question.folder}/{note}").strip()
    parts = PurePosixPath(name).parts
    if not parts or parts[0] not in FOLDERS or ".." in parts or not name.endswith(".toml"):
        raise InputError(
            "not the path of a scenario",
            file=f"{question.folder}/{note}",
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
    """Return why a scenario does not meet a question's hypotheses, or None if it does; ``load`` reads its file.

    The interpreter's rows count only where every file of the question is the shipped one: it knows no other.
    """
    try:
        scenario = load(theory.path(file))
        if question.players not in ("any", str(scenario.game.n)):
            return f"it has {scenario.game.n} players"
        if is_own(theory, question):
            if not is_finite(scenario):
                return "it gives no finite structure"
            return false_assertion(theory, question, scenario, solvers)
        return _unmet(theory, question, scenario, solvers)
    except (InputError, Refusal) as error:
        return str(error)


def is_own(theory: Theory, question: Question) -> bool:
    """Return whether something that a question says is laid over the shipped theory: then only its text counts."""
    return bool(theory.laid_over(compose(theory, question).files))


def own_assertions(theory: Theory, question: Question) -> frozenset[str]:
    """Return the names of a question's assertions that stand in files laid over the shipped theory."""
    files = theory.laid_over(compose(theory, question).files)
    return frozenset(name for file in files for name in theory.asserted(file))


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
    if is_finite(scenario):
        problem = false_assertion(theory, question, scenario, solvers)
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


def candidates(question: Question, exhibits: Sequence[Exhibits]) -> list[str]:
    """Return the scenarios that may be witnesses: those that name the claim first, then those of its family; short ones
    before long ones."""
    files = {
        file: (ids, folder.theory.path(file)) for folder in exhibits for file, ids in folder.named.items()
    }
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
