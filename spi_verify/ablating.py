"""Finds out which hypotheses a proved claim needs: proofs that do without one, games that break the rest."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from spi_verify.errors import Refusal
from spi_verify.kernel.checker import Checked, check, parse
from spi_verify.kernel.terms import Problem, Refused, read
from spi_verify.paths import root
from spi_verify.proving import certificate_text, lines
from spi_verify.solving.certify import Head, find
from spi_verify.solving.hypotheses import Removal
from spi_verify.solving.portfolio import Budget
from spi_verify.solving.questions import Solvers
from spi_verify.theory.ablation import BREAKS, FILE, Row, recorded, shown_needed
from spi_verify.theory.compose import compose
from spi_verify.theory.evidence import Evidence
from spi_verify.theory.hypotheses import Hypothesis, hypotheses
from spi_verify.theory.objects import Question
from spi_verify.theory.registry import Theory
from spi_verify.theory.steps import plan
from spi_verify.theory.witness import candidates

Json = dict[str, Any]


@dataclass
class Ablation:
    """What was found about each hypothesis, and the certificates that show that one is not needed.

    ``certificate`` replaces the question's own where that uses more hypotheses; ``without`` holds, by the ids of
    hypotheses, proofs that do without one but use another that the question's own does without.
    """

    question: Question
    problem: Problem
    certificate: Json
    entries: dict[str, Json] = field(default_factory=dict)
    without: dict[str, Json] = field(default_factory=dict)
    improved: bool = False

    @property
    def record(self) -> Json:
        """What is stored in ``ablation.json``."""
        return {"problem": self.problem.digest, "hypotheses": self.entries}


def ablate(evidence: Evidence, question: Question, budget: Budget | None = None) -> Ablation:
    """Drop each hypothesis of a proved question in turn; look for a game that breaks the rest, then for a proof.

    ``budget`` is for each goal that has to be proved anew. The proof that is found last rests on a set of hypotheses
    that is minimal by removal, as far as could be found out.

    Errors: Refusal if no stored certificate of the question is accepted, InputError if the theory does not ask it.
    """
    replayed = evidence.certificates.replay(question.name)
    if replayed.checked is None:
        raise Refusal(f"{question.name} is not proved: [{replayed.code}] {replayed.message}")
    text = compose(evidence.theory, question).text
    problem = read(text, evidence.certificates.replayer.bank)
    found = Ablation(question, problem, dict(replayed.certificate))
    _Search(evidence, found, budget or Budget(seconds=1.0)).run()
    return found


@dataclass
class _Search:
    evidence: Evidence
    found: Ablation
    budget: Budget

    @cached_property
    def listed(self) -> tuple[Hypothesis, ...]:
        """The hypotheses of the question."""
        return hypotheses(self.evidence.theory, self.found.question)

    def run(self) -> None:
        for hypothesis in self.listed:
            if self.used(self.found.certificate) & set(hypothesis.assertions):
                found = self.game(hypothesis) or self.without(hypothesis)
                if found is not None:
                    self.found.entries[hypothesis.id] = found

    def game(self, hypothesis: Hypothesis) -> Json | None:
        """Look among the shipped scenarios for one that shows that the hypothesis is needed."""
        question, evidence = self.found.question, self.evidence
        for file in candidates(question, (evidence.counterexamples, evidence.scenarios)):
            if shown_needed(evidence, question, hypothesis, file) is None:
                return {"need": "needed", "counterexample": file}
        return None

    def without(self, hypothesis: Hypothesis) -> Json | None:
        """Look for a proof without the hypothesis; say where it is, or what was tried; None if it is the proof now."""
        certificate = self.proof(set(hypothesis.assertions))
        if certificate is None:
            return {"need": "unknown", "tried": self.tried_before(hypothesis) or self.tried()}
        listed = {
            name for h in hypotheses(self.evidence.theory, self.found.question) for name in h.assertions
        }
        if listed & self.used(certificate) < self.used(self.found.certificate):
            self.found.certificate, self.found.improved = certificate, True
            return None
        self.found.without[hypothesis.id] = certificate
        path = f"{self.found.question.folder}/without-{hypothesis.id}.json"
        return {"need": "not needed", "certificate": path}

    def tried(self) -> str:
        """Say in which scope nothing was found."""
        files = candidates(self.found.question, (self.evidence.counterexamples, self.evidence.scenarios))
        proof = f"no proof without it in {self.budget.seconds:g} s for each way of proving a goal"
        game = f"none of {len(files)} scenarios breaks the rest"
        return f"{proof}; {game}"

    def proof(self, dropped: set[str]) -> Json | None:
        """Return a certificate that rests on none of the assertions ``dropped``, or None."""
        for certificate in itertools.chain(self.known(), self.fresh(dropped)):
            with suppress(Refused):
                if not self.used(certificate) & dropped:
                    return certificate
        return None

    def tried_before(self, hypothesis: Hypothesis) -> str | None:
        """Return what was tried in vain for the question whose proof this one refers to, if it only does that."""
        if not _refers(self.found.certificate):
            return None
        other = Question.named("/".join(self.found.certificate["imports"][0]))
        entry = recorded(self.evidence.certificates, other).get(hypothesis.id, {})
        tried = entry.get("tried")
        return tried if isinstance(tried, str) else None

    def known(self) -> Iterator[Json]:
        """Yield what the stored proofs of the claim's questions, other readings and players included, are here."""
        theory, question = self.evidence.theory, self.found.question
        head = {key: self.found.certificate[key] for key in ("claim", "reading", "players", "problem")}
        for other in theory.claim(question.claim).questions():
            for path in sorted((theory.root / other.folder).glob("*.json")):
                if path.name == "certificate.json" or path.name.startswith("without-"):
                    with suppress(Refused):
                        stored = parse(path.read_text(encoding="utf-8"))
                        if isinstance(stored, dict):
                            yield {**stored, **head}

    def fresh(self, dropped: set[str]) -> Iterator[Json]:
        """Yield a proof found now, where there is one: the goals that rest on what is dropped are proved anew."""
        if any(self.tried_before(h) for h in self.listed if dropped.issuperset(h.assertions)):
            return
        question, problem = self.found.question, self.found.problem
        planned = plan(self.evidence.theory, question)
        wanted = {other.name for other in planned.imports}
        wanted.update("/".join(entry) for entry in self.found.certificate["imports"])
        imports = self.imports(wanted)
        rest = {name: fact for name, fact in problem.assertions.items() if name not in dropped}
        with suppress(Refusal):
            if _refers(self.found.certificate):
                head = Head(question.claim, question.reading, question.players)
                facts = set(rest.values())
                usable = {name: c for name, c in imports.items() if facts.issuperset(c.rests_on.values())}
                less = replace(problem, assertions=rest)
                yield find(less, head, planned.steps, usable, self.budget)
            else:
                removal = Removal(problem, planned.steps, imports, self.budget)
                yield removal.proof(self.found.certificate, rest)

    def imports(self, names: set[str]) -> dict[str, Checked]:
        replayed = {name: self.evidence.certificates.replay(name).checked for name in sorted(names)}
        return {name: checked for name, checked in replayed.items() if checked is not None}

    def used(self, certificate: Json) -> set[str]:
        """Return the assertions that a certificate rests on here; raise Refused if it proves nothing."""
        names = {"/".join(map(str, entry)) for entry in certificate.get("imports", [])}
        return set(check(self.found.problem, certificate, self.imports(names)).rests_on)


