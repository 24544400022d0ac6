"""Where the pages of the site are: paths relative to its folder, and links from one to another."""

from __future__ import annotations

import os
from pathlib import PurePosixPath
from urllib.parse import quote

from spi_verify.reports.ledger import Answer

INDEX, LEDGER, GRAPH, ERRATA, GAMES, SCOPE = (
    f"{name}.html" for name in ("index", "ledger", "graph", "errata", "games", "scope")
)
STYLE, SCRIPT = "assets/site.css", "assets/site.js"


def claim_page(claim: str) -> str:
    """Return the path of a claim's page.

    >>> claim_page("thm-3.2")
    'claims/thm-3.2.html'
    """
    return f"claims/{claim}.html"


def item_page(item: str) -> str:
    """Return the path of the page of an item of the paper."""
    return f"items/{item}.html"


def proof_page(answer: str) -> str:
    """Return the path of the page that shows the proof of an answer, by the answer's name.

    >>> proof_page("thm-3.2/prn+convex/2")
    'proofs/thm-3.2--prn_convex--2.html'
    """
    return f"proofs/{answer.replace('+', '_').replace('/', '--')}.html"


def certificate_file(answer: str) -> str:
    """Return the path of the copy of an answer's certificate."""
    return f"{proof_page(answer).removesuffix('.html')}.json"


def game_page(file: str) -> str:
    """Return the path of the page of a scenario file; what stands in other folders keeps its folders in the name.

    >>> game_page("counterexamples/ex-4-figure.toml"), game_page("proofs/app-b/literal/2/witness.toml")
    ('games/ex-4-figure.html', 'games/proofs--app-b--literal--2--witness.html')
    """
    path = PurePosixPath(file).with_suffix("")
    shipped = path.parts[0] in ("counterexamples", "scenarios") and len(path.parts) == 2
    name = path.name if shipped else "--".join(path.parts)
    return f"games/{name.replace('+', '_')}.html"


def answer_page(answer: Answer) -> str:
    """Return where one sees why an answer has its verdict: its proof, its game, or the claim's page."""
    if answer.known_by == "certificate":
        return proof_page(answer.name)
    if answer.known_by and answer.exhibits:
        return game_page(answer.exhibits[0])
    return claim_page(answer.claim)


def link(page: str, target: str) -> str:
    """Return the link from one page to another (with ``#part``, perhaps), as a relative address.

    >>> link("claims/thm-3.html", "proofs/a+b.html#step-1")
    '../proofs/a%2Bb.html#step-1'
    """
    path, mark, part = target.partition("#")
    relative = os.path.relpath(path, os.path.dirname(page) or ".") if path else ""
    return quote(relative) + mark + quote(part)


def scenario_file(file: str) -> str:
    """Return the path of the copy of a scenario file."""
    return f"{game_page(file).removesuffix('.html')}.toml"
