"""Shows the statuses of claims on the terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from spi_verify.errors import shorten
from spi_verify.reports.check_terminal import plain
from spi_verify.theory.verdicts import Status, Verdict

STYLES = {
    Verdict.PROVED: "bold green",
    Verdict.HOLDS_IN_SCOPE: "green",
    Verdict.REFUTED: "bold red",
    Verdict.VACUOUS: "bold red",
    Verdict.UNKNOWN: "yellow",
}
TABLE_WIDTH = 160
"""Columns of the terminal from which on the table is legible."""


def print_claims(statuses: Sequence[Status], console: Console) -> None:
    """Print one row per claim, reading and verdict, then how many questions got each verdict.

    Where there is room, as a table; else as a list, claim by claim.
    """
    rows = [_Row(list(group)) for _, group in groupby(statuses, key=_alike)]
    if console.width >= TABLE_WIDTH:
        _print_table(rows, console)
    else:
        _print_list(rows, console)
    counts = Counter(status.verdict for status in statuses)
    words = ", ".join(f"{counts[verdict]} {verdict.value}" for verdict in Verdict if counts[verdict])
    console.print(f"{len(statuses)} questions (claim, reading, number of players): {words}", soft_wrap=True)
    if statuses:
        claim = statuses[0].question.claim
        console.print(f"Next: spi-verify verify {claim}", style="dim", markup=False, soft_wrap=True)


def _alike(status: Status) -> tuple[str, str, str, str]:
    """Return what the statuses in one row have in common."""
    question, unknown = status.question, status.verdict is Verdict.UNKNOWN
    return question.claim, question.reading, status.verdict.value, status.reason if unknown else ""


@dataclass(frozen=True)
class _Row:
    """Questions that differ in the number of players only, with the same verdict."""

    statuses: Sequence[Status]

    @property
    def last(self) -> Status:
        """The status for the most general number of players."""
        return self.statuses[-1]

    @property
    def players(self) -> str:
        """The numbers of players."""
        return " ".join(status.question.players for status in self.statuses)

    @property
    def evidence(self) -> list[str]:
        """The paths of the evidence, each once; what is missing where there is none."""
        if self.last.verdict is Verdict.UNKNOWN:
            return [self.last.reason]
        return list(dict.fromkeys(path for status in self.statuses for path in status.evidence))

    @property
    def used(self) -> str:
        """The names of the hypotheses used."""
        return " ".join(name for name, need in self.last.hypotheses.items() if need != "not needed")


def _print_table(rows: Sequence[_Row], console: Console) -> None:
    table = Table(expand=True)
    for name, ratio in (("claim", 4), ("reading", 5), ("players", 2), ("verdict", 3), ("evidence", 9)):
        table.add_column(name, ratio=ratio, overflow="fold")
    table.add_column("hypotheses used", ratio=8, overflow="fold")
    for row in rows:
        question, verdict = row.last.question, row.last.verdict
        cells = (
            question.claim,
            question.reading,
            row.players,
            verdict.value,
            "\n".join(row.evidence),
            row.used,
        )
        table.add_row(*(Text(cell, style=STYLES[verdict] if k == 3 else "") for k, cell in enumerate(cells)))
    console.print(table)


def _print_list(rows: Sequence[_Row], console: Console) -> None:
    for claim, group in groupby(rows, key=lambda row: row.last.question.claim):
        console.print(f"[bold]{plain(claim)}[/]", soft_wrap=True)
        for row in group:
            verdict = row.last.verdict
            where = (
                f"  {plain(row.last.question.reading)} · {row.players}: [{STYLES[verdict]}]{verdict.value}[/]"
            )
            unknown = verdict is Verdict.UNKNOWN
            console.print(
                where + (f", {plain(shorten(row.last.reason, 240))}" if unknown else ""), soft_wrap=True
            )
            for path in () if unknown else row.evidence:  # unbroken, so that it can be copied
                console.print(f"      {plain(path)}", style="dim", soft_wrap=True)
            if row.used:
                console.print(Padding(Text(f"uses {row.used}", style="dim"), (0, 0, 0, 6), expand=False))


def print_status_line(status: Status, console: Console) -> None:
    """Print one line: claim, reading, players, verdict."""
    question = status.question
    where = f"{plain(question.claim)} {plain(question.reading)} {question.players}"
    console.print(f"{where}: [{STYLES[status.verdict]}]{status.verdict.value}[/]", soft_wrap=True)


def print_status(status: Status, console: Console) -> None:
    """Print a status with its reason, its evidence, and which hypotheses are needed."""
    print_status_line(status, console)
    console.print(f"  {plain(status.reason)}", soft_wrap=True)
    for path in status.evidence:
        console.print(f"  evidence: {plain(path)}", soft_wrap=True)
    by_need = sorted(status.hypotheses.items(), key=lambda pair: (pair[1], pair[0]))
    for need, pairs in groupby(by_need, key=lambda pair: pair[1]):
        console.print(f"  {need}: {plain(' '.join(name for name, _ in pairs))}", soft_wrap=True)
    by_game = sorted((file, name) for name, file in status.games.items())
    for file, named in groupby(by_game, key=lambda pair: pair[0]):
        console.print(
            f"  fails without {plain(' '.join(n for _, n in named))}: {plain(file)}", soft_wrap=True
        )
