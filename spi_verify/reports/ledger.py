"""The ledger: what is claimed, under which readings, with which verdicts, on which evidence. Data for every report.

Nothing here is written down by hand: ``ledger_reading`` computes it from the theory and the stored evidence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from spi_verify.checking.rows import Instance
from spi_verify.reports.paper import Item
from spi_verify.scenarios.scenario import Scenario
from spi_verify.theory.ablation import Row
from spi_verify.theory.objects import PLAYERS
from spi_verify.theory.verdicts import Need, Verdict

Known = Literal["certificate", "counterexample", "scenarios", ""]
"""How a verdict is known: a proof that the kernel replays, a game that breaks the claim, games in which it holds."""


@dataclass(frozen=True)
class Source:
    """A file of ``encodings/``: its path, the id of the item that it encodes, what it says, what it requires."""

    path: str
    node: str
    says: str
    requires: tuple[str, ...] = ()


@dataclass(frozen=True)
class Node:
    """An item of the paper, the files that encode it, the claims that belong to it, the earlier items it builds on."""

    item: Item
    sources: tuple[Source, ...]
    claims: tuple[str, ...]
    rests_on: tuple[str, ...]

    @property
    def id(self) -> str:
        """The item's id."""
        return self.item.id


@dataclass(frozen=True)
class Variant:
    """A variant that readings add with ``+``: its name, and what it supposes or changes.

    ``adds`` says that it only adds assertions: what is proved without it stays proved with it.
    """

    name: str
    says: str
    adds: bool


@dataclass(frozen=True)
class Hypothesis:
    """An assertion that a proof uses: its name, whether it is needed, the item it belongs to, what that says."""

    name: str
    need: Need
    node: str
    says: str


@dataclass(frozen=True)
class Proof:
    """An accepted certificate: its path, its sha256, what found it, and the witness that its hypotheses can be met."""

    path: str
    sha256: str
    solvers: Mapping[str, str] = field(default_factory=dict)
    seeds: Mapping[str, int] = field(default_factory=dict)
    witness: str = ""


@dataclass(frozen=True)
class Answer:
    """A claim under a reading for a number of players, with its computed verdict and what that rests on.

    ``exhibits`` are the scenarios that refute it, or in which it holds. ``imports`` are the names of the answers that
    the proof uses (or that the written steps would use, where there is no proof), ``nodes`` the ids of the items that
    its formulas speak of. ``proof`` is there whenever the kernel accepts a certificate, whatever the verdict; then
    ``hypotheses`` are the assertions it uses, and ``ablation`` says of each hypothesis whether it is needed, and why.

    >>> Answer("thm-3.2", "published+csr-only", "any", Verdict.UNKNOWN, "no certificate").name
    'thm-3.2/published+csr-only/any'
    """

    claim: str
    reading: str
    players: str
    verdict: Verdict
    reason: str
    proof: Proof | None = None
    exhibits: tuple[str, ...] = ()
    hypotheses: tuple[Hypothesis, ...] = ()
    ablation: tuple[Row, ...] = ()
    imports: tuple[str, ...] = ()
    nodes: tuple[str, ...] = ()
    files: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The claim, the reading and the players, as folders under ``proofs/`` have them."""
        return f"{self.claim}/{self.reading}/{self.players}"

    @property
    def base(self) -> str:
        """The base of the reading: ``literal``, or one of theorem 3's."""
        return self.reading.split("+")[0]

    @property
    def variants(self) -> tuple[str, ...]:
        """The variants that the reading adds to its base; none where it is what is printed."""
        return tuple(self.reading.split("+")[1:])

    @property
    def printed(self) -> bool:
        """Whether the reading is a base, without variants."""
        return not self.variants

    @property
    def known_by(self) -> Known:
        """How the verdict is known; empty where it is unknown."""
        known: dict[Verdict, Known] = {
            Verdict.PROVED: "certificate",
            Verdict.VACUOUS: "certificate",
            Verdict.REFUTED: "counterexample",
            Verdict.HOLDS_IN_SCOPE: "scenarios",
        }
        return known.get(self.verdict, "")


@dataclass(frozen=True)
class Claim:
    """A claim: its id, the item that it belongs to, what it says, and its answers by readings, then players.

    ``path`` is the file that states it, or empty for a claim that only scenarios are about.
    """

    id: str
    node: str
    says: str
    path: str
    answers: tuple[Answer, ...]

    @property
    def readings(self) -> tuple[str, ...]:
        """The readings, in order."""
        return tuple(dict.fromkeys(answer.reading for answer in self.answers))

    @property
    def bases(self) -> tuple[str, ...]:
        """The bases of the readings, in order; the first is what the paper prints."""
        return tuple(dict.fromkeys(answer.base for answer in self.answers))

    def under(self, reading: str) -> tuple[Answer, ...]:
        """Return the answers under one reading, by players."""
        return tuple(answer for answer in self.answers if answer.reading == reading)


