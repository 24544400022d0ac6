"""``python -m benchmarks.searching [--seconds S] [--json]``: the search for counterexamples and its rivals.

Per question and side, all in seconds from the start of a new process: the first model; the first scenario, on which
checking says *refutes*; the smallest scenario that it could be made, in a familiar game if one carries it; and the
outcomes of the largest scope that was exhausted, with any payoffs. The sides: spi-verify's search; a z3py encoding
by hand, which gives a model only; z3 and cvc5 looking for finite models of the quantified text; random games
checked by the interpreter, which finds scenarios of claims about games alone. One after the other.
"""

from __future__ import annotations

import argparse
import compileall
import json
import math
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import spi_verify
from spi_verify.checking.check import check_scenario
from spi_verify.checking.rows import Verdict
from spi_verify.errors import InputError, Refusal
from spi_verify.paths import root
from spi_verify.scenarios.load import load_scenario
from spi_verify.search.enough import GEOMETRY
from spi_verify.solving.portfolio import Budget, Way, decide
from spi_verify.solving.questions import Solvers
from spi_verify.theory.compose import compose
from spi_verify.theory.objects import Question
from spi_verify.theory.registry import Theory

BY_HAND, ALONE = (Path(__file__).parent / name for name in ("by_hand.py", "search_alone.py"))
QUESTIONS = (
    Question("thm-3.common", "published", "2"),
    Question("thm-3.common", "published", "3"),
    Question("prop-1.strictly", "literal", "2"),
    Question("thm-3.2", "published+csr-only", "2"),
    Question("thm-3.common", "published+meet-feasible", "2"),
    Question("thm-3.common", "published+meet-feasible", "3"),
    Question("thm-3.nonempty", "published+meet-feasible", "2"),
    Question("prop-1.strictly", "literal+improvable", "2"),
    Question("thm-3.pointwise", "published+csr-only", "2"),
)
"""Some that small games refute, then some that are proved, so that a search can only exhaust scopes."""

SEED = 0
ACTIONS = (2, 3)
LARGEST = 3
"""Random games have two or three actions each and whole payoffs up to this size."""


EVERY = "any number"


@dataclass(frozen=True)
class Result:
    """What one side found: seconds to the first model, the first scenario, the smallest one; outcomes exhausted."""

    model: float | None = None
    scenario: float | None = None
    small: float | None = None
    exhausted: int | str = 0
    note: str = ""


def main() -> int:
    """Print the table, or one JSON object."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.searching", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0, help="for each side of each question")
    parser.add_argument("--claim", help="only questions about this claim")
    parser.add_argument("--side", help="only this side")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args()
    theory, rows = Theory(root()), []
    for folder in (Path(spi_verify.__file__).parent, Path(__file__).parent):
        compileall.compile_dir(folder, quiet=1)  # as pip does where a program is installed, and did with z3
    if not options.json:
        print(f"{options.seconds:g} s for each side; seed {SEED}")
        print(
            f"{'question':38} {'side':24} {'model s':>8} {'checked s':>9} {'small s':>8} {'exhausted':>10}  note"
        )
    for question in QUESTIONS:
        for side, work in SIDES.items():
            if options.claim not in (None, question.claim) or options.side not in (None, side):
                continue
            row = work(theory, question, options.seconds)
            rows.append({"question": question.name, "side": side, **asdict(row)})
            if not options.json:
                times = ("none" if x is None else f"{x:.2f}" for x in (row.model, row.scenario, row.small))
                model, scenario, small = times
                exhausted = row.exhausted or "-"
                print(
                    f"{question.name:38} {side:24} {model:>8} {scenario:>9} {small:>8} {exhausted:>10}  {row.note}",
                    flush=True,
                )
    if options.json:
        print(json.dumps({"seconds": options.seconds, "seed": SEED, "rows": rows}))
    return 0


def searched(_: Theory, question: Question, seconds: float) -> Result:
    """Return what spi-verify's search finds."""
    command = [sys.executable, str(ALONE), question.name, str(seconds), str(SEED)]
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        loading = time.perf_counter() - start
        found = json.loads(process.stdout.readline())
    sizes = [outcomes(scope) for scope in found["scopes"]]
    exhausted = EVERY if EVERY in sizes else max((s for s in sizes if isinstance(s, int)), default=0)
    if "model" not in found:
        return Result(exhausted=exhausted, note=f"{found['seconds']:.0f} s for {len(sizes)} scopes")
    model, first, small = (loading + found[word] for word in ("model", "first", "seconds"))
    return Result(model, first, small, exhausted, f"in {found['scope']}")


