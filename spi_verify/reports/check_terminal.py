"""Shows checked instances on the terminal."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console, Group
from rich.markup import escape
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from spi_verify.checking.rows import Instance, Reach, Row, Status, Verdict
from spi_verify.errors import Refusal, SpiVerifyError, shorten
from spi_verify.programs.trace import Trace
from spi_verify.reports.belief_text import optimal_beliefs
from spi_verify.scenarios.scenario import Scenario

STYLES = {Status.HOLDS: "green", Status.FAILS: "red", Status.UNDECIDED: "yellow"}
VERDICT_STYLES = {
    Verdict.HOLDS: "bold green",
    Verdict.REFUTES: "bold red",
    Verdict.UNKNOWN: "bold yellow",
    Verdict.DOES_NOT_APPLY: "bold yellow",
}


def plain(text: str) -> str:
    """Return text for the terminal: no control characters, no markup, no direction marks."""
    return escape(_printable(text).replace("\n", "�"))


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() or c == "\n" else "�" for c in text)


def print_heading(scenario: Scenario, console: Console) -> None:
    """Print a scenario's title, and where it is."""
    console.rule(f"[bold]{plain(shorten(scenario.title, 200))}[/]", align="left")
    console.print(f"[dim]{plain(str(scenario.path))}[/]", soft_wrap=True)


def print_instance(instance: Instance, console: Console, *, placed: bool = False) -> None:
    """Print the rows of one instance, then its verdict and the reason; ``placed``: also where the file names it."""
    place = f" · {instance.place}" if placed else ""
    title = f"{instance.claim} · reading {instance.reading} · {instance.players} players{place}"
    table = Table(title=plain(title), title_justify="left", expand=True, show_lines=True)
    table.add_column("", no_wrap=True)
    table.add_column("statement", ratio=4)
    table.add_column("found", no_wrap=True)
    table.add_column("exact numbers", ratio=5)
    for row in instance.rows:
        table.add_row(
            _role(row),
            Group(Text(_printable(row.statement)), Text(f"{row.id} · {row.step}", style="dim")),
            _status(row),
            Text(shorten(row.finding.evidence, 2000).replace("; ", ";\n")),
        )
    console.print(table)
    style = VERDICT_STYLES[instance.verdict]
    console.print(
        Panel(
            Text(_printable(instance.reason)),
            title=f"[{style}]{instance.verdict.value}[/]",
            title_align="left",
            expand=True,
        )
    )


def _role(row: Row) -> str:
    return "[cyan]if[/]" if row.role == "hypothesis" else "[magenta]then[/]"


def _status(row: Row) -> str:
    finding = row.finding
    text = finding.status.value
    if finding.status is Status.HOLDS and finding.reach is Reach.DECLARED:
        return "[yellow]holds\n(declared)[/]"
    return f"[{STYLES[finding.status]}]{text}[/]"


def print_beliefs(scenario: Scenario, console: Console) -> None:
    """Print, per player with a belief, the exact beliefs over its support for which its program is optimal."""
    for one in optimal_beliefs(scenario):
        lines = [f"not computed: {one.refused}"] if one.refused else list(one.lines)
        console.print(
            f"Player {one.player + 1}: {plain(one.program)} is optimal among the declared programs for "
            f"[bold]{plain(' and '.join(lines) or 'every belief over its support')}[/]",
            soft_wrap=True,
        )


def print_verdict(path: Path, instance: Instance, console: Console, *, placed: bool = False) -> None:
    """Print one line: the file, the claim, the reading and the verdict; ``placed``: also where the file names it."""
    style = VERDICT_STYLES[instance.verdict]
    place = f", {instance.place}" if placed else ""
    where = f"{plain(str(path))}: {plain(instance.claim)} ({plain(instance.reading)}{plain(place)})"
    console.print(f"{where}: [{style}]{instance.verdict.value}[/]", soft_wrap=True)


def print_error(path: Path, error: SpiVerifyError, console: Console) -> None:
    """Print why a file could not be used, or what was refused, on standard error."""
    problem = "unknown" if isinstance(error, Refusal) else "error"
    text = str(error) if str(path) in str(error) else f"{path}: {error}"
    Console(stderr=True, highlight=False, no_color=console.no_color).print(
        f"[bold red]{problem}:[/] {plain(text)}", soft_wrap=True
    )


def print_trace(trace: Trace, console: Console) -> None:
    """Print a run line by line; the node of the paper stands at the margin."""
    for line in trace.lines:
        console.print(
            f"[dim]{line.node:>6}[/]  {'  ' * line.depth}{plain(line.text)}", highlight=False, soft_wrap=True
        )
