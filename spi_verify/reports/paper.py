"""The numbered items of the paper in its order, and which of them a claim belongs to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "section", "definition", "assumption", "algorithm", "proposition", "theorem", "appendix", "example"
]

OWN = "lemmas"
"""The item that the claims belong to which the paper does not have: lemmas that our proofs share."""


@dataclass(frozen=True)
class Item:
    """A numbered item of the paper: its id, what it is, its number or letter, what it is about, its section.

    >>> Item("def-5", "definition", "5", "the Pareto meet minimum", "3").title
    'Definition 5'
    """

    id: str
    kind: Kind
    number: str
    about: str
    section: str

    @property
    def title(self) -> str:
        """The item's kind and number, as the paper writes them."""
        return f"{self.kind.capitalize()} {self.number}"


SECTIONS = {
    "1": "Base game",
    "2": "Program games",
    "3": "The Pareto meet minimum",
    "4": "Conditional set-valued renegotiation",
    "5": "Iterated renegotiation and tightness",
    "6": "Examples",
    "": "Lemmas of our own",
}
"""The sections of the restatement, by number; under the empty one stands what the paper does not have."""

ITEMS = (
    Item("section-1", "section", "1", "the base game", "1"),
    Item("section-2", "section", "2", "program games", "2"),
    Item("def-1", "definition", "1", "subjective equilibrium", "2"),
    Item("def-2", "definition", "2", "safe Pareto improvement", "2"),
    Item("def-3", "definition", "3", "renegotiation function", "2"),
    Item("alg-1", "algorithm", "1", "renegotiation programs", "2"),
    Item("prop-1", "proposition", "1", "renegotiation is a safe Pareto improvement", "2"),
    Item("asm-4", "assumption", "4", "renegotiation is not punished", "2"),
    Item("prop-2", "proposition", "2", "renegotiation in equilibrium", "2"),
    Item("def-5", "definition", "5", "Pareto meet minimum and projections", "3"),
    Item("section-4", "section", "4", "the game with CSR programs", "4"),
    Item("def-6", "definition", "6", "set-valued renegotiation and selection functions", "4"),
    Item("alg-2", "algorithm", "2", "conditional set-valued renegotiation (CSR)", "4"),
    Item("def-7", "definition", "7", "PMP-extension", "4"),
    Item("asm-8", "assumption", "8", "CSR and PMP-extension are not punished", "4"),
    Item("thm-3", "theorem", "3", "players get at least the Pareto meet minimum", "4"),
    Item("prop-4", "proposition", "4", "CSR that offers the projection is a safe Pareto improvement", "4"),
    Item("app-b", "appendix", "B", "the choice of selection function", "4"),
    Item("alg-3", "algorithm", "3", "iterated CSR (ICSR)", "5"),
    Item("prop-5", "proposition", "5", "iteration does not escape the Pareto meet minimum", "5"),
    Item("ex-1", "example", "1", "the Scheduling Game", "6"),
    Item("ex-2", "example", "2", "renegotiation in the Scheduling Game", "6"),
    Item("ex-3", "example", "3", "set-valued renegotiation", "6"),
    Item("ex-4", "example", "4", "unconditional sets can hurt", "6"),
    Item("ex-5", "example", "5", "iterated renegotiation", "6"),
)

PRINTED_STEPS = {
    "thm-3.1": ("thm-3.wlog",),
    "thm-3.2": ("thm-3.inclusion", "thm-3.meet", "thm-3.common"),
    "thm-3.3": ("thm-3.pointwise", "thm-3.equilibrium"),
    "thm-3.pointwise": ("thm-3.no-pmp", "thm-3.agree", "thm-3.disagree"),
    "thm-3.common": ("thm-3.nonempty",),
}
"""Which claims the printed proof of a claim rests on."""

BASES = {
    "literal": "as printed",
    "published": "the paper, as printed",
    "blog": "the authors’ blog account of 2024",
    "prn": "draft: PMP-renegotiation programs",
    "conditional": "draft: extension operator",
    "two-selectors": "draft: a selection function for each player",
}
"""The bases of readings, and where each is stated."""

_NUMBERED = re.compile(r"([a-z]+-[0-9a-z]+)(?:\.|$)")


def item_of(claim: str) -> str:
    """Return the id of the item that a claim, or a node of the encodings, belongs to: ``lemmas`` for what the paper
    does not have.

    >>> item_of("prop-4.1.improves"), item_of("sel.nash.transitive"), item_of("lemma.outcome")
    ('prop-4', 'def-6', 'lemmas')
    """
    if claim.startswith("sel."):  # the rules that people would use for def-6's selection function
        return "def-6"
    found = _NUMBERED.match(claim)
    return found[1] if found and found[1] in {item.id for item in ITEMS} else OWN
