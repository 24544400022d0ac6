"""Finds proofs of questions and stores them: certificate, what found it, which hypotheses it needs."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from spi_verify.errors import Refusal
from spi_verify.kernel.checker import Checked, check
from spi_verify.kernel.terms import Problem, Refused
from spi_verify.solving.certify import find
from spi_verify.solving.hypotheses import minimal_hypotheses
from spi_verify.solving.portfolio import Budget
from spi_verify.theory.certificates import Certificates, Replayed
from spi_verify.theory.compose import compose, read_problem
from spi_verify.theory.evaluated import unbroken
from spi_verify.theory.evidence import Evidence
from spi_verify.theory.objects import Question
from spi_verify.theory.steps import Plan, plan
from spi_verify.theory.verdicts import Need
from spi_verify.theory.witness import candidates, flaw, witness_file

Json = dict[str, Any]
SOLVERS = {"z3": "z3-solver", "cvc5": "cvc5"}
"""The solvers asked, and the packages that they come in."""


@dataclass(frozen=True)
class Found:
    """What a search gave: a certificate that the kernel accepts, or what is missing; how long it took, with what."""

    question: Question
    problem: str
    certificate: Json | None
    checked: Checked | None
    missing: str
    milliseconds: int
    seed: int
    hypotheses: Mapping[str, Need] = field(default_factory=dict)

    @property
    def replayed(self) -> Replayed:
        """What the kernel said of the certificate, as if it were stored."""
        if self.certificate is None:
            return Replayed(None, "no-proof", self.missing)
        digest = sha256(certificate_text(self.certificate).encode()).hexdigest()
        return Replayed(self.checked, sha256=digest, certificate=self.certificate)

    @property
    def record(self) -> Json:
        """What is stored beside the certificate: of which problem, found with which solvers, seeds and time."""
        found: Json = {
            "problem": self.problem,
            "solvers": {name: version(package) for name, package in SOLVERS.items()},
            "seeds": dict.fromkeys(SOLVERS, self.seed),
            "milliseconds": self.milliseconds,
        }
        return found if self.certificate is not None else {**found, "missing": self.missing}


def prove(certificates: Certificates, question: Question, budget: Budget | None = None) -> Found:
    """Search for a proof of a question, using the stored certificates of the claims that it imports.

    Where a stored proof of the same claim (for any number of players, or under another reading) uses only what is
    assumed here too, that is the proof.

    Errors: InputError for a question that the theory does not ask.
    """
    budget, start = budget or Budget(), time.monotonic()
    search = _Search.of(certificates, question, budget)
    certificate, checked, missing = search.run()
    milliseconds = int(1000 * (time.monotonic() - start))
    return Found(
        question, search.problem.digest, certificate, checked, missing, milliseconds, budget.seeds[0]
    )


def minimised(certificates: Certificates, found: Found, budget: Budget | None = None) -> Found:
    """Return a proof that rests on as few assertions as could be found out, and which of them it needs.

    Each assertion is taken away in turn, with ``budget`` for each goal. Where a proof only refers to another one, what
    is recorded about that one is taken over: what it does without is not needed here either.
    """
    if found.certificate is None:
        return found
    search = _Search.of(certificates, found.question, budget or Budget(seconds=2.0))
    goals = found.certificate["goals"]
    imported = ["/".join(entry) for entry in found.certificate["imports"]]
    if len(goals) == 1 and goals[0].get("uses") == imported:
        return replace(found, hypotheses=search.taken_over(Question.named(imported[0])))
    planned = plan(certificates.theory, found.question)
    imports, _ = search.imports(planned)
    least = minimal_hypotheses(
        search.problem, search.text, found.certificate, planned.steps, imports, search.budget
    )
    checked = check(search.problem, least.certificate, imports)
    needs: dict[str, Need] = {name: hypothesis.need for name, hypothesis in least.hypotheses.items()}
    return replace(found, certificate=least.certificate, checked=checked, hypotheses=needs)


@dataclass(frozen=True)
class _Search:
    certificates: Certificates
    question: Question
    problem: Problem
    budget: Budget
    text: str = ""

    @staticmethod
    def of(certificates: Certificates, question: Question, budget: Budget) -> _Search:
        """Return the search for a proof of a question's problem."""
        found = read_problem(certificates.theory, question, certificates.replayer.bank)
        text = compose(certificates.theory, question).text
        return _Search(certificates, question, found, budget, text)

    def run(self) -> tuple[Json | None, Checked | None, str]:
        """Return a certificate and what it proves, or None and what is missing."""
        special = self._special_case()
        if special is not None:
            return *special, ""
        planned = plan(self.certificates.theory, self.question)
        imports, absent = self.imports(planned)
        try:
            certificate = find(self.problem, self.question, planned.steps, imports, self.budget)
        except Refusal as refusal:
            needs = f"; it would use {', '.join(absent)}, which is not proved" if absent else ""
            return None, None, f"{refusal}{needs}"
        return certificate, check(self.problem, certificate, imports), ""

    def imports(self, planned: Plan) -> tuple[dict[str, Checked], list[str]]:
        """Return what the planned imports prove, by name, and the names of those that are not proved."""
        found, absent = {}, []
        for imported in planned.imports:
            checked = self.certificates.replay(imported.name).checked
            if checked is None:
                absent.append(imported.name)
            else:
                found[imported.name] = checked
        return found, absent

    def taken_over(self, other: Question) -> dict[str, Need]:
        """Return what is recorded as not needed for another question's proof, of what is assumed here."""
        recorded = self.certificates.record(other, "hypotheses.json").get("hypotheses")
        needs = recorded if isinstance(recorded, dict) else {}
        superfluous = (n for n, need in needs.items() if need == "not needed")
        return {n: "not needed" for n in superfluous if n in self.problem.assertions}

    def _special_case(self) -> tuple[Json, Checked] | None:
        """Return a certificate that refers to another question of the claim, if that is proved and is enough.

        The more general is preferred: fewer variants, any number of players. Never to what rests on this question.
        """
        base = self.question.reading.split("+")[0]
        others = [
            q for q in self.certificates.theory.claim(self.question.claim).questions() if q != self.question
        ]
        others.sort(key=lambda q: (q.reading.split("+")[0] != base, q.reading.count("+"), q.players != "any"))
        for other in others:
            checked = (
                self.certificates.replay(other.name).checked if self.certificates.exists(other) else None
            )
            if checked is not None and not self.certificates.leads_to(other.name, self.question.name):
                found = self._from(other.name, checked)
                if found is not None:
                    return found
        return None

    def _from(self, name: str, checked: Checked) -> tuple[Json, Checked] | None:
        certificate = reference(self.question, self.problem.digest, name)
        with suppress(Refused):
            return certificate, check(self.problem, certificate, {name: checked})
        return None


