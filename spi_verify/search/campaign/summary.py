"""The page of what was measured over families of games, as Markdown."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from spi_verify.paths import shipped
from spi_verify.search.campaign.measures import FACTS, GAINS, MODELS
from spi_verify.search.campaign.tightness import ABOVE_PMM, NAMED, Asked
from spi_verify.search.tightness.constructions import CERTAIN, CONSTRUCTIONS, PATH, PRINTED

Record = Mapping[str, Any]
"""A campaign as it is on file."""

TITLES = {
    "ordinal-2x2": "The 78 strictly ordinal 2x2 games",
    "ordinal-2x2-ties": "The 726 ordinal 2x2 games with ties",
    "three-players": "Three players, two actions each, payoffs 0 to 4 drawn at random",
    "gambit": "Gambit's games",
}

_HEAD = """# Families of games

Measured by `make campaigns`, which writes this page; nothing in it is written by hand. The numbers are in
[`campaigns/`](../campaigns). How to look at a family of your own: [searching](searching.md#families-of-games).

How to read the tables of constructions. The bound is the PMM and a hundredth of each player's payoff range, unless
another is named. *K* is the number of rounds of alg-3; without it the programs are those of alg-2, and theorem 3
is asked with the bound in the PMM's place. *any* asks nothing of beliefs, *grain-of-truth* that what is played is held
possible, *nash* that beliefs are right. A cell counts the games in which a construction breaks the bound, confirmed:
*a + b* are *a* in which its programs are optimal in every program set, and *b* in which they are in the game's own.
*One path, weakly*: some round is better for somebody, but not for all. *None*: no construction breaks the bound.
"""


@dataclass(frozen=True)
class Overview:
    """A campaign in one row: of how many games it is true that prop-5 speaks of them, and that a construction works.

    The rounds are K = 2; ``path`` counts what improves for all in each round, with any beliefs and with correct ones.
    """

    title: str
    games: int
    meet: int
    prop_5: int
    printed: tuple[int, int]
    path: tuple[int, int]
    nothing: int


def on_file() -> dict[str, Record]:
    """Return the campaigns on file by name, in the order of the page. Errors: InputError if the folder is missing."""
    files = {name: shipped("campaigns") / f"{name}.json" for name in TITLES}
    return {name: json.loads(f.read_text(encoding="utf-8")) for name, f in files.items() if f.is_file()}


def overview(records: Mapping[str, Record]) -> list[Overview]:
    """Return a row for each campaign."""
    return [_overview(TITLES.get(name, name), record) for name, record in records.items()]


def _overview(title: str, record: Record) -> Overview:
    facts = record["facts"]["hull"]
    free, right = (Asked(None, notion, 2).label for notion in ("any", "nash"))

    def broken(label: str, construction: str) -> int:
        return sum(record["tight"].get(label, {}).get(construction, {}).values())

    return Overview(
        title=title,
        games=record["counted"],
        meet=facts["meet-feasible"]["true"],
        prop_5=facts["prop-5"]["true"],
        printed=(broken(free, PRINTED), broken(free, CERTAIN)),
        path=(broken(free, PATH), broken(right, PATH)),
        nothing=record["unbroken"].get(free, 0),
    )


def page(records: Mapping[str, Record]) -> str:
    """Return the page for campaigns by name. Never fails on campaigns of this version."""
    parts = [_HEAD]
    for name, record in records.items():
        parts += ["", f"## {TITLES.get(name, name)}", "", *_family(record)]
    return "\n".join(parts) + "\n"


def _family(record: Record) -> Iterator[str]:
    seeds = record["seeds"]
    drawn = f" `--games {record['games']} --count {record['size']} --seed {seeds['games']}`." if seeds else ""
    yield f"{record['counted']} of {record['size']} games counted.{drawn}"
    yield from (f"Left out: {number} ({why})." for why, number in record["left_out"].items())
    yield from ("", *_facts(record), "", *_gains(record))
    yield from ("", *_constructions(record, ABOVE_PMM), "", *_constructions(record, NAMED))
    yield from ("", "Where a construction breaks nothing, in how many games and why:", "", *_reasons(record))


def _facts(record: Record) -> Iterator[str]:
    yield from _table(
        ("Of how many games it is true", *MODELS),
        ((said, *(_count(record["facts"][m][name]) for m in MODELS)) for name, said in FACTS.items()),
    )


def _count(count: Record) -> str:
    undecided = f" ({count['undecided']} undecided)" if count["undecided"] else ""
    return f"{count['true']}{undecided}"


def _gains(record: Record) -> Iterator[str]:
    """Yield the table of gains in the hull model; those of the pure model are on file."""
    heads = ("As a share of a player's payoff range", "mean", "median", "greatest", "positive for")
    rows = []
    for name, said in GAINS.items():
        gain = record["gains"]["hull"][name]
        shown = (gain[k] if gain[k] is None else f"{float(Fraction(gain[k])):.3f}" for k in heads[1:4])
        rows.append((said, *(text or "-" for text in shown), f"{gain['positive']} of {gain['of']}"))
    yield from _table(heads, rows)


def _constructions(record: Record, asked: Sequence[Asked]) -> Iterator[str]:
    rows = []
    for question in asked:
        tight = record["tight"].get(question.label, {})
        cells = (_scopes(tight.get(name)) for name in CONSTRUCTIONS)
        rows.append((question.label, *cells, str(record["unbroken"].get(question.label, 0))))
    yield from _table(("Bound, beliefs, rounds", *CONSTRUCTIONS.values(), "none"), rows)


def _scopes(counts: Mapping[str, int] | None) -> str:
    if counts is None:
        return "-"
    every, own, declared = counts.values()
    return f"{every} + {own}" + (f" ({declared} among declared programs)" if declared else "")


def _reasons(record: Record) -> Iterator[str]:
    """Yield why constructions fail, for the questions about the PMM; a reason with the same counts once."""
    rows: dict[tuple[str, str, int], list[Asked]] = {}
    for question in ABOVE_PMM:
        for name, reasons in record["why_not"].get(question.label, {}).items():
            for why, number in reasons.items():
                rows.setdefault((CONSTRUCTIONS[name], why, number), []).append(question)
    shown = ((name, _together(asked), why, str(number)) for (name, why, number), asked in rows.items())
    yield from _table(("Construction", "beliefs: K", "why not", "games"), shown)


def _together(asked: Sequence[Asked]) -> str:
    """Return questions in words, the rounds of the same beliefs together."""
    by_beliefs: dict[str, list[str]] = {}
    for question in asked:
        by_beliefs.setdefault(question.beliefs, []).append(
            "alg-2" if question.rounds is None else f"{question.rounds}"
        )
    by_rounds: dict[str, list[str]] = {}
    for beliefs, rounds in by_beliefs.items():
        by_rounds.setdefault(", ".join(rounds), []).append(beliefs)
    return "; ".join(f"{', '.join(beliefs)}: {rounds}" for rounds, beliefs in by_rounds.items())


def _table(
    heads: Sequence[str], rows: Iterator[tuple[str, ...]] | Sequence[tuple[str, ...]]
) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{' --- |' * len(heads)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"
