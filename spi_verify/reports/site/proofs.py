"""Proofs as pages show them: the certificate's argument in MathML, with links to what it uses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from spi_verify.reports.ledger import Answer, Ledger
from spi_verify.reports.mathml import mathml
from spi_verify.reports.paper import item_of
from spi_verify.reports.site.places import claim_page, item_page, proof_page
from spi_verify.theory.explain import Explanation, Part
from spi_verify.theory.lines import Block, Line

_CASES = {"nobody": "for the empty list", "believe": "from a list to one that is longer by one"}


@dataclass(frozen=True)
class UseView:
    """A fact that a proof uses: its name, address (or none), whether it is needed, in words, as a formula."""

    name: str
    href: str
    need: str
    words: str
    formula: str


@dataclass(frozen=True)
class PartView:
    """The argument for one goal, or one case of it."""

    id: str
    title: str
    words: str
    formula: Markup
    short: tuple[str, ...]
    blocks: tuple[Block, ...]
    link: Callable[[str], str]

    def text(self, line: Line) -> Markup:
        """Return a line without its number, as HTML."""
        return Markup(mathml(str(line).removeprefix(f"{line.number}. "), self.link))


@dataclass(frozen=True)
class ProofView:
    """The argument of one answer's certificate."""

    answer: Answer
    uses: tuple[UseView, ...]
    parts: tuple[PartView, ...]
    legend: tuple[str, ...]


def proof_view(ledger: Ledger, answer: Answer, found: Explanation, to: Callable[[str], str]) -> ProofView:
    """Return how a page shows an explanation; ``to`` gives the address of another page from there."""
    return _Viewer(ledger, answer, found, to).view()


class _Viewer:
    def __init__(self, ledger: Ledger, answer: Answer, found: Explanation, to: Callable[[str], str]) -> None:
        self.ledger, self.answer, self.found, self.to = ledger, answer, found, to
        self.shown = {part.name: _id(part) for part in reversed(found.parts)}
        used = (use for part in found.parts for use in part.uses)
        self.places = {use.name: self._place(use.name, use.node, use.words) for use in used}
        for name in answer.imports:  # lines call an import by its claim, where that is clear
            self.places.setdefault(name.split("/")[0], self._place(name, "", ""))

    def view(self) -> ProofView:
        needs = {hypothesis.name: hypothesis.need for hypothesis in self.answer.hypotheses}
        used = {use.name: use for part in self.found.parts for use in part.uses}
        uses = tuple(
            UseView(use.name, self.places.get(use.name, ""), needs.get(use.name, ""), use.words, use.formula)
            for use in used.values()
            if use.name not in self.shown
        )
        parts = tuple(self._part(part, number) for number, part in enumerate(self.found.parts, 1))
        return ProofView(self.answer, uses, parts, self.found.legend)

    def _part(self, part: Part, number: int) -> PartView:
        last = part.name == "conclusion"
        title = "The claim" if last else f"Step {number} · {part.name}"
        if part.case:
            title += f", {_CASES.get(part.case, f'case {part.case}')}"
        id_ = _id(part)

        def link(name: str) -> str:
            return f"#{id_}-{name}" if name.isdigit() else self._link(name)

        formula = Markup(mathml(f"{part.formula}.", link))
        words = "" if last else part.words
        return PartView(id_, title, words, formula, part.short, part.blocks, link)

    def _link(self, name: str) -> str:
        return f"#{self.shown[name]}" if name in self.shown else self.places.get(name, "")

    def _place(self, name: str, node: str, words: str) -> str:
        """Return where a fact is shown: an import's proof, an item's page, or the claim's for its own assertions, which
        no file of the encodings puts into words."""
        if node == self.answer.claim and not words:
            return self.to(claim_page(node))
        if name in self.ledger.by_name:
            return self.to(proof_page(name) if self.ledger.by_name[name].proof else claim_page(name))
        items = {one.id for one in self.ledger.nodes}
        item = item_of(node) if node else ""
        if item in items and node in items | {"sel"} | {s.node for n in self.ledger.nodes for s in n.sources}:
            return self.to(f"{item_page(item)}#{name}")
        return self.to(claim_page(node)) if node in {claim.id for claim in self.ledger.claims} else ""


def _id(part: Part) -> str:
    return f"{part.name}-{part.case}" if part.case else part.name
