"""What a proved claim needs: hypothesis by hypothesis, a proof that does without it or a game that breaks the rest.

``ablation.json`` in a proof folder says where the evidence is. Nothing it says is believed: proofs go through the
kernel, games through the interpreter, each time the table is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Literal

from spi_verify.checking.ablation import ablated
from spi_verify.checking.rows import Instance, Verdict
from spi_verify.errors import InputError, Refusal
from spi_verify.kernel.checker import Checked, check
from spi_verify.kernel.shapes import parse
from spi_verify.kernel.terms import Refused, read, refusing, require
from spi_verify.theory.certificates import Certificates
from spi_verify.theory.evaluated import unbroken as unbroken_text
from spi_verify.theory.hypotheses import Hypothesis, hypotheses
from spi_verify.theory.objects import Question
from spi_verify.theory.registry import Theory
from spi_verify.theory.witness import is_checkable, is_own

if TYPE_CHECKING:
    from spi_verify.theory.evidence import Evidence

FILE = "ablation.json"
FOLDERS = ("counterexamples", "scenarios")
BREAKS = "this game meets all others, and the conclusion fails"
FALSE = "in a finite structure of this game all other assertions hold, and the conclusion fails"
Need = Literal["needed", "not needed", "unknown"]


@dataclass(frozen=True)
class Row:
    """One hypothesis of a claim: whether it is needed, why, and the path of the evidence relative to the root.

    ``need`` is "needed" if the evidence is a scenario that meets all other hypotheses and breaks the conclusion; "not
    needed" if it is a certificate that proves the claim without; else "unknown", with what was tried in ``reason``.
    """

    hypothesis: Hypothesis
    need: Need
    reason: str
    evidence: str | None = None


def table(evidence: Evidence, question: Question) -> tuple[Row, ...]:
    """Return a row for each hypothesis of a proved question, from the stored evidence; none if it is not proved.

    Errors: InputError for a question that the theory does not ask.

    >>> from spi_verify.paths import root
    >>> from spi_verify.theory.evidence import Evidence
    >>> from spi_verify.theory.registry import Theory
    >>> from spi_verify.theory.unaided import Unaided
    >>> with Unaided() as session:
    ...     rows = table(Evidence(Theory(root()), session), Question("prop-1.improves", "literal", "any"))
    >>> [row.hypothesis.id for row in rows]
    ['prop-1.function']
    """
    if not evidence.certificates.exists(question):
        return ()
    replayed = evidence.certificates.replay(question.name)
    if replayed.checked is None:
        return ()
    known = recorded(evidence.certificates, question)
    return tuple(
        _row(evidence, question, hypothesis, replayed.checked, known.get(hypothesis.id, {}))
        for hypothesis in hypotheses(evidence.theory, question)
    )


def recorded(certificates: Certificates, question: Question) -> Mapping[str, Mapping[str, Any]]:
    """Return what is stored on each hypothesis of a question, by its id.

    What was tried in vain with another text of the problem is left out; evidence is checked whatever it was found with.
    """
    path = f"{question.folder}/{FILE}"
    if not (certificates.theory.root / path).is_file():
        return {}
    try:
        stored = parse(certificates.replayer.text(path))
    except Refused:
        return {}
    found = stored.get("hypotheses") if isinstance(stored, dict) else None
    entries = found.items() if isinstance(found, dict) else ()
    current = bool(certificates.record(question, FILE))
    return {id_: e for id_, e in entries if isinstance(e, dict) and (current or e.get("need") != "unknown")}


def _row(
    evidence: Evidence, question: Question, hypothesis: Hypothesis, checked: Checked, entry: Mapping[str, Any]
) -> Row:
    if not checked.rests_on.keys() & set(hypothesis.assertions):
        path = f"{question.folder}/certificate.json"
        return Row(hypothesis, "not needed", "the certificate does not use it", path)
    problem = ""
    match entry:
        case {"need": "needed", "counterexample": str(path)}:
            flaw = shown_needed(evidence, question, hypothesis, path)
            if flaw is None:
                return Row(hypothesis, "needed", breaks(evidence, question, hypothesis, path), path)
            problem = f"{path}: {flaw}"
        case {"need": "not needed", "certificate": str(path)}:
            flaw = shown_superfluous(evidence.certificates, question, hypothesis, path)
            if flaw is None:
                return Row(hypothesis, "not needed", "proved without it", path)
            problem = f"{path}: {flaw}"
        case {"tried": str(tried)}:
            problem = tried
    return Row(hypothesis, "unknown", problem or "neither a proof nor a game was looked for")


def has_rows(theory: Theory, question: Question, hypothesis: Hypothesis) -> bool:
    """Return whether the interpreter has a row for the hypothesis when it checks the claim.

    Of what is laid over the shipped theory it knows nothing.
    """
    return is_checkable(question) and bool(hypothesis.rows) and not is_own(theory, question)


def breaks(evidence: Evidence, question: Question, hypothesis: Hypothesis, file: str) -> str:
    """Return what a scenario shows that shows the hypothesis to be needed."""
    return BREAKS if _not_by_rows(evidence, question, hypothesis, file) is None else FALSE


def shown_needed(evidence: Evidence, question: Question, hypothesis: Hypothesis, file: str) -> str | None:
    """Return why the scenario in a file does not show that the hypothesis is needed, or None if it does.

    It does if the interpreter finds that the hypothesis fails, all others hold and the conclusion fails; or, for a
    hypothesis that a variant adds, that the reading without the variant is refuted. Where the interpreter has no row
    for the hypothesis, or the scenario asks about this very claim and its rows do not show it, the question's text is
    evaluated on the structures of the scenario: there are the programs in it, and no others that could be written.
    """
    parts = PurePosixPath(file).parts
    if not parts or parts[0] not in FOLDERS or ".." in parts or not file.endswith(".toml"):
        return f"not the path of a scenario below {' or '.join(FOLDERS)}"
    by_rows = _not_by_rows(evidence, question, hypothesis, file)
    checked = has_rows(evidence.theory, question, hypothesis)
    if by_rows is None or (checked and not _asks(evidence, file, question.claim)):
        return by_rows
    by_text = false_without(evidence, question, hypothesis, file)
    return by_text and "; ".join(problem for problem in (by_rows, by_text) if problem)


def _asks(evidence: Evidence, file: str, claim: str) -> bool:
    folders = (evidence.counterexamples, evidence.scenarios)
    return any(claim in folder.named.get(file, ()) for folder in folders)


def _not_by_rows(evidence: Evidence, question: Question, hypothesis: Hypothesis, file: str) -> str | None:
    """Return why the rows of checks on a scenario do not show that the hypothesis is needed, or None; "": no rows."""
    if not has_rows(evidence.theory, question, hypothesis):
        return ""
    asked = [question]
    if hypothesis.weaker is not None:
        asked.append(replace(question, reading=hypothesis.weaker))
    problems = [
        _unshown(evidence, q, hypothesis, file)
        if is_checkable(q)
        else "the interpreter does not know the reading"
        for q in asked
    ]
    return None if None in problems else "; ".join(dict.fromkeys(p for p in problems if p is not None))


def false_without(evidence: Evidence, question: Question, hypothesis: Hypothesis, file: str) -> str | None:
    """Return why a question's text, without a hypothesis, is not false in a structure of a scenario, or None if it is.

    All other assertions have to be true there, and the hypothesis false.
    """
    try:
        return unbroken_text(
            evidence.theory, question, file, evidence.solvers, evidence.load, hypothesis.assertions
        )
    except ImportError as error:
        return str(error)


def _unshown(evidence: Evidence, question: Question, hypothesis: Hypothesis, file: str) -> str | None:
    """The same for one question: the one whose hypothesis is dropped, or the one that is left without it."""
    try:
        found = evidence.instance(question, file)
    except (InputError, Refusal, ImportError) as error:
        return str(error)
    if question.players not in ("any", str(found.players)):
        return f"it has {found.players} players"
    return unbroken(found, question, hypothesis)


def unbroken(found: Instance, asked: Question, hypothesis: Hypothesis) -> str | None:
    """Return why a check of the question whose hypothesis is dropped, or of what is left of it, does not break it."""
    if asked.reading == hypothesis.weaker:
        return None if found.verdict is Verdict.REFUTES else f"{asked.reading}: {found.reason}"
    return ablated(found.rows, hypothesis.rows) if found.rows else found.reason


def shown_superfluous(
    certificates: Certificates, question: Question, hypothesis: Hypothesis, file: str
) -> str | None:
    """Return why the certificate in a file does not prove a question without a hypothesis, or None if it does."""
    try:
        with refusing():
            inside = file.startswith(f"{question.folder}/") and file.endswith(".json")
            require(inside, "path", file, "is not in the proof folder")
            checked = _checked(certificates, question, file)
    except Refused as refusal:
        return str(refusal)
    used = checked.rests_on.keys() & set(hypothesis.assertions)
    return f"it rests on {', '.join(sorted(used))}" if used else None


def _checked(certificates: Certificates, question: Question, file: str) -> Checked:
    """Return what the certificate in a file of a question's folder proves, or refuse."""
    replayer = certificates.replayer
    certificate = parse(replayer.text(file))
    imports = {}
    for entry in certificate.get("imports", []) if isinstance(certificate, dict) else []:
        name = "/".join(map(str, entry))
        replayed = certificates.replay(name)
        require(replayed.checked is not None, replayed.code, f"import {name}:", replayed.message)
        assert replayed.checked is not None
        imports[name] = replayed.checked
    return check(read(replayer.problem(question.folder), replayer.bank), certificate, imports)
