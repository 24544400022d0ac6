"""What ``tighten`` does: reads the game and the bound, looks for what breaks it, prints and writes what it finds."""

from __future__ import annotations

import json as json_text
import time
from pathlib import Path

from rich.console import Console

from spi_verify.amounts import check_seconds, check_whole
from spi_verify.checking.claims import claim
from spi_verify.checking.readings import THEOREM_BASES, Reading
from spi_verify.errors import InputError
from spi_verify.games.feasible import FeasibleSet, feasible_set
from spi_verify.games.game import Game
from spi_verify.games.rationals import show, show_point
from spi_verify.reports.check_json import instance_json
from spi_verify.reports.check_terminal import plain, print_trace
from spi_verify.running import file_stem, load_game
from spi_verify.search.tightness.attempt import Attempt, Question
from spi_verify.search.tightness.bounds import read_bound, read_delta
from spi_verify.search.tightness.guarantee import is_attainable
from spi_verify.search.tightness.paths import NOTIONS, Notion
from spi_verify.search.tightness.tighten import Tightness, tighten
from spi_verify.solving.questions import Solvers

MOST_ROUNDS = 50
READING = "published"
"""The reading of thm-3 that is meant if none is named; iterated renegotiation is prop-5's, and has none."""
STYLES = {"proved": "bold green", "refuted": "bold red", "unknown": "bold yellow"}


def tighten_game(
    path: Path,
    *,
    console: Console,
    bound: str | None,
    delta: str | None,
    rounds: int | None,
    beliefs: str,
    reading: str,
    model: str | None,
    seconds: float | None,
    out: Path,
    json: bool,
    quiet: bool,
) -> int:
    """Look for programs and beliefs that break a bound in the game of a file; return the exit code.

    Errors: InputError for files, bounds, numbers of rounds, beliefs, readings, times and folders that cannot be used.

    Paper node: `thm-3` (section 8)
    """
    began = time.monotonic()
    check_seconds(seconds)
    if out.exists() and not out.is_dir():
        raise InputError("not a folder", place="--out", found=str(out))
    game, own_model = load_game(path)
    question = question_about(
        _feasible(path, game, model or own_model),
        bound=bound,
        delta=delta,
        rounds=rounds,
        beliefs=beliefs,
        reading=reading,
    )
    with Solvers() as solvers:
        found = tighten(question, out, file_stem(path), solvers, seconds)
        versions = {p.name: p.version for p in solvers.processes if p.version}
    if json:
        record = described(path, found, versions, time.monotonic() - began)
        print(json_text.dumps(record, indent=2, ensure_ascii=False))
    else:
        print_tightness(path, found, console, quiet=quiet)
    return found.verdict.exit_code


def _feasible(path: Path, game: Game, model: str) -> FeasibleSet:
    if model == "union":
        raise InputError(
            "bounds are asked about where outcomes are lotteries or pure",
            file=str(path),
            place="model",
            expected="hull or pure",
            found=model,
            hint="Give --model hull or --model pure.",
        )
    return feasible_set(game, model)


def question_about(
    feasible: FeasibleSet,
    *,
    bound: str | None,
    delta: str | None,
    rounds: int | None,
    beliefs: str,
    reading: str,
) -> Question:
    """Return the question that words ask about a game.

    Errors: InputError for bounds, numbers of rounds, beliefs and readings that cannot be used.
    """
    if rounds is not None and reading != READING:
        raise InputError(
            "only for renegotiation in one round", place="--reading", found=f"{reading} with --rounds"
        )
    return Question(
        feasible=feasible,
        bound=read_bound(bound, delta, feasible),
        notion=_notion(beliefs),
        rounds=_rounds(rounds),
        reading=_reading(reading),
        delta=read_delta(delta, feasible),
    )


def _notion(beliefs: str) -> Notion:
    for notion in NOTIONS:
        if beliefs == notion:
            return notion
    raise InputError(
        "no such beliefs", place="--beliefs", expected=f"one of {', '.join(NOTIONS)}", found=repr(beliefs)
    )


def _rounds(rounds: int | None) -> int | None:
    check_whole(rounds, 1, MOST_ROUNDS, what="number of rounds", place="--rounds")
    return rounds


