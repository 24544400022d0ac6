"""What the commands do: check files, analyse a game, write pages and pictures; returns exit codes."""

from __future__ import annotations

import itertools
import json as json_text
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from spi_verify.checking.check import check_scenario
from spi_verify.checking.claims import claim as known_claim
from spi_verify.checking.rows import Instance
from spi_verify.errors import InputError, Refusal
from spi_verify.games.feasible import FeasibleSet, feasible_set
from spi_verify.games.game import Game
from spi_verify.programs.trace import Trace
from spi_verify.reports.check_json import beliefs_json, combined_json, instance_json
from spi_verify.scenarios.load import load_scenario
from spi_verify.scenarios.scenario import Scenario
from spi_verify.solving.questions import Solvers

if TYPE_CHECKING:
    from rich.console import Console

MOST_FOR_SCRIPTS = 10_000
"""Most outcomes, equilibria and efficient points that ``game --json`` lists unless it is told otherwise."""

ORDER = (2, 1, 3, 4, 0)
"""Exit codes from worst to best; several files give the worst."""


def worst(codes: Sequence[int]) -> int:
    """Return the exit code of several files.

    >>> worst([0, 4, 3])
    3
    """
    return min(codes, key=ORDER.index, default=0)


def check_files(
    paths: Sequence[Path],
    *,
    console: Console,
    report: Path | None = None,
    trace: bool = False,
    quiet: bool = False,
) -> int:
    """Check scenarios and print what was found; bad files are reported and the rest is checked all the same."""
    from spi_verify.reports.check_terminal import (
        print_beliefs,
        print_error,
        print_heading,
        print_instance,
        print_trace,
        print_verdict,
    )

    codes: list[int] = []
    pages: list[Path] = []
    if report is not None:
        report.mkdir(parents=True, exist_ok=True)
    with Solvers() as solvers:
        for path in paths:
            try:
                scenario = load_scenario(path)
                run = Trace() if trace and not quiet else None
                if not quiet:
                    print_heading(scenario, console)
                instances = []
                again = _named_again(scenario)
                for instance in check_scenario(scenario, solvers, run):
                    instances.append(instance)
                    if quiet:
                        print_verdict(path, instance, console, placed=instance.place in again)
                    else:
                        print_instance(instance, console, placed=instance.place in again)
                    if run is not None:
                        print_trace(run, console)
                        run.lines.clear()
                if not quiet:
                    print_beliefs(scenario, console)
                codes.extend(instance.verdict.exit_code for instance in instances)
                if report is not None:
                    pages.append(page(scenario, instances, report, pages))
                    console.print(f"Report page: {pages[-1]}", soft_wrap=True, markup=False)
            except (InputError, Refusal) as exc:
                print_error(path, exc, console)
                codes.append(2 if isinstance(exc, InputError) else 3)
    return worst(codes)


def _named_again(scenario: Scenario) -> set[str]:
    """Return the places of claims that the scenario names more than once under the same reading."""
    asked = {r.place: (r.id, str(known_claim(r.id).reading(r.reading))) for r in scenario.claims}
    count = Counter(asked.values())
    return {place for place, what in asked.items() if count[what] > 1}


def check_files_json(paths: Sequence[Path]) -> int:
    """Check scenarios and print one JSON object."""
    instances, errors, codes, beliefs = [], [], [], []
    with Solvers() as solvers:
        for path in paths:
            try:
                scenario = load_scenario(path)
                for instance in check_scenario(scenario, solvers):
                    instances.append(instance_json(instance, [str(path)]))
                    codes.append(instance.verdict.exit_code)
                beliefs += [{"file": str(path), **one} for one in beliefs_json(scenario)]
            except (InputError, Refusal) as exc:
                errors.append({"file": str(path), "message": str(exc)})
                codes.append(2 if isinstance(exc, InputError) else 3)
    words = {0: "holds", 1: "refutes", 3: "unknown", 4: "does not apply"}
    code = worst(codes)
    printed = combined_json(instances, words.get(code), code, errors, beliefs)
    print(json_text.dumps(printed, indent=2, ensure_ascii=False))
    return code


