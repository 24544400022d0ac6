"""Commands that pass evidence on: cite it, replay it, report it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from spi_verify.cli.application import app, console, finish
from spi_verify.cli.options import Json, OneClaim, Out, Players, Quiet, Reading, TheoryFolder


@app.command()
def cite(
    claim: OneClaim,
    reading: Reading = None,
    players: Players = None,
    theory: TheoryFolder = None,
    json: Json = False,
) -> None:
    """Print a BibTeX entry for a claim: what it says, its verdict now, the version, the hashes of its evidence.

    Without --reading or --players: the first reading, for any number of players.

    Example: spi-verify cite thm-3.pointwise --reading published+csr-only >> references.bib
    """
    from spi_verify.deciding import cite_claim

    finish(lambda: cite_claim(claim, reading, players, json=json, theory=theory))


@app.command()
def recheck(json: Json = False, quiet: Quiet = False, theory: TheoryFolder = None) -> None:
    """Replay every certificate, every counterexample and every ablation; no solver needs to be installed.

    Exit codes: 0 everything replays, 1 something does not.

    Example: spi-verify recheck
    """
    from spi_verify.rechecking import recheck

    finish(lambda: recheck(console=console(), json=json, quiet=quiet, theory=theory))


@app.command()
def report(
    ids: Annotated[
        list[str] | None,
        typer.Argument(metavar="[CLAIM]...", help="Only these claims. Default: all.", show_default=False),
    ] = None,
    out: Out = Path("report"),
    format: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            help="html: a static site that needs no network; tex or pdf: a paper appendix; md; json, with its schema.",
        ),
    ] = "html",
    theory: TheoryFolder = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Write the whole ledger: every claim with its verdicts, the proofs, the games, the errata, what is not claimed.

    Everything is computed now from the evidence that is stored. The site's index.html opens in any browser. With some
    claims only, a proof that imports another claim's counts as unknown unless that claim is named too.

    Example: spi-verify report --out site
    """
    from spi_verify.reporting import write_report

    finish(
        lambda: write_report(ids or [], format, out, console=console(), json=json, quiet=quiet, theory=theory)
    )