def outcomes(scope: str) -> int | str:
    """Return how many outcomes a scope has; 0 if their payoffs are given.

    >>> outcomes("2 x 3 actions with any payoffs; P of 1 constant programs each")
    6
    """
    if EVERY in scope:
        return EVERY
    shape = re.match(r"([0-9]+( x [0-9]+)*) actions with any payoffs", scope)
    return math.prod(map(int, shape[1].split(" x "))) if shape else 0


def by_hand(_: Theory, question: Question, seconds: float) -> Result:
    """Return what the z3py encoding finds."""
    words = [question.claim, question.reading, question.players, str(seconds)]
    start, first, exhausted = time.perf_counter(), None, 0
    with subprocess.Popen(
        [sys.executable, str(BY_HAND), *words], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            found = json.loads(line)
            if found["status"] == "sat":
                first = time.perf_counter() - start
            elif found["status"] == "unsat":
                exhausted = found["outcomes"]
    return Result(first, exhausted=exhausted)


def finite_models(way: Way) -> Callable[[Theory, Question, float], Result]:
    """Return the side that looks for a finite model of the quantified text."""

    def work(theory: Theory, question: Question, seconds: float) -> Result:
        found = decide(compose(theory, question).text, Budget(seconds=seconds), (way,))
        return Result(found.seconds if found.status == "sat" else None, note=found.status)

    return work


def at_random(_: Theory, question: Question, seconds: float) -> Result:
    """Return what random games give that the interpreter checks."""
    if question.claim not in GEOMETRY:
        return Result(note="not tried: it draws no programs")
    rng, start, tried = random.Random(SEED), time.perf_counter(), 0
    with tempfile.TemporaryDirectory() as folder, Solvers() as solvers:
        path = Path(folder) / "random.toml"
        while time.perf_counter() - start < seconds:
            tried += 1
            path.write_text(scenario(question, rng), encoding="utf-8")
            try:
                found = [instance.verdict for instance in check_scenario(load_scenario(path), solvers)]
            except (InputError, Refusal):
                continue
            if Verdict.REFUTES in found:
                return Result(None, time.perf_counter() - start, note=f"{tried} games")
    return Result(note=f"{tried} games")


def scenario(question: Question, rng: random.Random) -> str:
    """Return a scenario with a random game, lotteries or not, that names the question's claim."""
    shape = [rng.choice(ACTIONS) for _ in range(int(question.players))]

    def table(dimensions: list[int]) -> list[object]:
        if not dimensions:
            return [rng.randint(0, LARGEST) for _ in shape]
        return [table(dimensions[1:]) for _ in range(dimensions[0])]

    actions = [[f"a{k}" for k in range(count)] for count in shape]
    return (
        f'title = "Random"\nmodel = "{rng.choice(["hull", "pure"])}"\n[game]\nactions = {json.dumps(actions)}\n'
        f"payoffs = {json.dumps(table(shape))}\n[[claim]]\n"
        f'id = "{question.claim}"\nreading = "{question.reading}"\n'
    )


SIDES: dict[str, Callable[[Theory, Question, float], Result]] = {
    "spi-verify": searched,
    "z3py by hand": by_hand,
    "z3, quantified text": finite_models(Way("z3")),
    "cvc5 finite models": finite_models(Way("cvc5", {"finite-model-find": "true"})),
    "random and interpreter": at_random,
}


if __name__ == "__main__":
    raise SystemExit(main())
