"""Shows on the terminal, or as JSON, which hypotheses a proved claim needs."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from spi_verify.reports.check_terminal import plain
from spi_verify.theory.ablation import Row
from spi_verify.theory.objects import Question

Json = dict[str, object]
STYLES = {"needed": "bold", "not needed": "green", "unknown": "yellow"}


def print_ablation(question: Question, rows: Sequence[Row], console: Console) -> None:
    """Print a table with a row per hypothesis: what it says, whether it is needed, and by which evidence."""
    table = Table(title=plain(question.name.replace("/", " · ")), title_justify="left", expand=True)
    for name, ratio in (("hypothesis", 6), ("found", 3), ("evidence", 9)):
        table.add_column(name, ratio=ratio, overflow="fold")
    for row in rows:
        what = Text(row.hypothesis.says)
        what.append(f"\n{row.hypothesis.id}", style="dim")
        why = Text(row.reason)
        if row.evidence is not None:
            why.append(f"\n{row.evidence}", style="dim")
        table.add_row(what, Text(found(row), style=STYLES[row.need]), why)
    console.print(table if rows else f"{plain(question.name)}: it assumes nothing")


def print_ablation_lines(question: Question, rows: Sequence[Row], console: Console) -> None:
    """Print one line per hypothesis: claim, reading, players, hypothesis, what was found."""
    where = f"{question.claim} {question.reading} {question.players}"
    for row in rows:
        console.print(f"{where} {row.hypothesis.id}: {found(row)}", soft_wrap=True, markup=False)


def found(row: Row) -> str:
    """Return what was found about a hypothesis, in words."""
    return "unknown in scope" if row.need == "unknown" else row.need


def ablation_json(question: Question, rows: Sequence[Row]) -> Json:
    """Return one question's table: claim, reading, players, and an object per hypothesis."""
    return {
        "claim": question.claim,
        "reading": question.reading,
        "players": question.players,
        "hypotheses": [
            {
                "hypothesis": row.hypothesis.id,
                "says": row.hypothesis.says,
                "assertions": list(row.hypothesis.assertions),
                "need": row.need,
                "reason": row.reason,
                "evidence": row.evidence,
            }
            for row in rows
        ],
    }
