"""What ``search --games`` does: looks at every game of a family that is not on file yet, adds up, prints."""

from __future__ import annotations

import json as json_text
import time
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from spi_verify.games.rationals import show
from spi_verify.programs.equilibrium import Scope
from spi_verify.reports.check_terminal import plain
from spi_verify.running import file_stem
from spi_verify.search.campaign.families import Family, family
from spi_verify.search.campaign.measures import FACTS, GAINS, MODELS, VERSION
from spi_verify.search.campaign.shares import Count, Shares, Spread
from spi_verify.search.campaign.store import Store
from spi_verify.search.campaign.tightness import ASKED
from spi_verify.search.campaign.workers import Numbered, looked_at, worth
from spi_verify.search.tightness.constructions import CONSTRUCTIONS

MOST_LEFT_OUT = 10


def search_games(
    games: str,
    *,
    console: Console,
    count: int | None,
    seed: int,
    store: Path | None,
    tighten: bool,
    json: bool,
    quiet: bool,
) -> int:
    """Look at a family of games and print which share of it satisfies what; return the exit code, 0.

    With ``tighten``: also which construction breaks which bound in each. What is on file is not looked at again, so a
    run that was stopped goes on where it was. Errors: InputError for families, counts and files that cannot be used.
    """
    began = time.monotonic()
    chosen = family(games, count, seed)
    path = store if store is not None else default_store(chosen, tighten=tighten)
    if store is None:
        path.parent.mkdir(parents=True, exist_ok=True)
    name = f"{chosen.name}, tightened" if tighten else chosen.name
    with Store(path, name, chosen.seed) as kept:
        try:
            number = run(chosen, kept, console, tighten=tighten, shown=not (json or quiet))
        except KeyboardInterrupt:
            if not json:
                on_file = f"{len(kept.keys())} games are on file in {plain(str(path))}"
                console.print(f"Stopped: {on_file}; the same command goes on from there.", soft_wrap=True)
            raise
        keys = {entry.key for entry in chosen.entries()}
        shares = Shares.of((key, facts) for key, facts in kept.results() if key in keys)
    if json:
        record = described(chosen, shares, path, number, time.monotonic() - began)
        print(json_text.dumps(record, indent=2, ensure_ascii=False))
    else:
        print_shares(chosen, shares, path, number, console, quiet=quiet)
    return 0


def default_store(chosen: Family, *, tighten: bool) -> Path:
    """Return where a family's results are kept if no place is named: in the folder ``report``.

    >>> str(default_store(family("integers:2x2:0..4", 10, 7), tighten=True))
    'report/integers-2x2-0..4-seed-7-tightened.sqlite'
    """
    name = file_stem(Path(chosen.name.replace("/", "-").strip("-") + ".txt"))
    seed = "" if chosen.seed is None else f"-seed-{chosen.seed}"
    return Path("report") / f"{name}{seed}{'-tightened' if tighten else ''}.sqlite"


def run(chosen: Family, kept: Store, console: Console, *, tighten: bool, shown: bool) -> int:
    """Look at the games that are not on file, putting each on file at once; return how many there were."""
    known, number = kept.keys(), 0
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(
        *columns, console=console, transient=True, disable=not (shown and console.is_terminal)
    ) as bar:
        task = bar.add_task("games", total=chosen.size)

        def waiting() -> Iterator[Numbered]:
            for place, entry in enumerate(chosen.entries()):
                if entry.key in known:
                    bar.advance(task)
                else:
                    yield place, entry

        workers = worth(chosen.size - len(known), tighten=tighten)
        for place, key, facts in looked_at(waiting(), workers, tighten=tighten):
            kept.add(key, place, facts)
            number += 1
            bar.advance(task)
    return number


def described(
    chosen: Family, shares: Shares, path: Path, looked_at: int, seconds: float
) -> dict[str, object]:
    """Return the campaign as the object that ``--json`` prints."""
    return {
        "games": chosen.name,
        "size": chosen.size,
        "counted": shares.games,
        "left_out": shares.left_out,
        "looked_at_now": looked_at,
        "facts": {m: {name: _count(c) for name, c in shares.facts[m].items()} for m in MODELS},
        "gains": {m: {name: _spread(g) for name, g in shares.gains[m].items()} for m in MODELS},
        "tight": shares.tight,
        "why_not": shares.why,
        "unbroken": shares.unbroken,
        "evidence": [str(path)],
        "seeds": {} if chosen.seed is None else {"games": chosen.seed},
        "version": VERSION,
        "exit_code": 0,
        "seconds": round(seconds, 3),
    }