def page(scenario: Scenario, instances: Sequence[Instance], folder: Path, taken: Sequence[Path]) -> Path:
    """Write a scenario's report page into a folder, under a name that is not taken, and return its path."""
    from spi_verify.reports.page import write_page

    stem = file_stem(scenario.path)
    names = itertools.chain([stem], (f"{stem}-{k}" for k in itertools.count(2)))
    return write_page(
        scenario, instances, next(p for p in (folder / f"{n}.html" for n in names) if p not in taken)
    )


def file_stem(path: Path) -> str:
    """Return a file's name without suffix, with nothing in it that a file system could mind.

    >>> file_stem(Path("a/my game!.toml"))
    'my-game'
    """
    return re.sub(r"[^A-Za-z0-9._-]+", "-", path.stem).strip("-.")[:80] or "page"


def analyse_file(
    path: Path,
    model: Literal["hull", "pure"] | None,
    *,
    console: Console,
    pictures: Path | None,
    json: bool,
    most: int | None = None,
    quiet: bool = False,
) -> int:
    """Print the analysis of a game file, and write its pictures; a picture that cannot be drawn is a note.

    ``most`` is how many outcomes, equilibria and efficient points are listed: 10,000 for scripts, 20 for people.
    """
    from spi_verify.games.analysis import analyse_feasible
    from spi_verify.reports.game_terminal import MOST_ROWS, pmm_line, print_report
    from spi_verify.reports.progress import waiting

    shown = most or (MOST_FOR_SCRIPTS if json else MOST_ROWS)
    with waiting("Analysing the game"):
        feasible = load_feasible(path, model)
        found = analyse_feasible(feasible, most_listed=shown)
    drawn, note = [], ""
    try:
        drawn = [str(p) for p in draw(feasible, pictures / file_stem(path))] if pictures is not None else []
    except Refusal as refusal:
        note = f"No picture: {refusal}"
    if json:
        result = {**found.to_json(), "file": str(path), "pictures": drawn, "note": note}
        print(json_text.dumps(result, indent=2, ensure_ascii=False))
        return 0
    if quiet:
        console.print(pmm_line(found), markup=False, soft_wrap=True)
        return 0
    print_report(found, console, most_rows=shown)
    for picture in drawn:
        console.print(f"Picture: {picture}", soft_wrap=True, markup=False)
    if note:
        console.print(note, soft_wrap=True, markup=False)
    return 0


def load_game(path: Path) -> tuple[Game, str]:
    """Return the game in a file and the model to analyse it in: a scenario states one, a game file means hull."""
    from spi_verify.games.files import read_game

    if path.suffix.lower() not in (".nfg", ".efg", ".toml"):
        raise InputError(
            "not a game", file=str(path), expected="a name ending in .nfg, .efg or .toml", found=path.name
        )
    if path.suffix.lower() == ".toml":
        scenario = load_scenario(path)
        return scenario.game, scenario.feasible.model
    return read_game(path), "hull"


def load_feasible(path: Path, model: str | None) -> FeasibleSet:
    """Return the feasible set of the game in a file, in the model asked for, else the scenario's, else hull."""
    if model is None and path.suffix.lower() == ".toml":
        return load_scenario(path).feasible
    game, own = load_game(path)
    return feasible_set(game, model or own)


def draw(feasible: FeasibleSet, stem: Path) -> list[Path]:
    """Write the payoff-space picture of a game beside ``stem`` and return its path.

    Errors: Refusal when the exact geometry behind the picture refuses; InputError when the file cannot be written.
    """
    from spi_verify.reports.pictures import payoff_picture

    stem.parent.mkdir(parents=True, exist_ok=True)
    target = stem.with_name(f"{stem.name}.svg")
    payoff_picture(feasible).save(target)
    return [target]
