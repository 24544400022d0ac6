"""What the commands about claims do: list them, verify one, replay all evidence; returns exit codes."""

from __future__ import annotations

import json as json_text
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

from spi_verify.amounts import check_seconds
from spi_verify.errors import InputError, unknown
from spi_verify.paths import root
from spi_verify.running import ORDER, worst
from spi_verify.theory.certificates import Certificates
from spi_verify.theory.compose import compose
from spi_verify.theory.objects import Question
from spi_verify.theory.registry import Theory

if TYPE_CHECKING:
    from rich.console import Console

    from spi_verify.theory.evidence import Evidence
    from spi_verify.theory.explain import Explanation
    from spi_verify.theory.verdicts import Status


def list_claims(
    ids: Sequence[str],
    reading: str | None,
    players: str | None,
    *,
    console: Console,
    json: bool = False,
    quiet: bool = False,
    theory: Path | None = None,
) -> int:
    """Print the status of every claim, or of those asked for, under every reading for every number of players."""
    from spi_verify.reports.claims_json import status_json
    from spi_verify.reports.claims_terminal import print_claims, print_status_line
    from spi_verify.reports.progress import watched

    with open_evidence(theory) as evidence:
        asked = selected(evidence, ids, reading, players)
        statuses = watched("Replaying evidence", evidence.statuses(asked), len(asked))
        if json:
            print(json_text.dumps([status_json(s) for s in statuses], indent=2, ensure_ascii=False))
        elif quiet:
            for status in statuses:
                print_status_line(status, console)
        else:
            print_claims(list(statuses), console)
        report_problems(evidence, console)
    return 0


def verify_claim(
    claim: str,
    reading: str | None,
    players: str | None,
    *,
    console: Console,
    fresh: bool = False,
    save: bool = False,
    minimal: bool = False,
    explain: bool = False,
    json: bool = False,
    theory: Path | None = None,
    seconds: float | None = None,
    quiet: bool = False,
) -> int:
    """Print the status of a claim's questions: replayed, or searched for anew; with the argument if asked for.

    ``theory`` is a folder laid over the shipped theory; ``seconds`` is what each way of proving a step may take.
    Errors: InputError for what the theory does not know, and for what is no time.
    """
    from spi_verify.reports.claims_json import verified_json
    from spi_verify.reports.claims_terminal import print_status, print_status_line
    from spi_verify.reports.explain_text import explanation_text
    from spi_verify.reports.progress import waiting

    check_seconds(seconds)
    with open_evidence(theory) as evidence:
        asked = selected(evidence, [claim], reading, players)
        asked = [_one(asked)] if explain else asked
        found = []
        for question in asked:
            with waiting(f"{'Searching for a proof of' if fresh else 'Replaying'} {question.name}"):
                found.append(
                    _fresh(evidence, question, save, minimal, seconds)
                    if fresh
                    else _timed(evidence, question)
                )
        explanations = [_explained(evidence.certificates, question) for question in asked] if explain else []
        code = worst([status.verdict.exit_code for status in found])
        if json:
            word = min((s.verdict for s in found), key=lambda v: ORDER.index(v.exit_code)).value
            printed = verified_json(found, word, code)
            if explain:
                printed["explanation"] = asdict(explanations[0]) if explanations[0] is not None else None
            print(json_text.dumps(printed, indent=2, ensure_ascii=False))
        else:
            for status in found:
                (print_status_line if quiet else print_status)(status, console)
            if not (quiet or explain):
                console.print(_next(evidence.theory, found), style="dim", markup=False, soft_wrap=True)
            for explanation in explanations:
                print(
                    f"\n{explanation_text(explanation)}" if explanation else "\nThere is no proof to explain."
                )
        report_problems(evidence, console)
    return code


def _next(theory: Theory, statuses: Sequence[Status]) -> str:
    """Return what one may do next: see the game that refutes it, read the proof, or search for a game."""
    own = "" if len(theory.roots) == 1 else f" --theory {_shown(theory.root)}"
    for word in ("refuted", "proved", "unknown"):
        for status in statuses:
            question = status.question
            if status.verdict.value != word:
                continue
            which = f"{question.claim} --reading {question.reading} --players {question.players}"
            if word == "refuted":
                return f"Next: spi-verify check {_shown(theory.path(status.evidence[0]))} --trace"
            if word == "proved":
                return f"Next: spi-verify verify {which} --explain{own}"
            return f"Next: spi-verify {'verify' if own else 'search'} {which}{own}{' --fresh --save' if own else ''}"
    return "Next: spi-verify claims"


def print_files(claim: str, reading: str | None, players: str | None, *, theory: Path | None = None) -> int:
    """Print the paths of the files whose concatenation is one question's problem, as ``cat`` takes them."""
    found = theory_at(theory)
    question = _one(_filtered(found.claim(claim).questions(), reading, players))
    for name in compose(found, question).files:
        print(_shown(found.path(name)))
    return 0


