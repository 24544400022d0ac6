"""Commands about one scenario or one game."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from spi_verify.cli.application import app, console, finish
from spi_verify.cli.options import Json, Model, Out, Quiet, in_model


@app.command()
def demo(out: Out = Path("report")) -> None:
    """Check the paper's Scheduling Game and write its report page.

    Example: spi-verify demo
    """
    from spi_verify.paths import shipped
    from spi_verify.running import check_files

    scenario = shipped("scenarios") / "ex-1-scheduling.toml"
    print(
        f"Checking {scenario.name}: the Scheduling Game of the paper (ex-1), where each player believes that the"
    )
    print(f"other is likely enough to give way. The same with any scenario file: {sys.argv[0]} check FILE\n")
    finish(lambda: check_files([scenario], console=console(), report=out))


@app.command()
def check(
    scenarios: Annotated[list[Path], typer.Argument(help="Scenario files (TOML).", show_default=False)],
    trace: Annotated[
        bool, typer.Option("--trace", help="Show the run of the programs line by line.")
    ] = False,
    report: Annotated[
        Path | None, typer.Option("--report", help="Write a report page per scenario here.")
    ] = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Check the claims that scenarios name: one row per hypothesis and conclusion, then the verdict.

    Exit codes: 0 holds, 1 refutes the claim, 2 bad input, 3 unknown, 4 does not apply; several files: the worst, in
    the order 2, 1, 3, 4, 0.

    Example: spi-verify check counterexamples/ex-4-figure.toml --trace
    """
    from spi_verify.running import check_files, check_files_json

    if json:
        finish(lambda: check_files_json(scenarios))
    finish(lambda: check_files(scenarios, console=console(), report=report, trace=trace, quiet=quiet))


@app.command()
def game(
    file: Annotated[Path, typer.Argument(help="A .nfg, .efg or scenario .toml file.", show_default=False)],
    model: Model = None,
    out: Out = Path("report"),
    picture: Annotated[bool, typer.Option("--picture/--no-picture", help="Draw the payoff space.")] = True,
    most: Annotated[
        int | None,
        typer.Option(
            "--most",
            min=1,
            help="Most outcomes, equilibria and efficient points to list. Default: 20; --json: 10000.",
        ),
    ] = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Analyse a game exactly: efficient outcomes, Pareto meet minimum, projections, meet points.

    Example: spi-verify game counterexamples/three-corners.nfg --model pure
    """
    from spi_verify.running import analyse_file

    pictures = out if picture and not quiet else None
    finish(
        lambda: analyse_file(
            file, in_model(model), console=console(), pictures=pictures, json=json, most=most, quiet=quiet
        )
    )
