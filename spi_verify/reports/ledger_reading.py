"""Reads the ledger: statuses computed from the stored evidence, scenarios checked, and what belongs to them."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

from spi_verify import __version__
from spi_verify.checking.readings import VARIANTS
from spi_verify.checking.rows import Instance
from spi_verify.errors import InputError, SpiVerifyError, unknown
from spi_verify.reports.ledger import (
    Answer,
    Claim,
    Exhibit,
    Hypothesis,
    Ledger,
    Node,
    Proof,
    Source,
    Variant,
)
from spi_verify.reports.paper import BASES, ITEMS, item_of
from spi_verify.reports.progress import Watch, unwatched
from spi_verify.scenarios.load import load_scenario
from spi_verify.theory.ablation import table
from spi_verify.theory.compose import compose
from spi_verify.theory.evidence import Evidence
from spi_verify.theory.exhibits import Exhibits
from spi_verify.theory.objects import Question
from spi_verify.theory.steps import plan
from spi_verify.theory.verdicts import Status, Verdict


def read_ledger(evidence: Evidence, ids: Sequence[str] = (), watch: Watch = unwatched) -> Ledger:
    """Return the ledger of a theory, or of some of its claims, with every verdict computed now.

    Errors: InputError for an id that is no claim.

    >>> from spi_verify.paths import root
    >>> from spi_verify.solving.questions import Solvers
    >>> from spi_verify.theory.registry import Theory
    >>> with Solvers() as solvers:
    ...     ledger = read_ledger(Evidence(Theory(root()), solvers), ["prop-1.improves"])
    >>> [(answer.name, answer.verdict.value) for answer in ledger.answers()][0]
    ('prop-1.improves/literal/2', 'proved')
    """
    return _Reader(evidence, ids, watch).ledger()


def known(evidence: Evidence, ids: Sequence[str]) -> list[str]:
    """Return these claims in the order of the paper, or all; InputError for an id that is no claim."""
    there = evidence.claims()
    for id_ in ids:
        if id_ not in there:
            raise unknown("unknown claim", id_, there, place="claim")
    return [id_ for id_ in there if not ids or id_ in ids]


class _Reader:
    def __init__(self, evidence: Evidence, ids: Sequence[str], watch: Watch) -> None:
        self.evidence, self.theory, self.watch = evidence, evidence.theory, watch
        self.ids = known(evidence, ids)

    def ledger(self) -> Ledger:
        """Return the ledger."""
        questions = [question for id_ in self.ids for question in self.evidence.questions(id_)]
        names = {question.name: question for question in questions}
        statuses = {
            name: self.evidence.status(names[name]) for name in self.watch("Replaying evidence", list(names))
        }
        answers = {name: self._answer(status) for name, status in statuses.items()}
        exhibits = self._exhibits(list(answers.values()))
        claims = tuple(self._claim(id_, answers, exhibits) for id_ in self.ids)
        return Ledger(
            __version__,
            self._nodes(claims),
            claims,
            self._variants(claims),
            exhibits,
            {name: v for e in exhibits for one in e.instances for name, v in one.solvers.items()},
            {**self.evidence.counterexamples.problems, **self.evidence.scenarios.problems},
        )

    # Answers

    def _answer(self, status: Status) -> Answer:
        question = status.question
        stated = self.theory.has(f"proofs/{question.claim}/claim.smt2")
        files = compose(self.theory, question).files if stated else ()
        nodes = (self.theory.node(f.removeprefix("encodings/")).node for f in files if f.startswith("enc"))
        proof = self._proof(status)
        shown = status.evidence if proof is None else ()
        return Answer(
            question.claim,
            question.reading,
            question.players,
            status.verdict,
            status.reason,
            proof,
            tuple(path for path in shown if path.endswith(".toml")),
            self._hypotheses(status, files),
            table(self.evidence, question) if proof is not None else (),
            self._imports(question, proof) if stated else (),
            tuple(dict.fromkeys(node for node in nodes if node)),
            files,
        )

    def _proof(self, status: Status) -> Proof | None:
        if status.sha256 is None:
            return None
        certificate, *rest = status.evidence
        witness = rest[0] if rest and status.verdict is Verdict.PROVED else ""
        return Proof(certificate, status.sha256, status.solvers, status.seeds, witness)

    def _hypotheses(self, status: Status, files: Sequence[str]) -> tuple[Hypothesis, ...]:
        where = (
            {name: file for file in files for name in self.theory.asserted(file)} if status.hypotheses else {}
        )
        found = []
        for name, need in status.hypotheses.items():
            file = where.get(name, "")
            node, says = status.question.claim, ""
            if file.startswith("encodings/"):
                source = self.theory.node(file.removeprefix("encodings/"))
                node, says = source.node, source.says
            found.append(Hypothesis(name, need, node, says))
        return tuple(found)

    def _imports(self, question: Question, proof: Proof | None) -> tuple[str, ...]:
        """Return what the accepted certificate imports, or what the written steps would."""
        if proof is not None:
            certificate = json.loads(self.theory.text(proof.path))  # the kernel has accepted it
            return tuple("/".join(entry) for entry in certificate["imports"])
        try:
            return tuple(imported.name for imported in plan(self.theory, question).imports)
        except InputError:  # the steps are for readings that the imported claim does not have
            return ()

    # Scenarios

    def _exhibits(self, answers: Sequence[Answer]) -> tuple[Exhibit, ...]:
        used: dict[str, dict[str, list[str]]] = {}
        for answer in answers:
            for file in answer.exhibits:
                kind = {Verdict.REFUTED: "refutes", Verdict.HOLDS_IN_SCOPE: "shows"}.get(answer.verdict)
                if kind:
                    used.setdefault(file, {}).setdefault(kind, []).append(answer.name)
            if answer.proof and answer.proof.witness:
                used.setdefault(answer.proof.witness, {}).setdefault("witnesses", []).append(answer.name)
        everything = len(self.ids) == len(self.evidence.claims())
        folders = (self.evidence.counterexamples, self.evidence.scenarios)
        files = [file for folder in folders for file in folder.files() if everything or file in used]
        files += sorted(file for file in used if file not in files)
        found = (self._exhibit(file, used.get(file, {})) for file in self.watch("Checking scenarios", files))
        return tuple(exhibit for exhibit in found if exhibit is not None)

    def _exhibit(self, file: str, used: Mapping[str, Sequence[str]]) -> Exhibit | None:
        try:
            scenario = load_scenario(self.theory.path(file))
        except SpiVerifyError:
            return None  # listed among the problems
        folder = next((f for f in self._folders if file.startswith(f"{f.folder}/")), None)
        instances: list[Instance] = []
        if folder is not None:
            ids = dict.fromkeys(reference.id for reference in scenario.claims)
            instances = [one.instance for id_ in ids for one in folder.exhibits(file, id_)]
        kinds = {kind: tuple(used.get(kind, ())) for kind in ("refutes", "shows", "witnesses")}
        problem = folder.problems.get(file, "") if folder is not None else ""
        return Exhibit(file, scenario, tuple(instances), problem=problem, **kinds)

    @cached_property
    def _folders(self) -> tuple[Exhibits, ...]:
        return self.evidence.counterexamples, self.evidence.scenarios

    # Claims and nodes

    def _claim(self, id_: str, answers: Mapping[str, Answer], exhibits: Sequence[Exhibit]) -> Claim:
        path = f"proofs/{id_}/claim.smt2"
        stated = self.theory.has(path)
        order = {base: place for place, base in enumerate(BASES)}
        found = (answer for answer in answers.values() if answer.claim == id_)
        own = tuple(sorted(found, key=lambda answer: order.get(answer.base, len(order))))
        says = self.theory.claim(id_).says if stated else _concluded(id_, exhibits)
        return Claim(id_, item_of(id_), says, path if stated else "", own)

    def _nodes(self, claims: Sequence[Claim]) -> tuple[Node, ...]:
        sources = [Source(n.path, n.node, n.says, n.requires) for n in self.theory.nodes() if n.node]
        sources.sort(key=lambda source: "/" in source.path)  # what all readings share, then each reading's
        place = {source.path: item_of(source.node) for source in sources}
        found: list[Node] = []
        for item in ITEMS:
            own = tuple(source for source in sources if item_of(source.node) == item.id)
            required = {place.get(path, "") for s in own for path in s.requires}
            earlier = tuple(node.id for node in found if node.id in required)  # later ones: of variants only
            found.append(Node(item, own, tuple(c.id for c in claims if c.node == item.id), earlier))
        return tuple(found)

    def _variants(self, claims: Sequence[Claim]) -> tuple[Variant, ...]:
        used: dict[str, set[str]] = {}
        for answer in (answer for claim in claims for answer in claim.answers):
            for variant in answer.variants:
                used.setdefault(variant, set()).add(answer.base)
        return tuple(self._variant(name, bases) for name, bases in sorted(used.items()))

    def _variant(self, name: str, bases: Collection[str]) -> Variant:
        shared = f"variants/{name}.smt2"
        paths = [path for path in (*(f"{base}/{name}.smt2" for base in bases), shared) if self._encoded(path)]
        nodes = [self.theory.node(path) for path in paths]
        nodes += [self.theory.node(path) for node in nodes for path in node.companions]
        says = self.theory.node(shared).says if shared in paths else VARIANTS.get(name, "")
        return Variant(name, says, bool(nodes) and not any(node.replaces for node in nodes))

    def _encoded(self, path: str) -> bool:
        return self.theory.has(f"encodings/{path}")


def _concluded(id_: str, exhibits: Sequence[Exhibit]) -> str:
    """Return what a claim without a file of its own says, from the conclusions that scenarios check."""
    for exhibit in exhibits:
        for instance in exhibit.instances:
            if instance.claim == id_ and instance.rows:
                rows = (row.statement for row in instance.rows if row.role == "conclusion")
                return "; ".join(dict.fromkeys(rows))
    return ""