def cite_claim(
    claim: str,
    reading: str | None,
    players: str | None,
    *,
    json: bool = False,
    theory: Path | None = None,
) -> int:
    """Print a BibTeX entry for a claim: the question asked for, or the first reading for any number of players."""
    from spi_verify.reports.citation import citation

    with open_evidence(theory) as evidence:
        question = _one(selected(evidence, [claim], reading, players))
        found = citation(evidence.theory, _timed(evidence, question))
    print(
        json_text.dumps(found.to_json(), indent=2, ensure_ascii=False) if json else found.bibtex(),
        end="\n" if json else "",
    )
    return 0


def shipped_theory() -> Theory:
    """Return the theory that ships with the package."""
    return theory_at(None)


def theory_at(folder: Path | None) -> Theory:
    """Return the shipped theory, with the files of a folder laid over it if there is one.

    Errors: InputError for a folder without ``encodings`` or ``proofs``.
    """
    if folder is None:
        return Theory(root())
    if not any((folder / name).is_dir() for name in ("encodings", "proofs")):
        raise InputError(
            "no theory in this folder",
            file=str(folder),
            expected="a folder 'encodings' or 'proofs' in it",
            hint="It is laid over the shipped theory: put in it only the files that you change or add.",
        )
    return Theory(folder, root())


@contextmanager
def open_evidence(theory: Path | None = None) -> Iterator[Evidence]:
    """Open the evidence on the shipped theory, or with a folder laid over it; the solvers' processes end with it."""
    from spi_verify.solving.questions import Solvers
    from spi_verify.theory.evidence import Evidence

    with Solvers() as solvers:
        yield Evidence(theory_at(theory), solvers)


def report_problems(evidence: Evidence, console: Console) -> None:
    from spi_verify.errors import Refusal
    from spi_verify.reports.check_terminal import print_error

    for exhibits in (evidence.counterexamples, evidence.scenarios):
        for file, problem in exhibits.problems.items():
            print_error(Path(file), Refusal(problem), console)


def _timed(evidence: Evidence, question: Question) -> Status:
    return next(evidence.statuses([question]))


def _fresh(
    evidence: Evidence, question: Question, save: bool, minimal: bool, seconds: float | None
) -> Status:
    """Search for a proof, store it with all that belongs to it if asked to, and return the status that it gives.

    Of what is laid over the shipped theory, a scenario in which it is false is looked for first.
    """
    from spi_verify import proving
    from spi_verify.solving.portfolio import Budget
    from spi_verify.theory.verdicts import Status, Verdict
    from spi_verify.theory.witness import is_own

    if is_own(evidence.theory, question):
        look = proving.save_counterexample if save else proving.find_counterexample
        file = look(evidence, question)
        if file is not None:
            return Status(question, Verdict.REFUTED, "what its text says is false in this scenario", (file,))
    found = proving.prove(
        evidence.certificates, question, Budget(seconds=seconds) if seconds is not None else None
    )
    if minimal:
        found = proving.minimised(evidence.certificates, found)
    if save:
        proving.save(evidence.certificates, found)
        evidence.certificates.forget()
        proving.save_witness(evidence, question)
        return _timed(evidence, question)
    witness = proving.find_witness(evidence, question) if found.certificate is not None else None
    status = evidence.judge(question, found.replayed, found.record, "a proof found now, not stored", witness)
    known = replace(status, hypotheses={**status.hypotheses, **found.hypotheses})
    return known if is_own(evidence.theory, question) else evidence.with_needs(known)


def _explained(certificates: Certificates, question: Question) -> Explanation | None:
    from spi_verify.theory.explain import explain

    replayed = certificates.replay(question.name)
    return explain(certificates, question, replayed) if replayed.accepted else None


def selected(
    evidence: Evidence, ids: Sequence[str], reading: str | None, players: str | None
) -> list[Question]:
    """Return the questions asked for; InputError for a claim, reading or number of players that there is not."""
    known = evidence.claims()
    for id_ in ids:
        _known("claim", id_, known)
    questions = [question for id_ in known if not ids or id_ in ids for question in evidence.questions(id_)]
    return _filtered(questions, reading, players)


def _filtered(questions: Sequence[Question], reading: str | None, players: str | None) -> list[Question]:
    if reading is not None:
        _known("reading", reading, [q.reading for q in questions])
        questions = [q for q in questions if q.reading == reading]
    if players is not None:
        _known("players", players, [q.players for q in questions])
        questions = [q for q in questions if q.players == players]
    return list(questions)


def _known(place: str, word: str, known: Iterable[str]) -> None:
    words = list(dict.fromkeys(known))
    if word not in words:
        problem = "not a number of players of this claim" if place == "players" else f"unknown {place}"
        raise unknown(problem, word, words, place=place)


def _one(questions: Sequence[Question]) -> Question:
    """Return the first reading's question for any number of players, or else the last one there is."""
    first = [question for question in questions if question.reading == questions[0].reading]
    return first[-1]


def _shown(path: Path) -> str:
    """Return a path as it can be typed here."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
