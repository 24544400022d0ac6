"""Writes the site of a ledger into a folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

from spi_verify.reports.ledger import Exhibit, Ledger
from spi_verify.reports.page import ScenarioParts, scenario_parts
from spi_verify.reports.progress import Watch
from spi_verify.reports.site import places
from spi_verify.reports.site.pages import Pages
from spi_verify.reports.templating import TEMPLATES, template_text
from spi_verify.theory.evidence import Evidence

FEW = 12
"""Fewer scenarios than this are drawn in this process: starting others takes seconds."""

MOST_PROCESSES = 4
"""Most processes that draw scenarios; each takes some 150 MB."""


def write_site(ledger: Ledger, evidence: Evidence, out: Path, watch: Watch) -> list[Path]:
    """Write the site of a ledger into a folder, and return the paths of its pages, the overview first.

    The same ledger gives the same files, byte for byte. Raises OSError where a file cannot be written.
    """
    with _drawing(ledger, evidence) as drawn:
        makers = dict(Pages(ledger, evidence, drawn).all())
        pages = watch("Writing pages", list(makers))
        written = [_write(out, page, makers[page]()) for page in pages]
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


@contextmanager
def _drawing(ledger: Ledger, evidence: Evidence) -> Iterator[Callable[[Exhibit], ScenarioParts]]:
    """Give what draws scenarios; many are drawn in processes beside this one."""
    paths = {exhibit.file: evidence.theory.path(exhibit.file) for exhibit in ledger.exhibits}
    if len(paths) < FEW:
        yield lambda exhibit: scenario_parts(paths[exhibit.file], exhibit.instances)
        return
    with ProcessPoolExecutor(min(os.cpu_count() or 1, MOST_PROCESSES), get_context("spawn")) as pool:
        begun = {e.file: pool.submit(scenario_parts, paths[e.file], e.instances) for e in ledger.exhibits}
        yield lambda exhibit: begun[exhibit.file].result()


def _write(out: Path, page: str, text: str) -> Path:
    path = out / page
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(source.read_bytes())