def reference(question: Question, digest: str, other: str, standing: Sequence[str] = ()) -> Json:
    """Return a certificate for a question's problem that says no more than that another, by its name, is proved.

    ``standing`` are names of questions that conclude what the other one assumes and this problem does not assert.

    >>> reference(Question("c", "literal", "2"), "", "c/literal/any")["goals"][0]["uses"]
    ['c/literal/any']
    """
    empty: Json = {"witnesses": [], "instances": [], "atoms": [], "lemmas": [], "cases": None}
    return {
        "format": 1,
        "claim": question.claim,
        "reading": question.reading,
        "players": question.players,
        "problem": digest,
        "imports": [name.split("/") for name in (*standing, other)],
        "goals": [{"goal": "conclusion", "uses": [other], **empty}],
    }


def save(certificates: Certificates, found: Found) -> list[Path]:
    """Write what a search found into the question's proof folder, and return the paths written.

    A stored certificate is kept if the search found none.
    """
    folder = certificates.theory.root / found.question.folder
    folder.mkdir(parents=True, exist_ok=True)
    texts = {"files": compose(certificates.theory, found.question).listing}
    if found.certificate is not None:
        texts["certificate.json"] = certificate_text(found.certificate)
        texts["hypotheses.json"] = lines({"problem": found.problem, "hypotheses": dict(found.hypotheses)})
    if found.certificate is not None or not (folder / "certificate.json").is_file():
        texts["search.json"] = lines(found.record)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in texts]


def find_witness(evidence: Evidence, question: Question) -> str | None:
    """Return the path, relative to the root, of a scenario that meets a question's hypotheses, the noted one first.

    None if none of the theory's scenarios will do.
    """
    own = witness_file(evidence.theory, question)
    found = candidates(question, (evidence.scenarios, evidence.counterexamples))
    for name in (*([own] if own else []), *found):
        if flaw(evidence.theory, question, name, evidence.solvers, evidence.load) is None:
            return name
    return None


def save_witness(evidence: Evidence, question: Question) -> str | None:
    """Look for a scenario that meets a question's hypotheses, and note it in its proof folder; a good note is kept.

    Returns the scenario's path relative to the root; None if none will do.
    """
    found = find_witness(evidence, question)
    if found is not None and found != witness_file(evidence.theory, question):
        _note(evidence, question, "witness", found)
    return found


def find_counterexample(evidence: Evidence, question: Question) -> str | None:
    """Return the path, relative to the root, of a scenario in which a question's own text is false.

    None if there is none among the theory's scenarios.
    """
    for name in candidates(question, (evidence.counterexamples, evidence.scenarios)):
        if unbroken(evidence.theory, question, name, evidence.solvers, evidence.load) is None:
            return name
    return None


def save_counterexample(evidence: Evidence, question: Question) -> str | None:
    """Look for a scenario in which a question's own text is false, and note it in its proof folder.

    Returns the scenario's path relative to the root; None if there is none.
    """
    found = find_counterexample(evidence, question)
    if found is not None:
        _note(evidence, question, "counterexample", found)
    return found


def _note(evidence: Evidence, question: Question, name: str, scenario: str) -> None:
    note = evidence.theory.root / question.folder / name
    note.parent.mkdir(parents=True, exist_ok=True)
    note.write_text(f"{scenario}\n", encoding="utf-8")
    evidence.theory.forget(f"{question.folder}/{name}")


def lines(value: Json) -> str:
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"


def certificate_text(certificate: Json) -> str:
    """Return a certificate as JSON text with one instance, atom, lemma or witness per line.

    >>> print(certificate_text({"format": 1, "goals": [{"goal": "conclusion", "uses": ["a", "b"], "cases": None}]}))
    {"format": 1,
    "goals": [
    {"goal": "conclusion",
    "uses": ["a", "b"],
    "cases": null}]}
    <BLANKLINE>
    """
    return _object(certificate) + "\n"


def _object(value: Json) -> str:
    return "{" + ",\n".join(f"{_text(key)}: {_field(key, part)}" for key, part in value.items()) + "}"


def _field(key: str, value: Any) -> str:
    if isinstance(value, dict):
        return _object(value)
    if isinstance(value, list) and value and key in ("goals", "instances", "atoms", "lemmas", "witnesses"):
        parts = [_object(part) if isinstance(part, dict) else _text(part) for part in value]
        return "[\n" + ",\n".join(parts) + "]"
    return _text(value)


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
