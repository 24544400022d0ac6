"""The ledger as Markdown: the verdict of every claim, the errata, and what each counterexample breaks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from spi_verify.checking.rows import Status, Verdict
from spi_verify.reports.ledger import Answer, Ledger
from spi_verify.reports.letters import marked_down, written
from spi_verify.reports.page_text import cut, visible
from spi_verify.reports.paper import SECTIONS
from spi_verify.theory.objects import PLAYERS

LONGEST_TEXT = 4000
_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+.!|~$^-])")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def md(text: str) -> str:
    r"""Return text as Markdown in which nothing is markup, on one line; invisible characters are seen as escapes.

    >>> md("a_b <script> | [x](y)")
    'a\\_b &lt;script&gt; \\| \\[x\\]\\(y\\)'
    """
    return _escaped(" ".join(text.split()))


def _escaped(text: str) -> str:
    line = visible(cut(re.sub(r"\s", " ", text), LONGEST_TEXT))
    return _SPECIAL.sub(r"\\\1", "".join(_ENTITIES.get(c, c) for c in line))


def prose(text: str) -> str:
    """Return text as Markdown, with what is written below and above the paper's letters.

    >>> prose("u^PMM of a_b")
    'u<sup>PMM</sup> of a<sub>b</sub>'
    """
    return written(text, _escaped, marked_down)


def markdown(ledger: Ledger) -> str:
    """Return the report: one table per claim, the errata, the counterexamples. Never fails."""
    parts = [
        "# Verdicts on safe Pareto improvements in program games",
        f"Written by spi\\-verify {md(ledger.version)}. *proved*: for all games of the stated kind, by a certificate "
        "that a kernel replays. *refuted*: by a game whose programs were run. *holds in scope*: in the games that the "
        "claim is about. *unknown*: nothing is claimed.",
        *(part for number in SECTIONS for part in _section(ledger, number)),
        *_errata(ledger),
        *_games(ledger),
    ]
    return "\n\n".join(parts) + "\n"


def _section(ledger: Ledger, number: str) -> Iterator[str]:
    nodes = [node for node in ledger.nodes if node.item.section == number and node.claims]
    if nodes:
        yield f"## {md(SECTIONS[number])}"
    for node in nodes:
        for id_ in node.claims:
            claim = ledger.claim(id_)
            yield f"### {md(claim.id)}"
            if claim.says:
                yield f"{prose(claim.says[:1].upper() + claim.says[1:])}."
            yield _table(
                ("reading", *PLAYERS, "evidence"),
                (_row(ledger, reading, claim.under(reading)) for reading in claim.readings),
            )


def _row(ledger: Ledger, reading: str, answers: Sequence[Answer]) -> list[str]:
    by_players = {answer.players: answer for answer in answers}
    words = [ledger.standing(by_players[n]).value if n in by_players else "" for n in PLAYERS]
    evidence = [a.proof.path if a.known_by == "certificate" and a.proof else a.exhibits[:1] for a in answers]
    paths = [path for one in evidence for path in ([one] if isinstance(one, str) else one)]
    return [md(reading), *words, md(", ".join(dict.fromkeys(paths)))]


def _errata(ledger: Ledger) -> Iterator[str]:
    rows = [
        [
            md(erratum.answer.claim),
            md(erratum.answer.reading),
            erratum.answer.players,
            md(", ".join(erratum.answer.exhibits[:1])),
            md(erratum.repairs[0].answer.reading if erratum.repairs else "none found"),
        ]
        for erratum in ledger.errata()
    ]
    yield "## Where the print and the verdict differ"
    yield _table(("claim", "reading", "players", "broken by", "weakest proved repair"), rows)


def _games(ledger: Ledger) -> Iterator[str]:
    yield "## Counterexamples"
    for exhibit in ledger.exhibits:
        if not exhibit.refutes:
            continue
        yield f"### {md(exhibit.scenario.title)}"
        yield f"{md(exhibit.file)}\\. {prose(' '.join(exhibit.scenario.description.split()))}"
        broken = [
            f"- refutes {md(instance.claim)} ({md(instance.reading)}):"
            f" {prose(row.statement)}: {prose(row.finding.evidence)}"
            for instance in exhibit.instances
            if instance.verdict is Verdict.REFUTES
            for row in instance.rows
            if row.role == "conclusion" and row.finding.status is Status.FAILS
        ]
        yield "\n".join(broken)


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    names = list(head)
    lines = [names, ["---"] * len(names), *map(list, rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
