"""What every page of the site asks: addresses, titles, rows of the ledger, and how answers are known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from spi_verify.reports.ledger import Answer, Claim, Erratum, Exhibit, Ledger, Repair, Source
from spi_verify.reports.paper import ITEMS, OWN, SECTIONS, Item
from spi_verify.reports.site import places
from spi_verify.theory.ablation import Row as Ablated
from spi_verify.theory.verdicts import Verdict


@dataclass(frozen=True)
class Known:
    """How an answer is known, in words, with the address of the evidence."""

    words: str
    href: str = ""
    link: str = ""


@dataclass(frozen=True)
class Row:
    """The answers under one reading, by players, how they are known, and the hypotheses that the most general proof
    uses (None where there is no proof)."""

    reading: str
    found: Mapping[str, Answer]
    known: tuple[Known, ...]
    ablation: tuple[Ablated, ...] | None
    verdicts: tuple[str, ...]
    printed: bool


@dataclass(frozen=True)
class Group:
    """An item of the paper (or our lemmas) as the ledger shows it: with its files and its claims."""

    id: str
    title: str
    about: str
    href: str
    sources: tuple[Source, ...]
    claims: tuple[Claim, ...]


@dataclass(frozen=True)
class ErratumView:
    """The errata of one claim under one base: the answers that are refuted (or unsettled) and their repairs."""

    claim: Claim
    base: str
    answers: tuple[Answer, ...]
    repairs: tuple[Repair, ...]

    @property
    def id(self) -> str:
        """The place on the page."""
        return f"{self.claim.id}-{self.base}"


class Site:
    """The site of a ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.claim_page, self.item_page, self.proof_page = (
            places.claim_page,
            places.item_page,
            places.proof_page,
        )
        self.game_page, self.answer_page = places.game_page, places.answer_page
        self.certificate_file = places.certificate_file

    @cached_property
    def exhibits(self) -> Mapping[str, Exhibit]:
        """The scenarios by file."""
        return {exhibit.file: exhibit for exhibit in self.ledger.exhibits}

    def title(self, file: str) -> str:
        """Return the title of a scenario."""
        return self.exhibits[file].scenario.title if file in self.exhibits else file

    def claims_of(self, names: Sequence[str]) -> tuple[tuple[str, int], ...]:
        """Return the claims that answers with these names are about, each with how many of them are.

        >>> Site(Ledger("0", (), (), (), ())).claims_of(["prop-2/literal/2", "prop-2/literal/any"])
        (('prop-2', 2),)
        """
        return tuple(Counter(name.split("/")[0] for name in names).items())

    def source(self, source: Source) -> str:
        """Return where an encoding is shown."""
        return f"{places.item_page(self._items[source.path])}#{source_id(source.path)}"

    def evidence(self, path: str) -> str:
        """Return where a file of the evidence is shown; empty for one that the site does not have."""
        if path in self.exhibits:
            return places.game_page(path)
        return self._certificates.get(path, "")

    @cached_property
    def _certificates(self) -> Mapping[str, str]:
        return {a.proof.path: places.proof_page(a.name) for a in self.ledger.answers() if a.proof}

    @cached_property
    def _items(self) -> Mapping[str, str]:
        return {source.path: node.id for node in self.ledger.nodes for source in node.sources}

    def item(self, claim: Claim) -> Item | None:
        """Return the item that a claim belongs to; None for a lemma of our own."""
        return next((item for item in ITEMS if item.id == claim.node), None)

    def printed(self, claim: Claim) -> tuple[Answer, ...]:
        """Return the answers about what the paper prints, by players."""
        return claim.under(claim.bases[0]) if claim.bases else ()

    def groups(self) -> tuple[Group, ...]:
        """Return the items in paper order, with their claims, and our lemmas last."""
        found = [
            Group(
                node.id,
                node.item.title if node.item.kind != "section" else SECTIONS[node.item.section],
                node.item.about if node.item.kind != "section" else "",
                places.item_page(node.id),
                node.sources,
                tuple(self.ledger.claim(id_) for id_ in node.claims),
            )
            for node in self.ledger.nodes
        ]
        own = tuple(claim for claim in self.ledger.claims if claim.node == OWN)
        if own:
            found.append(Group(OWN, SECTIONS[""], "used by several proofs", places.LEDGER, (), own))
        return tuple(found)

    def rows(self, claim: Claim) -> tuple[Row, ...]:
        """Return the rows of a claim: one for each reading."""
        return tuple(self._row(claim.under(reading)) for reading in claim.readings)

    def _row(self, answers: Sequence[Answer]) -> Row:
        proved = [a for a in answers if a.proof is not None]
        return Row(
            answers[0].reading,
            {answer.players: answer for answer in answers},
            tuple(dict.fromkeys(known for answer in answers for known in self._known(answer))),
            tuple(r for r in proved[-1].ablation if r.need != "not needed") if proved else None,
            tuple(dict.fromkeys(self.ledger.standing(answer).value.replace(" ", "-") for answer in answers)),
            answers[0].printed,
        )

    def _known(self, answer: Answer) -> list[Known]:
        for_n = {"2": "n = 2", "3": "n = 3", "any": "any n"}[answer.players]
        standing = self.ledger.standing(answer)
        if standing is Verdict.PROVED:
            return [Known(f"{for_n}:", places.proof_page(answer.name), "proof")]
        if answer.known_by in ("counterexample", "scenarios"):
            word = "broken by" if standing is Verdict.REFUTED else "holds in"
            return [Known(word, places.game_page(file), self.title(file)) for file in answer.exhibits]
        return [Known(answer.reason)]

    @cached_property
    def errata(self) -> tuple[ErratumView, ...]:
        """The errata, one per claim and base."""
        return self._grouped(self.ledger.errata())

    @cached_property
    def unsettled(self) -> tuple[ErratumView, ...]:
        """What is unsettled but repaired, one per claim and base; not what is an erratum."""
        errata = {(e.claim.id, e.base) for e in self.errata}
        return tuple(e for e in self._grouped(self.ledger.unsettled()) if (e.claim.id, e.base) not in errata)

    def _grouped(self, errata: Sequence[Erratum]) -> tuple[ErratumView, ...]:
        together: dict[tuple[str, str], list[Erratum]] = {}
        for erratum in errata:
            together.setdefault((erratum.answer.claim, erratum.answer.base), []).append(erratum)
        return tuple(
            ErratumView(
                self.ledger.claim(claim),
                base,
                tuple(erratum.answer for erratum in found),
                _weakest([repair for erratum in found for repair in erratum.repairs]),
            )
            for (claim, base), found in together.items()
        )


def _weakest(repairs: Sequence[Repair]) -> tuple[Repair, ...]:
    """Return repairs once each, without those for some number of players that one for any number covers."""
    by_name = {repair.answer.name: repair for repair in repairs}
    general = {r.answer.reading for r in by_name.values() if r.answer.players == "any"}
    return tuple(r for r in by_name.values() if r.answer.players == "any" or r.answer.reading not in general)


def source_id(path: str) -> str:
    """Return the place of an encoding on its item's page.

    >>> source_id("variants/csr-only.smt2")
    'file-variants-csr-only'
    """
    return f"file-{path.removesuffix('.smt2').replace('/', '-')}"
