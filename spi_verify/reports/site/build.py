"""Writes the site of a ledger into a folder."""

from __future__ import annotations

from pathlib import Path

from spi_verify.reports.ledger import Ledger
from spi_verify.reports.progress import Watch
from spi_verify.reports.site import places
from spi_verify.reports.site.pages import Pages
from spi_verify.reports.templating import TEMPLATES, template_text
from spi_verify.theory.evidence import Evidence


def write_site(ledger: Ledger, evidence: Evidence, out: Path, watch: Watch) -> list[Path]:
    """Write the site of a ledger into a folder, and return the paths of its pages, the overview first.

    The same ledger gives the same files, byte for byte. Raises OSError where a file cannot be written.
    """
    pages = Pages(ledger, evidence)
    makers = dict(pages.all())
    written = []
    for page in watch("Writing pages", list(makers)):
        written.append(_write(out, page, makers[page]()))
    _write(out, places.STYLE, template_text("page.css") + template_text("site/site.css"))
    _write(out, places.SCRIPT, template_text("site/site.js"))
    for font in TEMPLATES.joinpath("site/fonts").iterdir():
        _copy(font, out / "assets" / font.name)
    file = evidence.theory.path
    for answer in ledger.answers():
        if answer.proof:
            _copy(file(answer.proof.path), out / places.certificate_file(answer.name))
    for exhibit in ledger.exhibits:
        _copy(file(exhibit.file), out / places.scenario_file(exhibit.file))
    return written


def _write(out: Path, page: str, text: str) -> Path:
    path = out / page
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(source.read_bytes())
