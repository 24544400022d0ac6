"""Writes the ledger into a folder as LaTeX, PDF, Markdown or JSON."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

from spi_verify.errors import InputError, shorten
from spi_verify.reports.appendix.document import PACKAGES, appendix, preamble
from spi_verify.reports.appendix.json_report import report_json, schema
from spi_verify.reports.appendix.markdown import markdown
from spi_verify.reports.ledger import Ledger

SECONDS = 300
"""Most seconds that one run of pdflatex may take."""

INSTALL = (
    "Install TeX Live (on Debian and Ubuntu: texlive-latex-recommended and texlive-pictures), or take --format tex "
    "and set report.tex elsewhere."
)


def write_tex(ledger: Ledger, out: Path) -> list[Path]:
    """Write ``report.tex``, a whole document, and the ``appendix.tex`` that it takes in, which a paper can too."""
    texts = {
        "report.tex": preamble(ledger),
        "appendix.tex": appendix(ledger),
        "appendix-preamble.tex": PACKAGES,
    }
    return [_written(out / name, text) for name, text in texts.items()]


def write_pdf(ledger: Ledger, out: Path) -> list[Path]:
    """Write ``report.pdf``, and the LaTeX that it was set from.

    Errors: InputError where there is no pdflatex, or where it fails or does not end.
    """
    program = pdflatex()
    sources = write_tex(ledger, out)
    for _ in range(3):  # the widths of tables and the table of contents settle
        try:
            done = subprocess.run(
                [program, "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "report.tex"],
                cwd=out,
                capture_output=True,
                timeout=SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise InputError(
                "pdflatex failed",
                file=str(out / "report.tex"),
                found=f"no end after {SECONDS} s",
                hint="Take --format tex and set report.tex elsewhere, or try again on a machine that does less.",
            ) from None
        if done.returncode != 0:
            said = [
                line for line in done.stdout.decode(errors="replace").splitlines() if line.startswith("!")
            ]
            raise InputError(
                "pdflatex failed",
                file=str(out / "report.tex"),
                found=shorten(" ".join(said) or f"exit code {done.returncode}", 300),
                hint=f"Its log is {out / 'report.log'}. {INSTALL}",
            )
    return [out / "report.pdf", *sources]


def pdflatex() -> str:
    """Return the path of pdflatex; InputError saying what to install where there is none."""
    found = shutil.which("pdflatex")
    if found is None:
        raise InputError("no pdflatex on this machine", place="--format pdf", hint=INSTALL)
    return found


def write_markdown(ledger: Ledger, out: Path) -> list[Path]:
    """Write ``report.md``."""
    return [_written(out / "report.md", markdown(ledger))]


def write_json(ledger: Ledger, out: Path) -> list[Path]:
    """Write ``report.json``, and the schema that it satisfies."""
    objects = {"report.json": report_json(ledger), "report.schema.json": schema()}
    return [
        _written(out / name, json.dumps(value, indent=1, ensure_ascii=False) + "\n")
        for name, value in objects.items()
    ]


def _written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8", newline="\n")
    return path
