"""Commands that search: for counterexamples, through families of games, for what breaks a bound."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from spi_verify.cli.application import app, console, finish
from spi_verify.cli.options import (
    Json,
    Model,
    Out,
    Quiet,
    Reading,
    SearchedPlayers,
    TheoryFolder,
    in_model,
    whole,
)
from spi_verify.cli.options import seconds as seconds_option
from spi_verify.errors import InputError

FOR_CLAIMS = ("reading", "players", "seconds", "out", "theory")
"""Options that say nothing of families of games."""


@app.command()
def search(
    context: typer.Context,
    claim: Annotated[str | None, typer.Argument(help="A claim, such as thm-3.2.", show_default=False)] = None,
    reading: Reading = None,
    players: SearchedPlayers = None,
    games: Annotated[
        str | None,
        typer.Option(
            "--games",
            help="Instead of a claim: ordinal-2x2, ordinal-2x2-ties, integers:2x3:0..4, or a folder of game files.",
        ),
    ] = None,
    count: Annotated[
        int | None,
        whole("--count", "N", "With --games integers:…: draw so many at random."),
    ] = None,
    store: Annotated[
        Path | None,
        typer.Option(
            "--store", help="With --games: the SQLite file of results. Default: one per family in report."
        ),
    ] = None,
    tightened: Annotated[
        bool, typer.Option("--tighten", help="With --games: also which construction breaks which bound.")
    ] = False,
    seconds: Annotated[
        float,
        seconds_option("Time for each reading and number of players."),
    ] = 60.0,
    seed: Annotated[
        int,
        whole("--seed", "N", "Seed of the solvers, or of games drawn."),
    ] = 0,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Folder for the scenarios that are found.")
    ] = None,
    theory: TheoryFolder = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Search for a counterexample: a scenario on which checking the claim says that it refutes it.

    With --games instead of a claim: look at a family of games, and say which share of it satisfies each hypothesis and
    what the PMM guarantees there. Every game is on file at once; the same command goes on where it was stopped.

    Exit codes: 0 none in the scopes that were exhausted, 1 found, 2 bad input, 3 unknown; several: the worst, in the
    order 2, 1, 3, 0. With --games: 0.

    Example: spi-verify search thm-3.common --reading published --players 4

    Example: spi-verify search --games ordinal-2x2
    """
    if (claim is None) == (games is None):
        raise InputError("give either a claim or --games", place="search")
    if games is not None:
        for option in FOR_CLAIMS:
            source = context.get_parameter_source(option)
            if source is not None and source.name == "COMMANDLINE":
                raise InputError("only for a claim", place=f"--{option}")
        finish(lambda: _search_games(str(games), count, seed, store, tightened, json, quiet))
    others = ((count, "--count"), (store, "--store"), (tightened or None, "--tighten"))
    for option in (name for value, name in others if value is not None):
        raise InputError("only with --games", place=option)
    from spi_verify.search.command import search_claim

    finish(
        lambda: search_claim(
            str(claim),
            reading,
            players,
            console=console(),
            seconds=seconds,
            seed=seed,
            out=out,
            theory=theory,
            json=json,
            quiet=quiet,
        )
    )


def _search_games(
    games: str, count: int | None, seed: int, store: Path | None, tighten: bool, json: bool, quiet: bool
) -> int:
    from spi_verify.search.campaign.command import search_games

    return search_games(
        games,
        console=console(),
        count=count,
        seed=seed,
        store=store,
        tighten=tighten,
        json=json,
        quiet=quiet,
    )


@app.command()
def tighten(
    file: Annotated[Path, typer.Argument(help="A .nfg, .efg or scenario .toml file.", show_default=False)],
    bound: Annotated[
        str | None,
        typer.Option(
            "--bound",
            help="nash, kalai-smorodinsky, egalitarian (the default as disagreement point), maximin (in pure actions),"
            " efficient, or an expression: 'PMM + 1/10', 'm1 + 1/2, m2', 'u1 + u2 >= 4'.",
        ),
    ] = None,
    delta: Annotated[
        str | None,
        typer.Option(
            "--delta", help="The bound PMM + D. Default: a hundredth of each player's payoff range."
        ),
    ] = None,
    rounds: Annotated[
        int | None,
        whole("--rounds", "K", "Iterated renegotiation in K rounds, each an improvement (prop-5)."),
    ] = None,
    beliefs: Annotated[
        str,
        typer.Option(
            "--beliefs", help="any; grain-of-truth: what is played is held possible; nash: beliefs are right."
        ),
    ] = "any",
    reading: Annotated[
        str, typer.Option("--reading", help="The reading of thm-3, such as prn or published+csr-only.")
    ] = "published",
    model: Model = None,
    seconds: Annotated[
        float | None,
        seconds_option(
            "Time for all constructions together. Default: as long as they take.", show_default=False
        ),
    ] = None,
    out: Out = Path("report"),
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Show that theorem 3 guarantees no more: look for an equilibrium that meets its assumptions and breaks a bound.

    Every construction is written as a scenario and counts only if checking it confirms it: under thm-3 with the
    bound in the PMM's place, or with --rounds under prop-5.

    Exit codes: 0 the bound is proved, 1 refuted by a scenario, 2 bad input, 3 unknown (no construction works, or the
    time was over: it says what was not tried).

    Example: spi-verify tighten counterexamples/prop-5-efficient-default.toml --delta 1/10 --rounds 3
    """
    from spi_verify.search.tightness.command import tighten_game

    finish(
        lambda: tighten_game(
            file,
            console=console(),
            bound=bound,
            delta=delta,
            rounds=rounds,
            beliefs=beliefs,
            reading=reading,
            model=in_model(model),
            seconds=seconds,
            out=out,
            json=json,
            quiet=quiet,
        )
    )
