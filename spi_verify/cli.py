"""The command line: parses, calls, prints. Everything it imports to do so is imported where it is used."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from spi_verify import __version__
from spi_verify.errors import InputError, Refusal

if TYPE_CHECKING:
    from rich.console import Console

EXIT_USAGE, EXIT_UNKNOWN, EXIT_PIPE = 2, 3, 141

app = typer.Typer(
    name="spi-verify",
    help="Exact verification of safe Pareto improvements in program games.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Json = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of tables.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print the verdicts only.")]
Out = Annotated[Path, typer.Option("--out", "-o", help="Folder for pages and pictures.")]
Model = Annotated[
    str | None,
    typer.Option(
        "--model", help="hull: outcomes are lotteries; pure: outcomes only. Default: the scenario's, or hull."
    ),
]


def main() -> None:
    """Run the command line; every error becomes a message and an exit code, none a traceback."""
    try:
        app()
    except InputError as exc:
        _stop(f"error: {exc}", EXIT_USAGE)
    except Refusal as exc:
        _stop(f"unknown: {exc}", EXIT_UNKNOWN)
    except (MemoryError, RecursionError):
        _stop(
            "error: the input needs more memory or deeper nesting than there is. Make it smaller.", EXIT_USAGE
        )
    except OSError as exc:
        _stop(f"error: {exc.filename or 'file'}: {exc.strerror or exc}", EXIT_USAGE)
    except Exception as exc:  # a bug of ours: no traceback, and no verdict, but where it happened
        place = traceback.extract_tb(exc.__traceback__)[-1]
        where = f"{Path(place.filename).name}:{place.lineno}"
        _stop(
            f"unknown: internal error at {where}: {type(exc).__name__}: {exc}. Please report it.",
            EXIT_UNKNOWN,
        )


def _finish(work: Callable[[], int]) -> None:
    """Exit with what the work returns; if the reader of our output has gone, with the code of a closed pipe."""
    try:
        code = work()
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is still buffered goes nowhere
        code = EXIT_PIPE
    sys.exit(code)


def _model(model: str | None) -> Literal["hull", "pure"] | None:
    """Return the model that was asked for; InputError if there is no such model."""
    if model not in (None, "hull", "pure"):
        raise InputError("unknown model", place="--model", expected="hull or pure", found=repr(model))
    return "hull" if model == "hull" else "pure" if model == "pure" else None


def _stop(message: str, code: int) -> None:
    print(message, file=sys.stderr)
    sys.exit(code)


@app.callback(invoke_without_command=True)
def options(
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False,
) -> None:
    """Say what was proved, refuted, or is unknown, with evidence that anyone can check.

    Exit codes: 0 proved or holds, 1 refuted, 2 bad input, 3 unknown, 4 does not apply.
    """
    if version:
        print(f"spi-verify {__version__}")
        raise typer.Exit


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
    _finish(lambda: check_files([scenario], console=_console(), report=out))


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
        _finish(lambda: check_files_json(scenarios))
    _finish(lambda: check_files(scenarios, console=_console(), report=report, trace=trace, quiet=quiet))


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
    _finish(
        lambda: analyse_file(
            file, _model(model), console=_console(), pictures=pictures, json=json, most=most, quiet=quiet
        )
    )


def _complete_claim(incomplete: str) -> list[str]:
    from spi_verify.completing import claim_ids

    return [id_ for id_ in claim_ids() if id_.startswith(incomplete)]


def _complete_reading(context: typer.Context, incomplete: str) -> list[str]:
    from spi_verify.completing import readings

    # Where an option still waits for its word, the words before it are not parsed yet.
    claim = context.params.get("claim") or next((w for w in context.args if not w.startswith("-")), None)
    return [reading for reading in readings(claim) if reading.startswith(incomplete)]


def _complete_players(incomplete: str) -> list[str]:
    return [players for players in ("2", "3", "any") if players.startswith(incomplete)]


OneClaim = Annotated[
    str,
    typer.Argument(
        help="A claim, such as thm-3.pointwise.", show_default=False, autocompletion=_complete_claim
    ),
]
Reading = Annotated[
    str | None,
    typer.Option(
        "--reading",
        help="A reading, such as published+csr-only. Default: all.",
        autocompletion=_complete_reading,
    ),
]
TheoryFolder = Annotated[
    Path | None,
    typer.Option(
        "--theory",
        envvar="SPI_VERIFY_THEORY",
        help="A folder with encodings/ or proofs/ of your own, laid over the shipped ones.",
        show_envvar=False,
    ),
]
Players = Annotated[
    str | None,
    typer.Option("--players", help="2, 3 or any. Default: all.", autocompletion=_complete_players),
]


@app.command()
def claims(
    ids: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[CLAIM]...",
            help="Claims. Default: all.",
            show_default=False,
            autocompletion=_complete_claim,
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

    _finish(
        lambda: list_claims(
            ids or [], reading, players, console=_console(), json=json, quiet=quiet, theory=theory
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
    save: Annotated[bool, typer.Option("--save", help="With --fresh: store what was found.")] = False,
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
        typer.Option(
            "--seconds", min=0.1, help="With --fresh: time for each way of proving a step. Default: 60."
        ),
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

    for asked, option in ((save, "--save"), (minimal, "--minimal"), (seconds, "--seconds")):
        if asked and not fresh:
            raise InputError("only for a search", place=option, expected="--fresh beside it")
    if files:
        _finish(lambda: print_files(claim, reading, players, theory=theory))
    _finish(
        lambda: verify_claim(
            claim,
            reading,
            players,
            console=_console(),
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
def search(
    claim: Annotated[str | None, typer.Argument(help="A claim, such as thm-3.2.", show_default=False)] = None,
    reading: Reading = None,
    players: Players = None,
    games: Annotated[
        str | None,
        typer.Option(
            "--games",
            help="Instead of a claim: ordinal-2x2, ordinal-2x2-ties, integers:2x3:0..4, or a folder of game files.",
        ),
    ] = None,
    count: Annotated[
        int | None, typer.Option("--count", help="With --games integers:…: draw so many at random.")
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
        float, typer.Option("--seconds", help="Time for each reading and number of players.")
    ] = 60.0,
    seed: Annotated[int, typer.Option("--seed", help="Seed of the solvers, or of games drawn.")] = 0,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Folder for the scenarios that are found.")
    ] = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Search for a counterexample: a scenario on which checking the claim says that it refutes it.

    With --games instead of a claim: look at a family of games, and say which share of it satisfies each hypothesis and
    what the PMM guarantees there. Every game is on file at once; the same command goes on where it was stopped.

    Exit codes: 0 none in the scopes that were exhausted, 1 found, 2 bad input, 3 unknown; several: the worst, in the
    order 2, 1, 3, 0. With --games: 0.

    Example: spi-verify search thm-3.common --reading published --players 2

    Example: spi-verify search --games ordinal-2x2
    """
    if (claim is None) == (games is None):
        raise InputError("give either a claim or --games", place="search")
    if games is not None:
        given = ((reading, "--reading"), (players, "--players"), (out, "--out"))
        for option in (name for value, name in given if value is not None):
            raise InputError("only for a claim", place=option)
        _finish(lambda: _search_games(str(games), count, seed, store, tightened, json, quiet))
    others = ((count, "--count"), (store, "--store"), (tightened or None, "--tighten"))
    for option in (name for value, name in others if value is not None):
        raise InputError("only with --games", place=option)
    from spi_verify.search.command import search_claim

    _finish(
        lambda: search_claim(
            str(claim),
            reading,
            players,
            console=_console(),
            seconds=seconds,
            seed=seed,
            out=out,
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
        console=_console(),
        count=count,
        seed=seed,
        store=store,
        tighten=tighten,
        json=json,
        quiet=quiet,
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
    save: Annotated[bool, typer.Option("--save", help="With --fresh: store what was found.")] = False,
    seconds: Annotated[
        float, typer.Option("--seconds", help="With --fresh: for each way of proving a goal, and for a game.")
    ] = 1.0,
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
    if not 0 < seconds < float("inf"):
        raise InputError("no time", place="--seconds", expected="a positive number", found=str(seconds))
    _finish(
        lambda: ablate_claim(
            claim,
            reading,
            players,
            console=_console(),
            fresh=fresh,
            save=save,
            seconds=seconds,
            json=json,
            quiet=quiet,
        )
    )


@app.command()
def tighten(
    file: Annotated[Path, typer.Argument(help="A .nfg, .efg or scenario .toml file.", show_default=False)],
    bound: Annotated[
        str | None,
        typer.Option(
            "--bound",
            help="nash, kalai-smorodinsky, egalitarian (the default as disagreement point), maximin, efficient, or an"
            " expression: 'PMM + 1/10', 'm1 + 1/2, m2', 'u1 + u2 >= 4'.",
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
        typer.Option("--rounds", help="Iterated renegotiation in K rounds, each an improvement (prop-5)."),
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
    out: Out = Path("report"),
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Show that theorem 3 guarantees no more: look for an equilibrium that meets its assumptions and breaks a bound.

    Every construction is written as a scenario and counts only if checking it confirms it: under thm-3 with the
    bound in the PMM's place, or with --rounds under prop-5.

    Exit codes: 0 the bound is proved, 1 refuted by a scenario, 2 bad input, 3 unknown (no construction works).

    Example: spi-verify tighten counterexamples/prop-5-efficient-default.toml --delta 1/10 --rounds 3
    """
    from spi_verify.search.tightness.command import tighten_game

    _finish(
        lambda: tighten_game(
            file,
            console=_console(),
            bound=bound,
            delta=delta,
            rounds=rounds,
            beliefs=beliefs,
            reading=reading,
            model=_model(model),
            out=out,
            json=json,
            quiet=quiet,
        )
    )


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

    _finish(lambda: cite_claim(claim, reading, players, json=json, theory=theory))


@app.command()
def recheck(json: Json = False, quiet: Quiet = False, theory: TheoryFolder = None) -> None:
    """Replay every certificate, every counterexample and every ablation; no solver needs to be installed.

    Exit codes: 0 everything replays, 1 something does not.

    Example: spi-verify recheck
    """
    from spi_verify.rechecking import recheck

    _finish(lambda: recheck(console=_console(), json=json, quiet=quiet, theory=theory))


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
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Write the whole ledger: every claim with its verdicts, the proofs, the games, the errata, what is not claimed.

    Everything is computed now from the evidence that is stored. The site's index.html opens in any browser. With some
    claims only, a proof that imports another claim's counts as unknown unless that claim is named too.

    Example: spi-verify report --out site
    """
    from spi_verify.reporting import write_report

    _finish(lambda: write_report(ids or [], format, out, console=_console(), json=json, quiet=quiet))


def _console() -> Console:
    from rich.console import Console

    class PipedConsole(Console):
        def on_broken_pipe(self) -> None:
            """Leave a closed pipe to us: rich would exit with 1, which here means *refutes*."""
            raise BrokenPipeError

    return PipedConsole(highlight=False)