@dataclass(frozen=True)
class Exhibit:
    """A scenario with what checking it gives, and the names of the answers that it refutes, shows or is a witness of.

    ``file`` is relative to the root. ``problem`` says why some claim of it could not be checked.
    """

    file: str
    scenario: Scenario
    instances: tuple[Instance, ...]
    refutes: tuple[str, ...] = ()
    shows: tuple[str, ...] = ()
    witnesses: tuple[str, ...] = ()
    problem: str = ""


@dataclass(frozen=True)
class Repair:
    """A proved answer that stands in for a refuted or unsettled one: which variants it adds, for how many players."""

    answer: Answer
    added: tuple[str, ...]
    fewer_players: bool


@dataclass(frozen=True)
class Erratum:
    """A printed statement that is refuted (or not proved), for a number of players, with its weakest proved repairs."""

    answer: Answer
    repairs: tuple[Repair, ...]


@dataclass(frozen=True)
class Ledger:
    """Everything: items in paper order, claims in paper order (our lemmas last), variants, scenarios.

    ``solvers`` are the solvers (with versions) that the checks of scenarios asked just now. ``problems`` lists files
    that could not be used as evidence, and why.
    """

    version: str
    nodes: tuple[Node, ...]
    claims: tuple[Claim, ...]
    variants: tuple[Variant, ...]
    exhibits: tuple[Exhibit, ...]
    solvers: Mapping[str, str] = field(default_factory=dict)
    problems: Mapping[str, str] = field(default_factory=dict)

    def answers(self) -> Iterator[Answer]:
        """Yield every answer, claim by claim."""
        for claim in self.claims:
            yield from claim.answers

    @cached_property
    def by_name(self) -> Mapping[str, Answer]:
        """The answers by name."""
        return {answer.name: answer for answer in self.answers()}

    def claim(self, id_: str) -> Claim:
        """Return a claim by its id. Raises KeyError if there is none."""
        return self._claims[id_]

    @cached_property
    def _claims(self) -> Mapping[str, Claim]:
        return {claim.id: claim for claim in self.claims}

    def node(self, id_: str) -> Node:
        """Return a node by its id. Raises StopIteration if there is none."""
        return next(node for node in self.nodes if node.id == id_)

    def says(self, variant: str) -> str:
        """Return what a variant supposes; empty for one that is not known."""
        return {one.name: one.says for one in self.variants}.get(variant, "")

    def standing(self, answer: Answer) -> Verdict:
        """Return an answer's verdict, but never a better one than what it rests on: *unknown* where a claim that
        its proof imports is not proved itself."""
        return self._standings.get(answer.name, answer.verdict)

    @cached_property
    def _standings(self) -> Mapping[str, Verdict]:
        found: dict[str, Verdict] = {}

        def visit(answer: Answer, above: frozenset[str]) -> Verdict:
            if answer.name not in found:
                verdict = answer.verdict
                if verdict is Verdict.PROVED:
                    inside = above | {answer.name}
                    for name in answer.imports:
                        other = self.by_name.get(name)
                        if other is None or name in inside or visit(other, inside) is not Verdict.PROVED:
                            verdict = Verdict.UNKNOWN
                found[answer.name] = verdict
            return found[answer.name]

        for answer in self.answers():
            visit(answer, frozenset())
        return found

    def errata(self) -> tuple[Erratum, ...]:
        """Return the printed statements that are refuted or vacuous, with their weakest proved repairs."""
        wrong = (Verdict.REFUTED, Verdict.VACUOUS)
        return tuple(
            Erratum(a, self.repairs(a)) for a in self.answers() if a.printed and self.standing(a) in wrong
        )

    def unsettled(self) -> tuple[Erratum, ...]:
        """Return the printed statements that are unknown though a repair of them is proved."""
        found = (a for a in self.answers() if a.printed and self.standing(a) is Verdict.UNKNOWN)
        return tuple(Erratum(a, repairs) for a in found if (repairs := self.repairs(a)))

    def repairs(self, answer: Answer) -> tuple[Repair, ...]:
        """Return the proved readings that add the fewest variants to a printed one, for as many players; where that
        takes a variant, also the printed reading itself for fewer players, if it is proved."""
        own = [a for a in self.claim(answer.claim).answers if a.base == answer.base]
        proved = [a for a in own if self.standing(a) is Verdict.PROVED]
        enough = [a for a in proved if a.players in (answer.players, "any") and a.variants]
        least = min((len(a.variants) for a in enough), default=0)
        best: dict[str, Answer] = {}
        for a in enough:
            if len(a.variants) == least and (a.players == "any" or a.reading not in best):
                best[a.reading] = a
        fewer = [a for a in proved if a.printed and _fewer(a.players, answer.players)]
        return (
            *(Repair(a, a.variants, False) for a in best.values()),
            *(Repair(a, (), True) for a in fewer[-1:]),
        )


def _fewer(players: str, than: str) -> bool:
    return PLAYERS.index(players) < PLAYERS.index(than)
