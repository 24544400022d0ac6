"""The status of every claim, computed now from what is stored: certificates, witnesses, scenarios."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache

from spi_verify.checking.check import check_claim
from spi_verify.checking.claims import claims as checkable
from spi_verify.checking.rows import Instance
from spi_verify.errors import InputError
from spi_verify.scenarios.load import load_scenario
from spi_verify.solving.questions import Solvers
from spi_verify.theory.ablation import table
from spi_verify.theory.certificates import Certificates, Replayed
from spi_verify.theory.evaluated import reference, unbroken
from spi_verify.theory.exhibits import Exhibits, asked_solvers, holding, refuting
from spi_verify.theory.objects import Question
from spi_verify.theory.registry import Theory
from spi_verify.theory.verdicts import Need, Status, Verdict
from spi_verify.theory.witness import flaw, is_own, noted_file, witness_file

_DEFINITION = re.compile(r"(def|asm)-[0-9]+")  # what a scenario satisfies or not; no claim about all of them


class Evidence:
    """Computes statuses over one theory; nothing is remembered from one run to the next."""

    def __init__(self, theory: Theory, solvers: Solvers) -> None:
        self.theory, self.solvers = theory, solvers
        self.certificates = Certificates(theory)
        self.load = cache(load_scenario)
        self.counterexamples = Exhibits(theory, "counterexamples", solvers, self.load)
        self.scenarios = Exhibits(theory, "scenarios", solvers, self.load)
        self._instances_of: dict[tuple[str, str, str], Instance] = {}

    def forget(self, written: Iterable[str]) -> None:
        """Read these files anew, given by their paths relative to the root: they were written.

        A certificate may prove others, so all are replayed anew. What was checked on another scenario is kept.
        """
        names = set(written)
        if any(name.endswith("/certificate.json") for name in names):
            self.certificates.forget()
        if any(name.endswith(".toml") for name in names):
            self.load.cache_clear()
            self.counterexamples = Exhibits(self.theory, "counterexamples", self.solvers, self.load)
            self.scenarios = Exhibits(self.theory, "scenarios", self.solvers, self.load)
            self._instances_of = {k: found for k, found in self._instances_of.items() if k[2] not in names}

    def claims(self) -> list[str]:
        """Return the ids of all claims, in the order of theory.md, then the lemmas."""
        known = [id_ for id_ in checkable() if not _DEFINITION.fullmatch(id_)]
        return [*known, *sorted({claim.id for claim in self.theory.claims()} - set(known))]

    def questions(self, claim: str) -> list[Question]:
        """Return a claim under every reading for every number of players.

        A claim without a folder under ``proofs/`` has the readings and numbers of players that scenarios give it.
        """
        stated = self.theory.has(f"proofs/{claim}/claim.smt2")
        return self.theory.claim(claim).questions() if stated else self._instances(claim)

    def instance(self, question: Question, file: str) -> Instance:
        """Return a question checked on the scenario in a file, a path relative to the root, whatever that names.

        Errors: InputError or Refusal for a file, or a claim on it, that cannot be used.
        """
        key = question.claim, question.reading, file
        if key not in self._instances_of:
            scenario = self.load(self.theory.path(file))
            self._instances_of[key] = check_claim(scenario, reference(question, scenario), self.solvers)
        return self._instances_of[key]

    def _instances(self, id_: str) -> list[Question]:
        """Return the questions that scenarios ask about a claim, or one that none asks."""
        asked = self.scenarios.asked(id_) | self.counterexamples.asked(id_)
        found = [Question(id_, reading, players) for reading, players in sorted(asked)]
        return found or [Question(id_, checkable()[id_].bases[0], "any")]

    def statuses(self, questions: Iterable[Question]) -> Iterator[Status]:
        """Yield the status of each question, computed when it is asked for."""
        for question in questions:
            start = time.monotonic()
            found = self.status(question)
            yield replace(found, seconds=time.monotonic() - start)

    def status(self, question: Question) -> Status:
        """Return the status of a question.

        *refuted* by a counterexample that replays; *proved* by a certificate that replays and a witness that meets the
        hypotheses; *vacuous* by a certificate that refutes the hypotheses; *holds in scope* for what only scenarios
        show; otherwise *unknown*, with what is missing.
        """
        if not self.theory.has(f"proofs/{question.claim}/claim.smt2"):
            return self._in_scope(question)
        own = is_own(self.theory, question)
        refuted = self._breaking(question) if own else self._refuting(question)
        if not self._has_certificate(question, own):
            return self._refuted(question, refuted) if refuted else self._open(question, own)
        replayed = self.certificates.replay(question.name)
        record = self.certificates.record(question, "search.json")
        proof = self.judge(question, replayed, record, f"{question.folder}/certificate.json")
        if refuted and replayed.accepted:
            reason = "a proof and a counterexample: the encoding and the interpreter disagree"
            return replace(
                proof, verdict=Verdict.UNKNOWN, reason=reason, evidence=(*proof.evidence, *refuted)
            )
        if refuted:
            return self._refuted(question, refuted)
        return proof if own else self.with_needs(proof)

    def with_needs(self, proof: Status) -> Status:
        """Return a status with what is known of the hypotheses that its proof uses, if it is *proved*.

        That a game shows one to be needed, and which, or that some other proof does without it.
        """
        if proof.verdict is not Verdict.PROVED:
            return proof
        rows = {
            name: row
            for row in table(self, proof.question)
            if row.need != "unknown"
            for name in row.hypothesis.assertions
            if name in proof.hypotheses
        }
        needs: dict[str, Need] = {name: row.need for name, row in rows.items()}
        games = {name: row.evidence for name, row in rows.items() if row.need == "needed" and row.evidence}
        return replace(proof, hypotheses={**proof.hypotheses, **needs}, games=games)

    def _refuting(self, question: Question) -> list[str]:
        """Return the counterexamples that the interpreter finds to refute a question."""
        return refuting(self.counterexamples.on(question.claim), question.reading, question.players)

    def _breaking(self, question: Question) -> list[str]:
        """Return the counterexample noted for a question that is laid over the shipped theory, if it is one."""
        file = noted_file(self.theory, question, "counterexample")
        if file is None or unbroken(self.theory, question, file, self.solvers, self.load) is not None:
            return []
        return [file]

    def _has_certificate(self, question: Question, own: bool) -> bool:
        """Return whether a certificate is stored; the shipped one is not for what is laid over the shipped theory."""
        path = f"{question.folder}/certificate.json"
        return self.certificates.exists(question) and (not own or bool(self.theory.laid_over([path])))

    def _refuted(self, question: Question, files: list[str]) -> Status:
        asked = asked_solvers(self.counterexamples.on(question.claim), files)
        return Status(
            question,
            Verdict.REFUTED,
            "a counterexample replays",
            tuple(files),
            solvers=asked[0],
            seeds=asked[1],
        )

    def _in_scope(self, question: Question) -> Status:
        refuted = self._refuting(question)
        if refuted:
            return self._refuted(question, refuted)
        exhibits = self.scenarios.on(question.claim) + self.counterexamples.on(question.claim)
        held = holding(exhibits, question.reading, question.players)
        if held:
            solvers, seeds = asked_solvers(exhibits, held)
            reason = "scope: the games of these scenarios"
            return Status(question, Verdict.HOLDS_IN_SCOPE, reason, tuple(held), solvers=solvers, seeds=seeds)
        other = [e for e in exhibits if e.instance.reading == question.reading]
        reason = f"{other[0].file}: {other[0].instance.reason}" if other else "no scenario names it"
        return Status(question, Verdict.UNKNOWN, reason, tuple(dict.fromkeys(e.file for e in other)))

    def _open(self, question: Question, own: bool) -> Status:
        missing = self.certificates.record(question, "search.json").get("missing")
        reason = "no certificate for this text" if own else "no certificate"
        if isinstance(missing, str):
            reason = f"{reason}; {missing}"
        elif own:
            reason = f"{reason}; 'verify --fresh --save' searches for one"
        return Status(question, Verdict.UNKNOWN, reason)

    def judge(
        self,
        question: Question,
        replayed: Replayed,
        found: Mapping[str, object],
        path: str,
        witness: str | None = None,
    ) -> Status:
        """Return the status that a certificate gives; ``found`` says what found it, ``path`` where it is.

        ``witness`` is the scenario that shows that the hypotheses can be met, if not the stored one.
        """
        if replayed.checked is None:
            reason = f"no proof is accepted: [{replayed.code}] {replayed.message}"
            return Status(question, Verdict.UNKNOWN, reason, (path,))
        proved = Status(
            question,
            Verdict.PROVED,
            "the certificate replays, and a witness meets the hypotheses",
            (path,),
            replayed.sha256,
            self.certificates.hypotheses(question, replayed.checked),
            {k: v for k, v in _object(found.get("solvers")).items() if isinstance(v, str)},
            {k: v for k, v in _object(found.get("seeds")).items() if isinstance(v, int)},
        )
        if replayed.contradiction:
            return replace(proved, verdict=Verdict.VACUOUS, reason="the certificate refutes the hypotheses")
        try:
            witness = witness or witness_file(self.theory, question)
        except InputError as error:
            return replace(proved, verdict=Verdict.UNKNOWN, reason=str(error))
        if witness is None:
            reason = "the certificate replays, but no witness shows that the hypotheses can be met"
            return replace(proved, verdict=Verdict.UNKNOWN, reason=reason)
        problem = flaw(self.theory, question, witness, self.solvers, self.load)
        if problem is not None:
            reason = f"the certificate replays, but the witness does not meet the hypotheses: {problem}"
            return replace(proved, verdict=Verdict.UNKNOWN, reason=reason, evidence=(path, witness))
        return replace(proved, evidence=(path, witness))


def _object(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}