def _count(count: Count) -> dict[str, object]:
    share = None if count.share is None else show(count.share)
    return {"true": count.true, "false": count.false, "undecided": count.undecided, "share": share}


def _spread(spread: Spread) -> dict[str, object]:
    measured = {"mean": spread.mean, "median": spread.median, "greatest": spread.greatest}
    shown: dict[str, object] = {name: None if x is None else show(x) for name, x in measured.items()}
    return shown | {"positive": spread.positive, "of": spread.number}


def print_shares(
    chosen: Family, shares: Shares, path: Path, looked_at: int, console: Console, *, quiet: bool
) -> None:
    """Print the table of shares; with ``quiet`` one line."""
    seed = "" if chosen.seed is None else f", seed {chosen.seed}"
    console.print(
        f"{plain(chosen.name)}{seed}: {shares.games} games counted, {looked_at} looked at now, "
        f"{len(shares.left_out)} left out; on file in {plain(str(path))}",
        soft_wrap=True,
    )
    if quiet:
        return
    table = Table(title="Of how many games it is true", title_justify="left", expand=True)
    table.add_column("", ratio=5)
    for model in MODELS:
        table.add_column(model, justify="right", ratio=2)
    for name, said in FACTS.items():
        table.add_row(Text(f"{said} ({name})"), *(_share_text(shares.facts[m][name]) for m in MODELS))
    console.print(table)
    table = Table(
        title="Gains as shares of a player's payoff range: mean, median, greatest, positive for",
        title_justify="left",
        expand=True,
    )
    table.add_column("", ratio=5)
    for model in MODELS:
        table.add_column(model, justify="right", ratio=3)
    for name, said in GAINS.items():
        table.add_row(Text(f"{said} ({name})"), *(_gain_text(shares.gains[m][name]) for m in MODELS))
    console.print(table)
    if shares.tight or shares.unbroken:
        console.print(_tight_table(shares))
    for key, why in list(shares.left_out.items())[:MOST_LEFT_OUT]:
        console.print(f"Left out: {plain(key)}: {plain(why)}", soft_wrap=True)
    more = len(shares.left_out) - MOST_LEFT_OUT
    if more > 0:
        console.print(f"Left out besides: {more}")


def _tight_table(shares: Shares) -> Table:
    table = Table(
        title="In how many games a construction breaks a bound: optimal in every program set + in the game's own"
        "\n(PMM + 1/100: and a hundredth of each player's payoff range)",
        title_justify="left",
        expand=True,
    )
    table.add_column("bound, beliefs, rounds", ratio=5)
    for short in (*CONSTRUCTIONS.values(), "none"):
        table.add_column(short, justify="right", ratio=2)
    for label in dict.fromkeys((*(asked.label for asked in ASKED), *shares.tight, *shares.unbroken)):
        counts = [_scopes_text(shares.tight.get(label, {}).get(name)) for name in CONSTRUCTIONS]
        table.add_row(label, *counts, str(len(shares.unbroken.get(label, []))))
    return table


def _scopes_text(counts: dict[str, int] | None) -> str:
    if counts is None:
        return "-"
    every, own, declared = (counts[scope.value] for scope in (Scope.EVERY, Scope.CLASS, Scope.DECLARED))
    return f"{every} + {own}" + (f" (+ {declared} among declared programs)" if declared else "")


def _share_text(count: Count) -> str:
    if count.share is None:
        return "-"
    undecided = f" ({count.undecided} undecided)" if count.undecided else ""
    return f"{count.true} · {float(count.share):.1%}{undecided}"


def _gain_text(spread: Spread) -> str:
    if not spread.values:
        return "-"
    shown = (f"{float(x):.3f}" for x in (spread.mean, spread.median, spread.greatest) if x is not None)
    return f"{', '.join(shown)}, {spread.positive} of {spread.number}"
