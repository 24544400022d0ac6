"""Finds proofs of questions and stores them: certificate, what found it, which hypotheses it needs."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from spi_verify.errors import Refusal
from spi_verify.kernel.checker import Checked, check
from spi_verify.kernel.terms import Problem, Refused, read
from spi_verify.solving.certify import Head, find
from spi_verify.solving.portfolio import Budget
from spi_verify.theory.certificates import Certificates, Replayed
from spi_verify.theory.compose import compose
from spi_verify.theory.objects import Question
from spi_verify.theory.steps import plan

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
    hypotheses: Mapping[str, str] = field(default_factory=dict)

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

    What is proved for any number of players is used for two and three, if that is enough.

    Errors: InputError for a question that the theory does not ask.
    """
    budget, start = budget or Budget(), time.monotonic()
    composed = compose(certificates.theory, question)
    problem = read(composed.text, certificates.replayer.bank)
    search = _Search(certificates, question, problem, budget)
    certificate, checked, missing = search.run()
    milliseconds = int(1000 * (time.monotonic() - start))
    return Found(question, problem.digest, certificate, checked, missing, milliseconds, budget.seeds[0])


@dataclass(frozen=True)
class _Search:
    certificates: Certificates
    question: Question
    problem: Problem
    budget: Budget

    def run(self) -> tuple[Json | None, Checked | None, str]:
        """Return a certificate and what it proves, or None and what is missing."""
        special = self._special_case()
        if special is not None:
            return *special, ""
        planned = plan(self.certificates.theory, self.question)
        imports, absent = {}, []
        for imported in planned.imports:
            checked = self.certificates.replay(imported.name).checked
            if checked is None:
                absent.append(imported.name)
            else:
                imports[imported.name] = checked
        head = Head(self.question.claim, self.question.reading, self.question.players)
        try:
            certificate = find(self.problem, head, planned.steps, imports, self.budget)
        except Refusal as refusal:
            needs = f"; it would use {', '.join(absent)}, which is not proved" if absent else ""
            return None, None, f"{refusal}{needs}"
        return certificate, check(self.problem, certificate, imports), ""

    def _special_case(self) -> tuple[Json, Checked] | None:
        """Return a certificate that refers to the same claim for any number of players, if that is proved."""
        if self.question.players == "any":
            return None
        general = Question(self.question.claim, self.question.reading, "any")
        if not self.certificates.exists(general):
            return None
        checked = self.certificates.replay(general.name).checked
        return None if checked is None else self._from(general.name, checked)

    def _from(self, name: str, checked: Checked) -> tuple[Json, Checked] | None:
        empty: Json = {"witnesses": [], "instances": [], "atoms": [], "lemmas": [], "cases": None}
        certificate: Json = {
            "format": 1,
            "claim": self.question.claim,
            "reading": self.question.reading,
            "players": self.question.players,
            "problem": self.problem.digest,
            "imports": [name.split("/")],
            "goals": [{"goal": "conclusion", "uses": [name], **empty}],
        }
        with suppress(Refused):
            return certificate, check(self.problem, certificate, {name: checked})
        return None


def save(certificates: Certificates, found: Found) -> list[Path]:
    """Write what a search found into the question's proof folder, and return the paths written.

    A stored certificate is kept if the search found none.
    """
    folder = certificates.theory.root / found.question.folder
    folder.mkdir(parents=True, exist_ok=True)
    texts = {"files": compose(certificates.theory, found.question).listing}
    if found.certificate is not None:
        texts["certificate.json"] = certificate_text(found.certificate)
        texts["hypotheses.json"] = _lines({"problem": found.problem, "hypotheses": dict(found.hypotheses)})
    if found.certificate is not None or not (folder / "certificate.json").is_file():
        texts["search.json"] = _lines(found.record)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in texts]


def _lines(value: Json) -> str:
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
