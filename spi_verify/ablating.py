"""Finds out which hypotheses a proved claim needs: proofs that do without one, games that break the rest."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from spi_verify.errors import Refusal
from spi_verify.kernel.checker import Checked, check
from spi_verify.kernel.terms import Problem, Refused
from spi_verify.search.command import file_name, written
from spi_verify.search.find import find as find_game
from spi_verify.search.results import Budget as GameBudget
from spi_verify.search.results import Found
from spi_verify.solving.certify import available
from spi_verify.solving.certify import find as find_proof
from spi_verify.solving.hypotheses import Removal
from spi_verify.solving.portfolio import Budget
from spi_verify.stored_proofs import StoredProofs
from spi_verify.theory.ablation import recorded, shown_needed, table, unbroken
from spi_verify.theory.compose import read_problem
from spi_verify.theory.evidence import Evidence
from spi_verify.theory.hypotheses import Hypothesis, hypotheses
from spi_verify.theory.objects import Question
from spi_verify.theory.steps import plan
from spi_verify.theory.witness import candidates, is_checkable, is_own

Json = dict[str, Any]


@dataclass
class Ablation:
    """What was found about each hypothesis, and the certificates and games that show it.

    ``certificate`` replaces the question's own where that uses more hypotheses; ``without`` holds, by the ids of
    hypotheses, proofs that do without one but use another that the question's own does without; ``games`` holds, by
    their paths, the texts of scenarios found now.
    """

    question: Question
    problem: Problem
    certificate: Json
    entries: dict[str, Json] = field(default_factory=dict)
    without: dict[str, Json] = field(default_factory=dict)
    games: dict[str, str] = field(default_factory=dict)
    improved: bool = False

    @property
    def record(self) -> Json:
        """What is stored in ``ablation.json``."""
        return {"problem": self.problem.digest, "hypotheses": self.entries}


def ablate(
    evidence: Evidence,
    question: Question,
    budget: Budget | None = None,
    kept: Mapping[str, Json] | None = None,
) -> Ablation:
    """Drop each hypothesis of a proved question in turn; look for a game that breaks the rest, then for a proof.

    ``budget`` is for each goal that has to be proved anew; a search for a game has ten times its seconds. With 0
    seconds nothing is searched: what ships is all there is. ``kept`` are entries that are settled already. The proof
    found last rests on a set of hypotheses that is minimal by removal, as far as could be found out.

    Errors: Refusal if no stored certificate of the question is accepted, InputError if the theory does not ask it.
    """
    found = _begun(evidence, question, kept or {})
    _Search(evidence, found, budget or Budget(seconds=1.0)).run()
    return found


def shown_by(evidence: Evidence, question: Question, files: Sequence[str]) -> Ablation:
    """Return what is stored on a proved question's hypotheses, and what these scenarios show of those yet unknown.

    The scenarios are named by their paths relative to the root.

    Errors: Refusal if no stored certificate of the question is accepted, InputError if the theory does not ask it.
    """
    found = _begun(evidence, question, recorded(evidence.certificates, question))
    for row in table(evidence, question):
        if row.need == "unknown":
            shown = needed_by(evidence, question, row.hypothesis, files)
            found.entries.update({row.hypothesis.id: shown} if shown else {})
    return found


def needed_by(
    evidence: Evidence, question: Question, hypothesis: Hypothesis, files: Iterable[str]
) -> Json | None:
    """Return what to store of the first of these scenarios that shows that the hypothesis is needed."""
    shown = (f for f in files if shown_needed(evidence, question, hypothesis, f) is None)
    return next(({"need": "needed", "counterexample": file} for file in shown), None)


def _begun(evidence: Evidence, question: Question, kept: Mapping[str, Mapping[str, Any]]) -> Ablation:
    replayed = evidence.certificates.replay(question.name)
    if replayed.checked is None:
        raise Refusal(f"{question.name} is not proved: [{replayed.code}] {replayed.message}")
    asked = read_problem(evidence.theory, question, evidence.certificates.replayer.bank)
    return Ablation(question, asked, dict(replayed.certificate), {k: dict(e) for k, e in kept.items()})


@dataclass
class _Search:
    evidence: Evidence
    found: Ablation
    budget: Budget
    scopes: dict[str, str] = field(default_factory=dict)

    @cached_property
    def listed(self) -> tuple[Hypothesis, ...]:
        """The hypotheses of the question."""
        return hypotheses(self.evidence.theory, self.found.question)

    @cached_property
    def stored(self) -> StoredProofs:
        """What the stored proofs make of the question."""
        return StoredProofs(self.evidence, self.found.question, self.found.problem)

    @cached_property
    def candidates(self) -> list[str]:
        """The scenarios that name a claim of the question's family, as another says nothing of what it needs.

        All of them for a text of the user's, which no check knows.
        """
        family = self.found.question.claim.split(".")[0]
        folders = (self.evidence.counterexamples, self.evidence.scenarios)
        named = {file: ids for folder in folders for file, ids in folder.named.items()}
        files = candidates(self.found.question, folders)
        if is_own(self.evidence.theory, self.found.question):
            return files
        return [file for file in files if any(id_.split(".")[0] == family for id_ in named[file])]

    def run(self) -> None:
        for hypothesis in self.listed:
            settled = hypothesis.id in self.found.entries
            if not settled and self.used(self.found.certificate) & set(hypothesis.assertions):
                self.found.entries[hypothesis.id] = (
                    needed_by(self.evidence, self.found.question, hypothesis, self.candidates)
                    or self.game(hypothesis)
                    or self.without(hypothesis)
                    or self.unknown(hypothesis)
                )

    def game(self, hypothesis: Hypothesis) -> Json | None:
        """Search for a game that shows that the hypothesis is needed; say where it is, or None if there is none."""
        question = self.found.question
        if not self.budget.seconds:
            return None
        if self.tried_before(hypothesis) is not None:
            self.scopes[hypothesis.id] = f"a search for {'/'.join(self.found.certificate['imports'][0])}"
            return None
        asked, dropped = question, hypothesis.assertions
        if hypothesis.weaker in self.evidence.theory.claim(question.claim).readings:
            asked, dropped = replace(question, reading=hypothesis.weaker), ()
        own = is_own(self.evidence.theory, asked)
        if not (own or is_checkable(asked)):
            self.scopes[hypothesis.id] = (
                "no search, as the interpreter does not know the claim under this reading"
            )
            return None
        result = find_game(
            self.evidence.theory,
            asked,
            GameBudget(10 * self.budget.seconds, self.budget.seeds[0]),
            without=dropped,
        )
        if isinstance(result, Found) and (own or unbroken(result.instance, asked, hypothesis) is None):
            path = f"counterexamples/{file_name(replace(question, claim=f'without-{hypothesis.id}-{question.claim}'))}"
            self.found.games[path], _ = written(self.evidence.theory, result, hypothesis.says)
            return {"need": "needed", "counterexample": path}
        count = len(result.scopes)
        self.scopes[hypothesis.id] = (
            f"{count} scopes, up to: {result.scopes[-1]}" if count else "any whole scope"
        )
        return None

    def without(self, hypothesis: Hypothesis) -> Json | None:
        """Look for a proof without the hypothesis, and say where it is; None if there is none."""
        certificate = self.proof(set(hypothesis.assertions))
        if certificate is None:
            return None
        folder = self.found.question.folder
        if self.is_better(certificate):
            self.found.certificate, self.found.improved = certificate, True
            return {"need": "not needed", "certificate": f"{folder}/certificate.json"}
        self.found.without[hypothesis.id] = certificate
        return {"need": "not needed", "certificate": f"{folder}/without-{hypothesis.id}.json"}

    def is_better(self, certificate: Json) -> bool:
        """Return whether a certificate may replace the stored one: it assumes less, and no import of it breaks.

        Questions that import the claim assert what the stored one uses, and maybe not even that there are two players.
        """
        old, name = self.found.certificate, self.found.question.name
        if not self.assumed(certificate) < self.assumed(old):
            return False
        certificates = self.evidence.certificates
        others = (other for other in certificates.stored() if other != name)
        return self.used(certificate) <= self.used(old) or not any(
            certificates.leads_to(other, name) for other in others
        )

    def assumed(self, certificate: Json) -> set[str]:
        """Return the hypotheses that a certificate rests on, by their ids."""
        used = self.used(certificate)
        return {h.id for h in self.listed if used & set(h.assertions)}

    def unknown(self, hypothesis: Hypothesis) -> Json:
        """Say in which scope neither a proof nor a game was found."""
        if not self.budget.seconds:
            shown = f"none of {len(self.candidates)} scenarios shows that it is needed"
            tried = f"no stored proof does without it, and {shown}; nothing was searched"
            return {"need": "unknown", "tried": tried, "seconds": "0"}
        proof = f"no proof without it in {self.budget.seconds:g} s for each way of proving a goal"
        game = f"no game among {len(self.candidates)} scenarios, nor in: {self.scopes[hypothesis.id]}"
        return {"need": "unknown", "tried": f"{proof}; {game}", "seconds": f"{self.budget.seconds:g}"}

    def proof(self, dropped: set[str]) -> Json | None:
        """Return a certificate that rests on none of the assertions ``dropped``, or None."""
        own, stored = self.found.certificate, self.stored
        quick = (
            stored.known(own),
            stored.referring(dropped),
            stored.restated(own, dropped & self.used(own)),
            stored.exchanged(own, dropped),
        )
        found = (*quick, self.fresh(dropped))
        for certificate in itertools.chain.from_iterable(found):
            with suppress(Refused):
                if not self.used(certificate) & dropped:
                    return certificate
        return None

    def tried_before(self, hypothesis: Hypothesis) -> str | None:
        """Return what was tried in vain for the question whose proof this one refers to, if it only does that."""
        if not refers(self.found.certificate):
            return None
        other = Question.named("/".join(self.found.certificate["imports"][0]))
        entry = recorded(self.evidence.certificates, other).get(hypothesis.id, {})
        tried = entry.get("tried")
        enough = float(entry.get("seconds", -1)) >= self.budget.seconds
        return tried if isinstance(tried, str) and enough else None

    def fresh(self, dropped: set[str]) -> Iterator[Json]:
        """Yield a proof found now, where there is one: the goals that rest on what is dropped are proved anew."""
        if not self.budget.seconds or any(
            self.tried_before(h) for h in self.listed if dropped.issuperset(h.assertions)
        ):
            return
        question, problem = self.found.question, self.found.problem
        planned = plan(self.evidence.theory, question)
        wanted = {other.name for other in planned.imports}
        wanted.update("/".join(entry) for entry in self.found.certificate["imports"])
        wanted.update(name for fact in dropped for name in (self.stored.saying({fact}) or {}).values())
        imports = self.imports(wanted)
        rest = {name: fact for name, fact in problem.assertions.items() if name not in dropped}
        with suppress(Refusal):
            if refers(self.found.certificate):
                usable = available(imports, rest.values())
                less = replace(problem, assertions=rest)
                yield find_proof(less, question, planned.steps, usable, self.budget)
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


def refers(certificate: Mapping[str, Any]) -> bool:
    """Return whether a proof only refers to another one."""
    goals, imports = certificate["goals"], ["/".join(entry) for entry in certificate["imports"]]
    return len(imports) == 1 and len(goals) == 1 and goals[0].get("uses") == imports