def _reading(text: str) -> Reading:
    known = claim("thm-3.2")
    try:
        reading = known.reading(text)
    except InputError as exc:
        exc.place = "--reading"
        raise
    if reading.has("bound") or reading.base == "two-selectors":
        bases = ", ".join(base for base in THEOREM_BASES if base != "two-selectors")
        raise InputError(
            "no reading to tighten",
            place="--reading",
            expected=f"one of {bases}, with variants other than bound",
            found=text,
        )
    return reading


def described(path: Path, found: Tightness, versions: dict[str, str], seconds: float) -> dict[str, object]:
    """Return the answer as the object that ``--json`` prints."""
    question = found.question
    return {
        "claim": "thm-3.2" if question.rounds is None else "prop-5",
        "reading": str(question.reading),
        "players": question.feasible.n,
        "game": str(path),
        "model": question.feasible.model,
        "bound": question.bound.text,
        "bound_is_attainable": is_attainable(question.feasible, question.bound),
        "beliefs": question.notion,
        "rounds": question.rounds,
        "pmm": [show(x) for x in question.feasible.pmm()],
        "verdict": found.verdict.value,
        "exit_code": found.verdict.exit_code,
        "reason": found.reason,
        "evidence": [str(a.file) for a in found.attempts if a.file is not None]
        + list(found.guarantee.evidence if found.guarantee is not None else ()),
        "proved_under": list(found.guarantee.readings if found.guarantee is not None else ()),
        "constructions": [_attempt(a) for a in found.attempts],
        "not_tried": list(found.untried),
        "solvers": versions,
        "seeds": {"solvers": found.seed},
        "seconds": round(seconds, 3),
    }


def _attempt(attempt: Attempt) -> dict[str, object]:
    record: dict[str, object] = {
        "construction": attempt.construction,
        "breaks_the_bound": attempt.confirmed is not None,
        "said": attempt.said,
    }
    if attempt.confirmed is not None:
        found = attempt.confirmed
        record |= {
            "file": str(attempt.file),
            "ends_at": [show(x) for x in found.reached],
            "broken": list(found.broken),
            "optimal_in": found.scope.value,
            "failing_hypotheses_of_prop_5": list(found.lacking),
            "instances": [instance_json(i, [str(attempt.file)]) for i in found.instances],
        }
    return record


def print_tightness(path: Path, found: Tightness, console: Console, *, quiet: bool) -> None:
    """Print the verdict, and without ``quiet`` what was tried and the run that breaks the bound."""
    question = found.question
    style = STYLES[found.verdict.value]
    ends = "p'" if question.rounds is None else "p*"
    asked = f"{plain(str(path))}: guarantee of {plain(question.bound.text)} for U({ends})"
    console.print(f"{asked}: [{style}]{found.verdict.value}[/]", soft_wrap=True)
    if quiet:
        return
    programs = "CSR programs" if question.rounds is None else f"ICSR programs, K = {question.rounds}"
    pmm = show_point(question.feasible.pmm())
    console.print(
        f"PMM {pmm}; model {question.feasible.model}; {programs}; beliefs: {question.notion}", soft_wrap=True
    )
    console.print(plain(found.reason), soft_wrap=True)
    if not is_attainable(question.feasible, question.bound):
        console.print("No feasible payoffs meet this bound.", soft_wrap=True)
    if found.attempts:
        console.print("\nConstructions:")
    for attempt in found.attempts:
        mark = "breaks the bound" if attempt.confirmed is not None else "no"
        console.print(f"  {plain(attempt.construction)}: {mark}: {plain(attempt.said)}", soft_wrap=True)
        if attempt.confirmed is not None:
            console.print(f"    optimal in {attempt.confirmed.scope.value}", soft_wrap=True)
            if attempt.confirmed.lacking:
                failing = ", ".join(attempt.confirmed.lacking)
                console.print(f"    hypotheses of prop-5 that this game fails: {failing}", soft_wrap=True)
            console.print(f"    Written: {plain(str(attempt.file))}", soft_wrap=True)
    if found.untried:
        console.print(
            f"Not tried to the end, as the time was over: {', '.join(found.untried)}", soft_wrap=True
        )
    best = found.best
    if best is not None and best.confirmed is not None:
        who = "p*" if question.rounds is not None else "p', every program extended"
        console.print(f"\nThe run of {who}:")
        print_trace(best.confirmed.trace, console)
