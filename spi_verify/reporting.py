"""What ``report`` does: reads the ledger, and writes it in one of the formats."""

from __future__ import annotations

import json as json_text
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from spi_verify.deciding import open_evidence
from spi_verify.errors import InputError, unknown
from spi_verify.reports.progress import Watch, on_terminal, unwatched

if TYPE_CHECKING:
    from rich.console import Console

    from spi_verify.reports.ledger import Ledger
    from spi_verify.theory.evidence import Evidence

Writer = Callable[["Ledger", "Evidence", Path, Watch], list[Path]]
"""Writes a ledger into a folder and returns the files that a reader opens, the first one first."""


def write_report(
    ids: Sequence[str],
    format: str,
    out: Path,
    *,
    console: Console,
    json: bool = False,
    quiet: bool = False,
    theory: Path | None = None,
) -> int:
    """Write the report of the whole ledger, or of some claims, into a folder, in a format, and say what was written.

    Errors: InputError for an unknown claim or format, or where the folder cannot be written.
    ``theory`` is a folder laid over the shipped theory.
    """
    from spi_verify.reports.ledger_reading import known, read_ledger

    writer = _writer(format)
    watch = unwatched if quiet or json else on_terminal
    with open_evidence(theory) as evidence:
        known(evidence, ids)
        _make(out)
        ledger = read_ledger(evidence, ids, watch)
        written = writer(ledger, evidence, out, watch)
    if json:
        print(json_text.dumps(_summary(ledger, format, written), indent=2, ensure_ascii=False))
    else:
        for file, problem in {} if quiet else ledger.problems.items():
            console.print(f"not used: {file}: {problem}", soft_wrap=True, markup=False)
        console.print(f"Report: {written[0]}", soft_wrap=True, markup=False)
    return 0


def _writer(format: str) -> Writer:
    if format == "html":
        return _html
    from spi_verify.reports.appendix import writing

    writers = {
        "tex": writing.write_tex,
        "pdf": writing.write_pdf,
        "md": writing.write_markdown,
        "json": writing.write_json,
    }
    if format not in writers:
        raise unknown("unknown format", format, ["html", *writers], place="--format")
    if format == "pdf":
        writing.pdflatex()  # to say so before the work, not after
    return lambda ledger, evidence, out, watch: writers[format](ledger, out)


def _html(ledger: Ledger, evidence: Evidence, out: Path, watch: Watch) -> list[Path]:
    from spi_verify.reports.site.build import write_site

    return write_site(ledger, evidence, out, watch)


def _make(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(
            "not a folder that can be written",
            file=str(out),
            found=error.strerror,
            hint="Name another with --out.",
        ) from None


def _summary(ledger: Ledger, format: str, written: list[Path]) -> dict[str, object]:
    """Return what ``report --json`` prints."""
    counts: dict[str, int] = {}
    for answer in ledger.answers():
        word = ledger.standing(answer).value
        counts[word] = counts.get(word, 0) + 1
    return {
        "format": format,
        "version": ledger.version,
        "files": [str(path) for path in written],
        "questions": sum(counts.values()),
        "verdicts": counts,
        "problems": dict(ledger.problems),
    }
