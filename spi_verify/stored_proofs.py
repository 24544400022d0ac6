"""Proofs without a hypothesis out of what is stored: other questions' proofs, referred to, restated or exchanged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from spi_verify.kernel.shapes import parse
from spi_verify.kernel.terms import Problem, Refused, Term
from spi_verify.proving import reference
from spi_verify.theory.evidence import Evidence
from spi_verify.theory.objects import Question

Json = dict[str, Any]


@dataclass
class StoredProofs:
    """What the certificates at hand make of a question; none is checked here, and whoever takes one has it checked."""

    evidence: Evidence
    question: Question
    problem: Problem

    def known(self, certificate: Json) -> Iterator[Json]:
        """Yield what the stored proofs of the claim's questions, other readings and players included, are here."""
        theory, question = self.evidence.theory, self.question
        head = {key: certificate[key] for key in ("claim", "reading", "players", "problem")}
        for other in theory.claim(question.claim).questions():
            for path in sorted((theory.root / other.folder).glob("*.json")):
                if path.name == "certificate.json" or path.name.startswith("without-"):
                    with suppress(Refused):
                        stored = parse(path.read_text(encoding="utf-8"))
                        if isinstance(stored, dict):
                            yield {**stored, **head}

    def referring(self, dropped: set[str]) -> Iterator[Json]:
        """Yield certificates that refer to the claim's other proved questions, and to what concludes their assumptions.

        Of these only the ones that are not asserted here, or dropped.
        """
        question, certificates, problem = self.question, self.evidence.certificates, self.problem
        rest = {fact for name, fact in problem.assertions.items() if name not in dropped}
        for other in self.evidence.theory.claim(question.claim).questions():
            checked = certificates.replay(other.name).checked if certificates.exists(other) else None
            if checked is None or certificates.leads_to(other.name, question.name):
                continue
            standing = self.concluding(set(checked.rests_on.values()) - rest, rest)
            if standing is not None:
                names = list(dict.fromkeys(standing.values()))
                yield reference(question, problem.digest, other.name, names)

    def restated(self, certificate: Json, dropped: set[str]) -> Iterator[Json]:
        """Yield known certificates where proved claims stand for the assertions ``dropped``, if some say just that."""
        claims = self.saying(dropped)
        if claims is not None:
            yield from (renamed(known, claims) for known in (certificate, *self.known(certificate)))

    def exchanged(self, certificate: Json, dropped: set[str]) -> Iterator[Json]:
        """Yield known certificates where other proved claims stand for imports that rest on what is dropped."""
        replay = self.evidence.certificates.replay
        rest = {fact for name, fact in self.problem.assertions.items() if name not in dropped}
        for known in (certificate, *self.known(certificate)):
            imports = {name: replay(name).checked for name in ("/".join(entry) for entry in known["imports"])}
            concluded = {
                name: claim.conclusion
                for name, claim in imports.items()
                if claim is not None and not rest.issuperset(claim.rests_on.values())
            }
            others = self.concluding(set(concluded.values()), rest)
            if concluded and others is not None:
                yield renamed(known, {name: others[fact] for name, fact in concluded.items()})

    def saying(self, assertions: set[str]) -> dict[str, str] | None:
        """Return a proved question that concludes it from others here, for each assertion; None if one has none."""
        problem = self.problem
        rest = {fact for name, fact in problem.assertions.items() if name not in assertions}
        found = self.concluding({problem.assertions[name] for name in assertions}, rest)
        return None if found is None else {name: found[problem.assertions[name]] for name in assertions}

    def concluding(self, facts: set[Term], rest: set[Term]) -> dict[Term, str] | None:
        """Return a proved question that concludes it from facts of ``rest``, for each fact; None if one has none."""
        replay, found = self.evidence.certificates.replay, dict[Term, str]()
        for fact in facts:
            for name in self.concluded.get(fact, ()):
                checked = replay(name).checked
                if checked is not None and rest.issuperset(checked.rests_on.values()):
                    found[fact] = name
                    break
            else:
                return None
        return found

    @cached_property
    def concluded(self) -> Mapping[Term, list[str]]:
        """The proved questions that do not rest on this one, by what they conclude, those of its base first."""
        certificates = self.evidence.certificates
        base = self.question.reading.split("+")[0]
        names = [n for n in certificates.stored() if not certificates.leads_to(n, self.question.name)]
        names.sort(key=lambda name: Question.named(name).reading.split("+")[0] != base)
        found: dict[Term, list[str]] = {}
        for name in names:
            checked = certificates.replay(name).checked
            if checked is not None:
                found.setdefault(checked.conclusion, []).append(name)
        return found


def renamed(certificate: Mapping[str, Any], claims: Mapping[str, str]) -> Json:
    """Return a certificate that uses imported claims, by their names, for assertions that say the same.

    >>> goal = {"goal": "conclusion", "uses": ["a"], "witnesses": [], "instances": [["a", ["x"]], ["(p x)", ["x"]]]}
    >>> renamed({"imports": [], "goals": [goal]}, {"a": "c/literal/any"})["goals"][0]["instances"]
    [['c/literal/any', ['x']], ['(p x)', ['x']]]
    """

    def body(part: Mapping[str, Any]) -> Json:
        return {
            **part,
            "uses": list(dict.fromkeys(claims.get(fact, fact) for fact in part["uses"])),
            "witnesses": [[names, claims.get(formula, formula)] for names, formula in part["witnesses"]],
            "instances": [[claims.get(formula, formula), terms] for formula, terms in part["instances"]],
        }

    def goal(old: Mapping[str, Any]) -> Json:
        if "induction" in old:
            return {**old, "cases": {name: body(part) for name, part in old["cases"].items()}}
        return body(old)

    imports = ("/".join(entry) for entry in certificate["imports"])
    names = dict.fromkeys([*(name for name in imports if name not in claims), *claims.values()])
    return {
        **certificate,
        "imports": [name.split("/") for name in names],
        "goals": [goal(old) for old in certificate["goals"]],
    }