def rows(evidence: Evidence, found: Ablation) -> tuple[Row, ...]:
    """Return the table of what was found, as it would be if it were stored."""
    table = []
    for hypothesis in hypotheses(evidence.theory, found.question):
        entry = found.entries.get(hypothesis.id)
        if entry is None:
            table.append(Row(hypothesis, "not needed", "a proof found now does not use it"))
        elif entry["need"] == "needed":
            table.append(Row(hypothesis, "needed", BREAKS, entry["counterexample"]))
        elif entry["need"] == "not needed":
            table.append(Row(hypothesis, "not needed", "proved without it now, not stored"))
        else:
            table.append(Row(hypothesis, "unknown", entry["tried"]))
    return tuple(table)


def save(evidence: Evidence, found: Ablation) -> list[Path]:
    """Write what was found into the question's proof folder, and return the paths written."""
    folder = evidence.theory.root / found.question.folder
    for path in folder.glob("without-*.json"):
        path.unlink()
    texts = {FILE: lines(found.record)}
    texts.update({f"without-{id_}.json": certificate_text(proof) for id_, proof in found.without.items()})
    if found.improved:
        texts["certificate.json"] = certificate_text(found.certificate)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    evidence.certificates.forget()
    return [folder / name for name in texts]


def main() -> None:
    """Drop each hypothesis of every proved question that nothing is stored about, and store what is found."""
    theory = Theory(root())
    with Solvers() as solvers:
        evidence = Evidence(theory, solvers)
        replayed = {name: evidence.certificates.replay(name) for name in evidence.certificates.stored()}
        names = [name for name, found in replayed.items() if found.accepted]
        # What is found of a proof serves those that refer to it.
        for name in sorted(names, key=lambda name: _refers(replayed[name].certificate)):
            question = theory.question(name)
            if not evidence.certificates.record(question, FILE):
                found = ablate(evidence, question)
                save(evidence, found)
                print(
                    name,
                    " ".join(f"{id_}: {entry['need']}" for id_, entry in found.entries.items()),
                    flush=True,
                )


def _refers(certificate: Mapping[str, Any]) -> bool:
    """Return whether a proof only refers to another one."""
    goals, imports = certificate["goals"], ["/".join(entry) for entry in certificate["imports"]]
    return len(imports) == 1 and len(goals) == 1 and goals[0].get("uses") == imports


if __name__ == "__main__":
    main()
