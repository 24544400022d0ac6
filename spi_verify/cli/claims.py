"""Commands about the claims of the theory: their verdicts, their proofs, what these need."""

from __future__ import annotations

from typing import Annotated

import typer

from spi_verify.cli.application import app, console, finish
from spi_verify.cli.options import (
    Json,
    OneClaim,
    Players,
    Quiet,
    Reading,
    Save,
    TheoryFolder,
    complete_claim,
)
from spi_verify.cli.options import seconds as seconds_option
from spi_verify.errors import InputError


@app.command()
def claims(
    ids: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[CLAIM]...",
            help="Claims. Default: all.",
            show_default=False,
            autocompletion=complete_claim,
        ),
    ] = None,
    reading: Reading = None,
    players: Players = None,
    json: Annotated[bool, typer.Option("--json", help="Print a list of JSON objects.")] = False,
    quiet: Quiet = False,
    theory: TheoryFolder = None,
) -> None:
    """List the claims of the theory with their verdicts, computed now from the evidence that is stored.

    proved: a certificate replays, and a scenario meets the hypotheses. refuted: a counterexample replays.
    vacuous: the hypotheses have no model. holds in scope: shown on the named scenarios. Otherwise unknown.

    Example: spi-verify claims thm-3.2 --players any
    """
    from spi_verify.deciding import list_claims

    finish(
        lambda: list_claims(
            ids or [], reading, players, console=console(), json=json, quiet=quiet, theory=theory
        )
    )


@app.command()
def verify(
    claim: OneClaim,
    reading: Reading = None,
    players: Players = None,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Search for a proof anew instead of replaying the stored one.")
    ] = False,
    save: Save = False,
    minimal: Annotated[
        bool, typer.Option("--minimal", help="With --fresh: find out which hypotheses it can do without.")
    ] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Print the proof as a numbered argument in the paper's terms.")
    ] = False,
    files: Annotated[
        bool, typer.Option("--files", help="Print the paths of the problem's files, for cat.")
    ] = False,
    seconds: Annotated[
        float | None,
        seconds_option("With --fresh: time for each way of proving a step. Default: 60."),
    ] = None,
    theory: TheoryFolder = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Replay the stored proof of a claim, under each reading for each number of players.

    With --explain or --files and no --reading or --players: the first reading, for any number of players.

    Exit codes: 0 proved, 1 refuted or vacuous, 2 bad input, 3 unknown; several: the worst, in the order 2, 1, 3, 0.

    Example: spi-verify verify expectation.monotone --explain
    """
    from spi_verify.deciding import print_files, verify_claim

    for given, option in (
        (save, "--save"),
        (minimal, "--minimal"),
        (seconds is not None, "--seconds"),
    ):
        if given and not fresh:
            raise InputError("only for a search", place=option, expected="--fresh beside it")
    if files:
        finish(lambda: print_files(claim, reading, players, theory=theory))
    finish(
        lambda: verify_claim(
            claim,
            reading,
            players,
            console=console(),
            fresh=fresh,
            save=save,
            minimal=minimal,
            explain=explain,
            json=json,
            theory=theory,
            seconds=seconds,
            quiet=quiet,
        )
    )


@app.command()
def ablate(
    claim: OneClaim,
    reading: Reading = None,
    players: Players = None,
    fresh: Annotated[
        bool,
        typer.Option("--fresh", help="Look for proofs and games anew instead of replaying what is stored."),
    ] = False,
    save: Save = False,
    seconds: Annotated[
        float,
        seconds_option("With --fresh: for each way of proving a goal, and ten times as long for a game."),
    ] = 1.0,
    theory: TheoryFolder = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Drop each hypothesis of a proved claim: a game shows that it is needed, or a proof does without it.

    Exit codes: 0 every hypothesis is decided, 2 bad input, 3 one is unknown; where nothing is proved, as verify.

    Example: spi-verify ablate thm-3.pointwise --reading published+csr-only --players any
    """
    from spi_verify.dropping import ablate_claim

    if save and not fresh:
        raise InputError("only for a search", place="--save", expected="--fresh beside it")
    finish(
        lambda: ablate_claim(
            claim,
            reading,
            players,
            console=console(),
            fresh=fresh,
            save=save,
            seconds=seconds,
            theory=theory,
            json=json,
            quiet=quiet,
        )
    )
