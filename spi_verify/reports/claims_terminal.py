"""Shows the statuses of claims on the terminal."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from rich.console import Console
from rich.progress import Progress
from rich.table import Table
from rich.text import Text

from spi_verify.reports.check_terminal import plain
from spi_verify.theory.verdicts import Status, Verdict

STYLES = {
    Verdict.PROVED: "bold green",
    Verdict.HOLDS_IN_SCOPE: "green",
    Verdict.REFUTED: "bold red",
    Verdict.VACUOUS: "bold red",
    Verdict.UNKNOWN: "yellow",
}
PATIENCE = 2.0
"""Seconds before a progress bar is shown."""


def watched(statuses: Iterable[Status], count: int) -> Iterator[Status]:
    """Yield statuses as they are computed; on a terminal, with a progress bar if it takes long."""
    console = Console(stderr=True)
    start, done = time.monotonic(), 0
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("Replaying evidence", total=count, visible=False)
        for status in statuses:
            done += 1
            progress.update(task, completed=done, visible=time.monotonic() - start > PATIENCE)
            yield status


def print_claims(statuses: Sequence[Status], console: Console) -> None:
    """Print a table with one row per claim, reading and verdict, then how many there are of each verdict."""
    table = Table(expand=True)
    for name in ("claim", "reading", "players", "verdict"):
        table.add_column(name, no_wrap=name != "reading", overflow="fold")
    table.add_column("evidence", ratio=3, overflow="fold")
    table.add_column("hypotheses used", ratio=4, overflow="fold")
    for _, group in groupby(statuses, key=_row):
        table.add_row(*_cells(list(group)))
    console.print(table)
    counts = Counter(status.verdict for status in statuses)
    words = ", ".join(f"{counts[verdict]} {verdict.value}" for verdict in Verdict if counts[verdict])
    console.print(f"{len(statuses)} questions (claim, reading, number of players): {words}")


def _row(status: Status) -> tuple[str, str, str, str, bool]:
    """Return what the statuses in one row of the table have in common."""
    question = status.question
    unexplained = status.verdict is Verdict.UNKNOWN
    return (
        question.claim,
        question.reading,
        status.verdict.value,
        status.reason if unexplained else "",
        unexplained,
    )


def _cells(statuses: Sequence[Status]) -> Sequence[Text]:
    last = statuses[-1]
    evidence = dict.fromkeys(path for status in statuses for path in status.evidence) or [last.reason]
    if last.verdict is Verdict.UNKNOWN:
        evidence = [last.reason]
    used = [name for name, need in last.hypotheses.items() if need != "not needed"]
    return (
        Text(last.question.claim),
        Text(last.question.reading),
        Text(" ".join(status.question.players for status in statuses)),
        Text(last.verdict.value, style=STYLES[last.verdict]),
        Text("\n".join(evidence)),
        Text(" ".join(used)),
    )


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
